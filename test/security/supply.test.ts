import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../src/settings/package-root.ts';

// What comes from others: under which licence, what exactly, and by which name it is fetched.
const run = (script: string, ...words: readonly string[]) =>
  spawnSync(process.execPath, [`.ci/${script}`, ...words], { cwd: packageRoot, encoding: 'utf8' });
const read = (name: string): string => readFileSync(path.join(packageRoot, name), 'utf8');
const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

test('the notices name every dependency, and are what the dependencies ask for', () => {
  const { status, stderr } = run('notices.mjs', '--check');
  expect(stderr).toMatch(/^notices: the licences of \d+ packages are told\./);
  expect(status).toBe(0);
  const notices = read('THIRD-PARTY-NOTICES');
  for (const [name, version] of Object.entries(dependencies))
    expect(notices, name).toContain(`\n${name} ${version} (`);
  // What is bundled into the console's script is shipped too, though it stands among the development dependencies.
  expect(notices).toMatch(/^@codemirror\/view /m);
  expect(notices).not.toMatch(/^vitest |^esbuild /m);
  expect(notices).toMatch(/^caniuse-lite .*\(CC-BY-4\.0\)\n\nIts data come from caniuse\.com/m);
  expect(notices).toContain('CC BY-SA 3.0 Attributions');
});

test('the bill of materials is CycloneDX, names every dependency and nothing of development, and needs no registry', () => {
  const { status, stdout } = run('sbom.mjs');
  expect(status).toBe(0);
  const bill = z
    .object({
      bomFormat: z.literal('CycloneDX'),
      specVersion: z.string(),
      serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      metadata: z.object({ component: z.object({ name: z.literal('tidings') }) }),
      components: z.array(
        z.object({
          group: z.string().optional(),
          name: z.string(),
          version: z.string(),
          purl: z.string().startsWith('pkg:npm/'),
          hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().length(128) })).min(1),
        }),
      ),
    })
    .parse(JSON.parse(stdout));
  const named = bill.components.map(
    ({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`,
  );
  for (const [name, version] of Object.entries(dependencies)) expect(named).toContain(`${name}@${version}`);
  // Those that `npm sbom` forgets, because development needs them too.
  for (const name of ['pg-types', 'postcss'])
    expect(named.some((each) => each.startsWith(`${name}@`))).toBe(true);
  expect(named.some((each) => /^(?:vitest|playwright-core|typescript)@/.test(each))).toBe(false);
  expect(run('sbom.mjs').stdout, 'the same again').toBe(stdout);
});

test('an image without a digest is said aloud', () => {
  const { status, stderr } = run('images.mjs', '--check');
  const unpinned = `${read('Dockerfile')}${read('compose.yaml')}`.match(
    /^(?:FROM |\s+image: )[^\s@]+(?= |$)/gm,
  );
  expect(status).toBe(0);
  expect(stderr.match(/^\*\*\* {3}/gm)?.length ?? 0).toBe(unpinned?.length ?? 0);
});
