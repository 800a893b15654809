#!/usr/bin/env node
import { OK, runCommandLine } from './commands/command-line.ts';
import { keepHeapSmall } from './small-heap.ts';

keepHeapSmall();

// `tidings letters | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(OK);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2));
