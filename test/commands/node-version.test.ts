import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { whyNodeIsTooOld } from '../../src/commands/node-version.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

test.each(['20.19.0', '20.20.1', '22.12.0', '22.30.0', '24.0.0', '24.9.1', '26.0.0', '27.0.0-nightly'])(
  'Node %s will do',
  (version) => expect(whyNodeIsTooOld(version)).toBeNull(),
);

test.each(['12.22.0', '18.20.8', '20.18.3', '21.7.3', '22.11.0', '23.11.0'])(
  'Node %s is too old',
  (version) =>
    expect(whyNodeIsTooOld(version)).toBe(
      `Tidings needs Node.js 20.19, 22.12, or 24 and later, and this is ${version}: install one from https://nodejs.org.`,
    ),
);

test('package.json says the same to npm', () => {
  const { engines } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
  expect(engines.node).toBe('^20.19.0 || ^22.12.0 || >=24.0.0');
});

test('it is said before anything is imported that an old Node would stumble over', () => {
  const old = `data:text/javascript,${encodeURIComponent(
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });
     import('node:module').then(({ registerHooks }) => registerHooks?.({
       resolve: (name, context, next) => {
         const found = next(name, context);
         if (!found.url.startsWith('data:')) console.log(found.url.split('/').at(-1));
         return found;
       } }));`,
  )}`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--import', old, path.join(packageRoot, 'src/main.ts'), '--version'],
    { encoding: 'utf8', cwd: packageRoot },
  );
  expect({ status, stderr }).toEqual({ status: 2, stderr: `${whyNodeIsTooOld('18.20.8')}\n` });
  expect(stdout).not.toContain('start');
  expect(stdout).not.toContain('0.');
});
