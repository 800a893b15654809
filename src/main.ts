#!/usr/bin/env node
import { whyNodeIsTooOld } from './commands/node-version.ts';

// All else is imported only then: an old Node would fail at some import, with a stack trace that names no version.
const why = whyNodeIsTooOld(process.versions.node);
if (why === null) {
  const { start } = await import('./commands/start.ts');
  await start();
} else {
  console.error(why);
  process.exitCode = 2;
}
