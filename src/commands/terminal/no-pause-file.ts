import { RunFailure } from '../../failure.ts';
import { pausedByFile, pauseFileIn } from '../../ledger/rounds/pause-file.ts';

/** @throws RunFailure while the file is there */
export async function expectNoPauseFile(home: string): Promise<void> {
  if ((await pausedByFile(home)) !== null)
    throw new RunFailure(`Paused by the file ${pauseFileIn(home)}: \`tidings resume\` removes it.`);
}
