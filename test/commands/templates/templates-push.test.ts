import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { packageRoot } from '../../../src/settings/package-root.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { AT, oneStalledOrder, writeExport } from '../../support/exports.ts';
import { freshShell, shell } from '../../support/shell.ts';
import { tidings } from '../../support/tidings.ts';

let databases: FreshDatabases;
let home: string;
let mine: string;
let theirs: string;
beforeEach(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-letters-'));
  mine = path.join(home, 'mine');
  theirs = path.join(home, 'theirs');
  freshShell({ DATABASE_URL: databases.url, TIDINGS_HOME: home });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await databases.close();
  await rm(home, { recursive: true });
});

const LATE = 'en/late.mjml';
const EMAILS = path.join(packageRoot, 'emails');
const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => path.extname(name) !== '').sort();
/** What a pull writes: all but samples, and what is said of a language in its folder alone. */
const SHIPPED = (await filesIn(EMAILS)).filter((name) => !/^samples\/|\/(language|safety)\.yaml$/.test(name));
const templates = (...args: readonly string[]) => shell('templates', ...args);
const push = (folder: string, by = 'Ola') => templates('push', folder, '--by', by, '--why', 'plainer words');
const textIn = (folder: string, name = LATE) => readFile(path.join(folder, name), 'utf8');
/** A change that the check lets pass. */
const addTo = (folder: string, name = LATE, text = '<!-- changed -->\n') =>
  appendFile(path.join(folder, name), text);

test('pull, change, push: published in a name, read back by the next pull, and listed', async () => {
  expect(await templates('pull', mine)).toMatchObject({
    code: 0,
    out: `${SHIPPED.length} files of ${SHIPPED.length} written into ${mine}.\n`,
  });
  expect(await textIn(mine)).toBe(await textIn(EMAILS));
  expect(await filesIn(mine)).toEqual([...SHIPPED, '.tidings-pull.json'].sort());
  expect((await push(mine)).out).toBe('Nothing differs from what is in force: nothing was published.\n');

  await addTo(mine);
  await addTo(mine, 'pl/task.mjml');
  expect(await push(mine)).toEqual({
    code: 0,
    err: '',
    out: '  en/late.mjml\n  pl/task.mjml\n2 documents published by Ola; the next round writes with it.\n',
  });
  expect((await push(mine)).out).toContain('Nothing differs');
  await templates('pull', theirs);
  expect(await textIn(theirs)).toBe(await textIn(mine));
  const { out } = await templates('versions', 'emails/en/late.mjml');
  expect(out).toMatch(/^1 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}Ola: plainer words {2}\(in force\)\n$/);
  expect((await templates('versions', 'ru/task.mjml')).out).toContain('is as it is shipped');
});

test('what the check refuses is not published, and neither is anything beside it', async () => {
  await templates('pull', mine);
  await addTo(mine, 'en/task.mjml');
  await writeFile(path.join(mine, LATE), (await textIn(mine)).replace('</mj-text>', ''));
  const { code, err } = await push(mine);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^emails\/en\/late\.mjml:\d+:\d+: not well-formed: .*\nNothing was published: 1 fault\.\n$/,
  );
  expect((await templates('versions', 'en/task.mjml')).out).toContain('nothing was published');
});

test('somebody else published since: a conflict and no lost edit, and after another pull both changes are in', async () => {
  await templates('pull', mine);
  await templates('pull', theirs);
  await addTo(theirs);
  await push(theirs, 'Jan');
  await addTo(mine, 'en/task.mjml');
  const refused = await push(mine);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(`${path.join(mine, LATE)}: Jan changed it since your pull.`);
  expect((await templates('versions', 'en/task.mjml')).out).toContain('nothing was published');

  // The file that I left alone is brought up to date, and the one that I changed is left alone.
  const pulled = await templates('pull', mine);
  expect(pulled.out).toBe(
    `${path.join(mine, 'en/task.mjml')} is as you changed it\n1 file of ${SHIPPED.length} written into ${mine}.\n`,
  );
  expect((await push(mine)).out).toContain('1 document published by Ola');
  expect(await textIn(mine)).toBe(await textIn(theirs));
});

test('a file that both changed is not overwritten but by force, and nothing else is written meanwhile', async () => {
  await templates('pull', mine);
  await templates('pull', theirs);
  await addTo(theirs);
  await addTo(theirs, 'en/task.mjml');
  await push(theirs, 'Jan');
  await addTo(mine, LATE, '<!-- my own -->\n');
  const own = await textIn(mine);
  const pulled = await templates('pull', mine);
  expect(pulled.code).toBe(1);
  expect(pulled.err).toContain(`${path.join(mine, LATE)} differs`);
  expect(pulled.err).not.toContain('task.mjml');
  expect(await textIn(mine)).toBe(own);
  expect(await textIn(mine, 'en/task.mjml')).not.toBe(await textIn(theirs, 'en/task.mjml'));
  expect((await templates('pull', mine, '--force')).code).toBe(0);
  expect(await textIn(mine)).toBe(await textIn(theirs));
});

