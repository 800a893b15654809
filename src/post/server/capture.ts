import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { statusReason } from '../../customer/status-reason.ts';
import { messageOf, RunFailure } from '../../failure.ts';
import type { Mail } from '../letter/mail.ts';
import type { MayLeave, Submission, Transport } from './transport.ts';

// Files are written at the same time as others are composed; more would only hold more letters in memory.
const LANES = 8;

/** Writes each letter as an `.eml` file into `folder`: the same bytes that a mail server would get. */
export function captureTransport(folder: string): Transport {
  // The stream transport runs the whole of nodemailer except the socket.
  const composer = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let closed: Promise<void> | null = null;
  return {
    kind: 'capture',
    where: folder,
    lanes: LANES,
    async submit(mail: Mail, name: string, mayLeave?: MayLeave): Promise<Submission> {
      const file = path.join(folder, `${fileName(name)}.eml`);
      try {
        closed ??= closedFolder(folder);
        await closed;
        const composed = await composer.sendMail(mail);
        if (!Buffer.isBuffer(composed.message)) throw new Error('the letter was not composed into memory');
        if (mayLeave && !(await mayLeave())) return { taken: false, fault: null };
        await writeWhole(file, composed.message);
        return { taken: true, reply: statusReason('captured', { file }), captured: true };
      } catch (error) {
        // It is tried anew with the next letter.
        closed = null;
        return { taken: false, fault: faultOf(error) };
      }
    },
    async verify() {
      try {
        await closedFolder(folder);
        await access(folder, constants.W_OK);
      } catch (error) {
        throw new RunFailure(
          `Letters cannot be captured in ${folder}: ${messageOf(error)}. Make it writable, or set TIDINGS_HOME.`,
        );
      }
    },
    close: () => composer.close(),
  };
}

/** What a letter's file is called; `today` is the day that the letter names. */
export const captureName = (letter: {
  readonly id: string;
  readonly kind: string;
  readonly customerId: string;
  readonly today: string;
}): string => `${letter.today}-${letter.kind}-${letter.customerId}-${letter.id}`;

/**
 * A name for any file system: small letters, digits, `-` and `_`, at most 120 characters. Where that changes
 * the name, a hash of the whole one keeps two letters apart.
 */
export function fileName(name: string): string {
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 100);
  if (safe === name) return name;
  return `${safe}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

/** Either the whole letter has the name or nothing has: a mail reader never sees half a letter. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeNew(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Names of files tell who gets which reminder: the folder is nobody else's to list, also one that was made before. */
async function closedFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode } = await stat(folder);
  if ((mode & 0o077) !== 0) await chmod(folder, 0o700);
}

async function writeNew(file: string, content: Buffer): Promise<void> {
  const write = async () => {
    // They hold what customers are told: nobody else's to read.
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
  };
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    await closedFolder(path.dirname(file));
    await write();
  }
}

// A full disk meets the next letter too, as a dead line would.
const faultOf = (error: unknown) => ({
  code: error instanceof Error && 'code' in error ? String(error.code) : null,
  command: null,
  responseCode: null,
  response: null,
  message: messageOf(error),
  bodyBegun: false,
});
