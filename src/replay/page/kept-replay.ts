import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { replayReportSchema } from '../figures/report.ts';

/** The last replay, as it is kept for the console's page. */
const keptReplaySchema = z.strictObject({
  /** ISO moment. */
  made_at: z.string(),
  report: replayReportSchema,
  /** Under the policy that it was compared with; null: with none. */
  old: replayReportSchema.nullable(),
});
export type KeptReplay = z.infer<typeof keptReplaySchema>;

const NAME = 'replay.json';

/**
 * Keeps a replay in the home folder, in place of the one before: a file for its owner alone, since it tells of customers. Where there is
 * no such folder nothing is kept: a replay makes nothing that nobody asked for.
 * @returns whether it was kept
 * @throws when the folder is there and cannot be written
 */
export async function keepReplay(home: string, replay: KeptReplay): Promise<boolean> {
  if (!(await isFolder(home))) return false;
  const file = path.join(home, NAME);
  // Whoever reads meanwhile gets the one before, whole.
  const draft = `${file}.new`;
  await writeFile(draft, JSON.stringify(replay), { mode: 0o600 });
  await rename(draft, file);
  return true;
}

/** The last one: `none` was made here, or it is `of_another_build` and cannot be read by this one. */
export async function lastReplay(home: string): Promise<KeptReplay | 'none' | 'of_another_build'> {
  const text = await readFile(path.join(home, NAME), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return 'none';
  const read = keptReplaySchema.safeParse(parsed(text));
  return read.success ? read.data : 'of_another_build';
}

/** Removes the last one, when a customer is forgotten: it names some, and orders of others. */
export const dropReplay = (home: string): Promise<void> => rm(path.join(home, NAME), { force: true });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isFolder = (home: string): Promise<boolean> =>
  stat(home).then(
    (found) => found.isDirectory(),
    () => false,
  );
