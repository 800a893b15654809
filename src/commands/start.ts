import { keepHeapSmall } from '../settings/small-heap.ts';
import { OK, runCommandLine } from './command-line.ts';

/** Runs the command line of this process, and sets its exit code. */
export async function start(): Promise<void> {
  keepHeapSmall();

  // `tidings letters | head` closes the pipe early; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(OK);
    throw error;
  });

  process.exitCode = await runCommandLine(process.argv.slice(2));
}
