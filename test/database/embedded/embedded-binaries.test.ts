import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restoreSymlinks } from '../../../src/database/embedded/embedded-binaries.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tidings-binaries-'));
  await mkdir(path.join(root, 'native', 'lib'), { recursive: true });
  await writeFile(path.join(root, 'native', 'lib', 'libpq.so.5.18'), 'a library');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(path.join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('symlinks that a blocked install script did not make are made, by several processes at once too', async () => {
  await Promise.all([restoreSymlinks(root), restoreSymlinks(root), restoreSymlinks(root)]);
  await restoreSymlinks(root);
  expect(await readFile(path.join(root, 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('a library');
});
