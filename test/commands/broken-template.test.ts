import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { AT, oneStalledOrder, writeExport } from '../support/exports.ts';
import { freshShell, shell } from '../support/shell.ts';
import { packageCopy, tidings } from '../support/tidings.ts';

let databases: FreshDatabases;
let folder: string;
beforeAll(async () => {
  databases = await freshDatabases();
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-broken-'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await databases.close();
  await rm(folder, { recursive: true });
});

const count = async (): Promise<unknown> =>
  (
    await databases.ledgerPool.query(
      'select (select count(*)::int from letters) as letters, (select count(*)::int from cases) as cases',
    )
  ).rows[0];

test('a letter whose template lost a closing tag: one clear message, nothing half-written, and it goes once that is mended', {
  timeout: 600_000,
}, async () => {
  const root = await packageCopy(path.join(folder, 'package'));
  // A package that speaks English alone: the check of four languages takes four times as long.
  for (const other of ['de', 'pl', 'ru']) await rm(path.join(root, 'emails', other), { recursive: true });
  const policy = path.join(root, 'policy.yaml');
  const said = await readFile(policy, 'utf8');
  await writeFile(policy, said.replace('languages: [pl, en, ru]', 'languages: [en]'));
  const place = {
    cwd: folder,
    root,
    env: { DATABASE_URL: databases.url, TIDINGS_HOME: path.join(folder, 'home') },
  };
  await writeExport(path.join(folder, 'export'), oneStalledOrder());
  freshShell(place.env);
  await shell('import', path.join(folder, 'export'));

  const file = path.join(root, 'emails/en/late.mjml');
  const sound = await readFile(file, 'utf8');
  await writeFile(file, sound.replace('</mj-text>', ''));
  const check = await tidings(place, 'templates', 'check');
  expect(check.code).toBe(1);
  expect(check.out).toMatch(/^emails\/en\/late\.mjml:\d+:\d+: not well-formed: /m);
  const round = await tidings(place, 'round', '--at', AT);
  expect(round.err).toMatch(
    /^emails\/en\/late\.mjml:\d+:\d+: not well-formed: .*\nNo letter can be written with it, and none is lost: .*`tidings templates check`.*\n$/,
  );
  expect(round).toMatchObject({ code: 2, out: '' });
  expect(await count()).toEqual({ letters: 0, cases: 0 });

  await writeFile(file, sound);
  const mended = await tidings(place, 'round', '--json', '--at', AT);
  expect(JSON.parse(mended.out)).toMatchObject({
    written: 1,
    letters: [{ kind: 'late', customer_id: 'C1' }],
  });
});
