import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Instant, instantOf } from '../../calendar/time.ts';

/** The emergency brake: while this file is there, no worker of this TIDINGS_HOME writes or sends. An empty one will do. */
export const pauseFileIn = (home: string): string => path.join(home, 'paused');

/** Since when the file is there; null: it is not. */
export async function pausedByFile(home: string): Promise<Instant | null> {
  const found = await stat(pauseFileIn(home)).catch(() => null);
  return found && instantOf(Math.round(found.mtimeMs));
}

/**
 * Makes the file, with the reason in it where there is room for one.
 * @throws the system's error when it cannot be made
 */
export async function pauseByFile(home: string, why: string): Promise<void> {
  const file = await open(pauseFileIn(home), 'a', 0o644);
  try {
    // A full disk takes a name where it takes no word more.
    await file.writeFile(`${why}\n`).catch(() => undefined);
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** Removes it. False: there was none. */
export async function endPauseByFile(home: string): Promise<boolean> {
  if ((await pausedByFile(home)) === null) return false;
  await rm(pauseFileIn(home), { force: true });
  return true;
}
