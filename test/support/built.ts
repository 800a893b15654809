import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { packageRoot } from '../../src/settings/package-root.ts';

/** vitest's globalSetup: dist/ is made anew where something changed since. @throws with what the compiler said */
export default function setup(): void {
  execFileSync(process.execPath, [path.join(packageRoot, 'src/build.mjs'), '--if-stale'], {
    stdio: 'inherit',
  });
}
