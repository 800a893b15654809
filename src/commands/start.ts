import { version } from '../settings/package-root.ts';
import { keepHeapSmall } from '../settings/small-heap.ts';
import { tooFewFiles } from '../too-few-files.ts';

/** Runs the command line of this process, and sets its exit code. */
export async function start(): Promise<void> {
  keepHeapSmall();

  // `tidings letters | head` closes the pipe early; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });

  const args = process.argv.slice(2);
  // Which version it is must be told wherever the program lies, before hundreds of files are opened.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) console.log(version);
  else process.exitCode = await run(args);
}

async function run(args: readonly string[]): Promise<number> {
  try {
    const { runCommandLine } = await import('./command-line.ts');
    return await runCommandLine(args);
  } catch (error) {
    // A command tells of its own faults: this is one of the start.
    const said = tooFewFiles(error);
    if (said === null) throw error;
    process.stderr.write(`${said}\n`);
    return 2;
  }
}
