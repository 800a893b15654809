import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from './package-root.ts';

/** The letters that Tidings brings: a folder for each language, and the layout. */
export const shippedEmails = path.join(packageRoot, 'emails');
/** A language's folder: `en`, `pl`, `pt-BR`. */
export const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;

/**
 * The company's own folder of letters, in which it may add languages and words that it never says: TIDINGS_EMAILS, else `emails` in the
 * working folder. It need not be there. Null: in a clone of the project that is the shipped one.
 */
export function ownEmails(
  env: Readonly<Record<string, string | undefined>> = process.env,
  cwd: string = process.cwd(),
): string | null {
  const folder = path.resolve(cwd, env.TIDINGS_EMAILS?.trim() || 'emails');
  return folder === shippedEmails ? null : folder;
}

/** The languages that have a folder in this one, sorted; none where it is not there. */
export async function languagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(nothingThere([]));
  return entries
    .filter((entry) => entry.isDirectory() && LANGUAGE.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** Those of these files that are there, by their path below the folder. */
export async function textsIn(
  folder: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(
    paths.map((each) => readFile(path.join(folder, each), 'utf8').catch(nothingThere(null))),
  );
  return new Map(
    paths.flatMap((each, nth) => {
      const text = texts[nth] ?? null;
      return text === null ? [] : [[each, text]];
    }),
  );
}

const nothingThere =
  <Nothing>(nothing: Nothing) =>
  (error: NodeJS.ErrnoException): Nothing => {
    if (error.code === 'ENOENT') return nothing;
    throw error;
  };
