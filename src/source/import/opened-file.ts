import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../../failure.ts';
import { harmless } from '../dialect/visible.ts';
import { FileFailure, FileFaults, FileGrew, ofWhole } from './file-faults.ts';

/** What of a file is in memory at a time. */
const PIECE_BYTES = 256 * 1024;
/** An export packs to a tenth, one that says the same in every row to a hundredth; past this it is a bomb. */
const MOST_UNPACKED = { times: 250, free: 64 * 1024 * 1024 };
const EXCEL = 'PK\u0003\u0004';
const OLD_EXCEL = '\u00d0\u00cf\u0011\u00e0';
const GZIP = '\u001f\u008b';

export type Packing = 'text' | 'gzip' | 'workbook';

/**
 * A file that is read several times, through one handle: whoever puts another in its place meanwhile changes nothing of what is
 * read. What it is is told by its first bytes, not by its name.
 */
export class OpenedFile {
  readonly path: string;
  /** As messages show it. */
  readonly name: string;
  readonly bytes: number;
  readonly packing: Packing;
  readonly handle: FileHandle;
  private readonly stamp: string;

  private constructor(
    file: string,
    handle: FileHandle,
    seen: { bytes: number; stamp: string },
    packing: Packing,
  ) {
    this.path = file;
    this.name = path.basename(file);
    this.handle = handle;
    this.bytes = seen.bytes;
    this.stamp = seen.stamp;
    this.packing = packing;
  }

  /**
   * Whoever may write to its folder may put a link there at any moment: what it leads to is neither read nor shown.
   * @throws ConfigurationFailure when it is not there, a link, no file, or may not be read
   */
  static async open(file: string): Promise<OpenedFile> {
    const name = path.basename(file);
    const found = await lstat(file).catch(() => null);
    if (found?.isSymbolicLink()) throw new FileFaults([ofWhole(name, { code: 'link' }, file)]);
    if (!found?.isFile()) throw new FileFaults([ofWhole(name, { code: 'not_there' }, file)]);
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
    const handle = await open(file, flags).catch((error: unknown) => {
      const said = harmless(messageOf(error));
      throw new FileFaults([ofWhole(name, { code: 'unreadable', said }, file)]);
    });
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      const seen = { bytes: found.size, stamp: await stampOf(handle) };
      return new OpenedFile(file, handle, seen, packingOf(buffer.subarray(0, bytesRead), name));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Its bytes from the first to the last, unpacked; each call reads them anew. */
  async *pieces(): AsyncGenerator<Buffer> {
    if (this.packing !== 'gzip') return yield* this.packed();
    let bytes = 0;
    const unpacked = createGunzip({ chunkSize: PIECE_BYTES });
    // What fails is thrown where the pieces are taken.
    const feeding = pipeline(this.packed(), unpacked).catch(() => undefined);
    try {
      for await (const piece of unpacked) {
        bytes += piece.length;
        if (isTooMuch(bytes, this.bytes)) throw this.isBomb();
        yield piece;
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
        throw new FileFailure(ofWhole(this.name, { code: 'cut_short', said: harmless(error.message) }));
      throw error;
    } finally {
      unpacked.destroy();
      await feeding;
    }
  }

  private async *packed(): AsyncGenerator<Buffer> {
    for (let at = 0; ; ) {
      const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  /** What is said of a file that would fill the memory or the disk. */
  isBomb(): FileFailure {
    return new FileFailure(ofWhole(this.name, { code: 'bomb', times: MOST_UNPACKED.times }));
  }

  /** @throws FileGrew when it has changed since it was opened, so that what was read may be half of one and half of another */
  async expectSame(): Promise<void> {
    if ((await stampOf(this.handle)) === this.stamp) return;
    throw new FileGrew(
      `${this.name} was written to while it was read, and nothing of it was imported. Import it again when it is whole.`,
    );
  }

  /** Whether it still stands at its path: somebody may have put another there. */
  async stillThere(): Promise<boolean> {
    const [ours, there] = [await this.handle.stat(), await lstat(this.path).catch(() => null)];
    return there !== null && there.ino === ours.ino && there.dev === ours.dev;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** Whether an unpacked size is more than any export packs to. */
export const isTooMuch = (unpacked: number, packed: number): boolean =>
  unpacked > MOST_UNPACKED.free && unpacked > packed * MOST_UNPACKED.times;

/** Size and last writing; not ctime, which changes when another file takes its name, and ours is whole all the same. */
async function stampOf(handle: FileHandle): Promise<string> {
  const { size, mtimeNs } = await handle.stat({ bigint: true });
  return `${size} ${mtimeNs}`;
}

function packingOf(start: Buffer, name: string): Packing {
  const bytes = start.toString('latin1');
  if (bytes.startsWith(GZIP)) return 'gzip';
  if (bytes === EXCEL) return 'workbook';
  if (bytes === OLD_EXCEL) throw new FileFaults([ofWhole(name, { code: 'old_workbook' })]);
  return 'text';
}
