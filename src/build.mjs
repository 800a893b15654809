// Builds dist/: the compiled code, and what the console's pages load.
//   --if-stale  only when something that it is made of has changed since
//   --if-able   after an install: only where the packages that build are there (`npm ci --omit=dev` leaves them out)
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const at = (...names) => path.join(root, ...names);
const STAMP = at('dist/.built');
const MADE_OF = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Folders too: a file that was removed changes only its folder. */
function newest() {
  const inSrc = readdirSync(at('src'), { recursive: true }).map((name) => at('src', name));
  return Math.max(
    ...[at('src'), ...inSrc, ...MADE_OF.map((name) => at(name))].map((file) => statSync(file).mtimeMs),
  );
}

const isAble = () =>
  ['typescript', 'esbuild'].every((name) => existsSync(at('node_modules', name, 'package.json')));
const isBuilt = () => existsSync(STAMP) && statSync(STAMP).mtimeMs >= newest();

function run(...command) {
  const { status, error } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const asked = new Set(process.argv);
if (asked.has('--if-able') && !isAble()) console.log('Not built: the packages that build are not installed.');
else if (!asked.has('--if-stale') || !isBuilt()) {
  // What changes while it is built is built the next time.
  const began = new Date();
  run(at('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json');
  run(at('src/console/build-assets.mjs'));
  writeFileSync(STAMP, '');
  utimesSync(STAMP, began, began);
}