test('files that nobody pulled are neither overwritten nor published', async () => {
  await writeExport(mine, {});
  await templates('pull', theirs);
  await rm(path.join(theirs, '.tidings-pull.json'));
  await addTo(theirs);
  expect((await push(theirs)).err).toContain('run `tidings templates pull');
  expect((await templates('pull', theirs)).err).toContain('differs');
  await writeFile(path.join(theirs, '.tidings-pull.json'), '{"documents":{"layout.mjml":"0"}}');
  expect(await push(theirs)).toMatchObject({
    code: 2,
    err: expect.stringContaining('is not as a pull leaves it'),
  });
});

test('line ends that git changed are no change', async () => {
  await templates('pull', mine);
  const windows = (await textIn(mine)).replaceAll('\n', '\r\n');
  await writeFile(path.join(mine, LATE), windows);
  expect((await push(mine)).out).toContain('Nothing differs');
  expect((await templates('pull', mine)).out).toContain(`0 files of ${SHIPPED.length} `);
});

test('restore: an earlier version, the shipped file, and what there is not', async () => {
  await templates('pull', mine);
  const shipped = await textIn(mine);
  for (const note of ['one', 'two']) {
    await addTo(mine, LATE, `<!-- ${note} -->\n`);
    await push(mine);
  }
  const restore = (...args: string[]) => templates('restore', ...args, '--by', 'Jan', '--why', 'back');
  expect((await restore(LATE, '1')).out).toContain('1 document published by Jan');
  expect((await restore(LATE, 'shipped')).code).toBe(0);
  const versions = JSON.parse((await templates('versions', LATE, '--json')).out);
  expect(versions).toMatchObject([
    { id: '4', by: 'Jan', hash: null, restores: null },
    { id: '3', by: 'Jan', restores: '1' },
    { id: '2', by: 'Ola' },
    { id: '1', by: 'Ola' },
  ]);
  expect((await templates('versions', LATE)).out).toMatch(
    /^4 .*\(in force, the shipped file\)\n3 .*\(as 1\)$/m,
  );
  await templates('pull', mine);
  expect(await textIn(mine)).toBe(shipped);
  expect(await restore(LATE, '99')).toMatchObject({
    code: 1,
    err: expect.stringContaining('has no version "99"'),
  });
  expect(await restore('../../etc/passwd', '1')).toMatchObject({
    code: 1,
    err: expect.stringContaining('is no document'),
  });
  expect((await templates('restore', LATE, '1')).code).toBe(2);
});

test('the real command publishes, check and render show it, and a round of another process writes with it', async () => {
  const place = { cwd: home, env: { DATABASE_URL: databases.url, TIDINGS_HOME: path.join(home, 'home') } };
  const run = async (...args: string[]) => {
    const ran = await tidings(place, ...args);
    expect({ args, code: ran.code }, ran.err).toEqual({ args, code: 0 });
  };
  const rendered = async (...args: string[]) => {
    await run('templates', 'render', 'late', '--out', 'look', ...args);
    return readFile(path.join(home, 'look/en-late.txt'), 'utf8');
  };
  await run('templates', 'pull');
  const file = path.join(home, 'emails', LATE);
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('See where it stands', 'Please see where it stands'),
  );
  await run('templates', 'push', '--by', 'Ola', '--why', 'politer');
  expect(await rendered()).toContain('Please see where it stands');
  expect(await rendered('--files')).toMatch(/^See where it stands/m);

  await writeExport(path.join(home, 'export'), oneStalledOrder());
  await run('import', 'export');
  await run('round', '--at', AT);
  const { rows } = await databases.ledgerPool.query(
    `select v.source ->> 'template' ~ 'Please see where it stands' as said
     from letters l join template_versions v on v.hash = l.template_version where l.audience = 'customer'`,
  );
  expect(rows).toEqual([{ said: true }]);
});

test('what was put there by hand and breaks: the round says so and goes on, check and doctor name it', async () => {
  await databases.ledgerPool.query(
    `insert into publications (path, content, hash, by, at, why) values ('layout.mjml', '<mjml>', 'h', 'psql', now(), 'by hand')`,
  );
  await writeExport(path.join(home, 'export'), oneStalledOrder());
  await shell('import', path.join(home, 'export'));
  const { code, out, err } = await shell('round', '--at', AT);
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringMatching(
      /^en\/late cannot be written as it is published, and earlier words were taken/,
    ),
  });
  expect(out).toContain('Written: 1 letter');
  expect(await templates('check')).toMatchObject({
    code: 1,
    out: expect.stringContaining('emails/layout.mjml:'),
  });
  expect((await shell('doctor', '--at', AT)).out).toMatch(
    /WARNING? +templates +what was published cannot be used/i,
  );
});
