import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ConfigurationFailure } from '../../failure.ts';

/** Beside the pulled files: what each was when it was pulled, so that a push finds out what others published since. */
const FILE = '.tidings-pull.json';

const schema = z.strictObject({ documents: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)) });

/** Hashes of the texts that were in force at the last pull, by path; null: nothing was pulled into this folder. */
export async function readPulled(folder: string): Promise<ReadonlyMap<string, string> | null> {
  const text = await readFile(path.join(folder, FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return new Map(Object.entries(schema.parse(JSON.parse(text)).documents));
  } catch {
    throw new ConfigurationFailure(
      `${path.join(folder, FILE)} is not as a pull leaves it. Remove it and pull into an empty folder, then put your changes there.`,
    );
  }
}

/** @param hashes of texts by path */
export const writePulled = (folder: string, hashes: ReadonlyMap<string, string>): Promise<void> =>
  writeFile(
    path.join(folder, FILE),
    `${JSON.stringify({ documents: Object.fromEntries(hashes) }, null, 2)}\n`,
  );
