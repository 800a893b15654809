import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { captureName, fileName } from './capture.ts';

/** A letter as far as its file is named by it. */
interface Named {
  readonly id: string;
  readonly kind: string;
  /** In whose name the file lies: a list of tasks in nobody's. */
  readonly customerId: string;
  readonly today: string;
}

/**
 * The captured files of a customer in a folder, half-written ones of a worker that died too. Also those whose letters the
 * ledger has no more: a file's name says day, kind and letter, and with the customer's id they make that name again, hash
 * and all, or it is somebody else's.
 * @param letters that the ledger still has: of theirs, as a very long id leaves no room for the letter's in the name, and
 * lists of tasks that name them
 */
export async function capturedFiles(
  folder: string,
  customerId: string,
  letters: readonly Named[],
): Promise<readonly string[]> {
  const known = new Set(letters.map(nameOf));
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => {
      const name = /^(.+)\.eml(?:\.[0-9a-f]{12}\.part)?$/.exec(file)?.[1];
      return name !== undefined && (known.has(name) || isOf(customerId, name));
    })
    .map((file) => path.join(folder, file));
}

const nameOf = (letter: Named): string => fileName(captureName(letter));

function isOf(customerId: string, name: string): boolean {
  const today = /^\d{4}-\d\d-\d\d/.exec(name)?.[0];
  if (today === undefined) return false;
  // The letter's id is the last group of digits, or the last but one before a hash.
  const ids = name.split('-').slice(-2);
  return ALL_LETTERS.some((kind) => ids.some((id) => nameOf({ id, kind, today, customerId }) === name));
}
