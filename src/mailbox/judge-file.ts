import { open } from 'node:fs/promises';
import type { Judgment } from '../inbox/mail-kinds.ts';
import { judgeRaw } from './judge-raw.ts';
import { MOST_BYTES_READ } from './parse-mail.ts';

/**
 * Judges the mail in a file, of which only the beginning is read, however large it is. One that breaks the parser is
 * unknown, and says what broke. No ledger is asked.
 * @throws the error of the file system when it cannot be read
 */
export async function judgeFile(path: string): Promise<Judgment> {
  return (await judgeRaw(await beginningOf(path))).judgment;
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, MOST_BYTES_READ));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}
