import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';
import { freshShell, shell } from '../../support/shell.ts';

// "What do you keep of me?" Whoever asks gets all of it, and just what `forget` would remove.
const AT = '2026-11-26T10:00:00+01:00';
let company: Company;
let home: string;
beforeAll(async () => {
  company = await aCompany();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-tell-'));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_HOME: home });
  await company.have('customers', { id: 'C2', name: 'Jan Kot', email: 'jan@kot.example', language: 'en' });
  for (const [customer_id, order, summary, invoice] of [
    ['C1', 'O1', 'wedding suit', 'F1'],
    ['C2', 'O2', 'green coat', 'F2'],
  ] as const) {
    await company.haveOrder({ id: order, customer_id, summary, promised_for: '2026-11-25' });
    await company.haveInvoice({ id: invoice, customer_id });
  }
  await company.round(warsaw('2026-11-26 10:00'));
  await shell('deliver', '--once', '--at', AT);
  await shell('hold', 'F1', '--until', 'lifted', '--why', 'Zofia Maj is ill', '--by', 'Anna', '--at', AT);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await company.close();
  await rm(home, { recursive: true });
});

const query = async (sql: string) => (await company.databases.ledgerPool.query(sql)).rows;
const tell = (...more: string[]) =>
  shell('tell', 'C1', '--by', 'Ewa', '--why', 'asked by letter', '--at', AT, ...more);

test('tells every row, letter, entry and captured mail of theirs, and nothing of anybody else', async () => {
  const { code, out, err } = await tell();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const record = JSON.parse(out);
  expect(record).toMatchObject({ customer_id: 'C1', told_by: 'Ewa', why: 'asked by letter' });
  expect(record.tables.holds).toEqual([expect.objectContaining({ why: 'Zofia Maj is ill', by: 'Anna' })]);
  expect(record.words.map(({ text }: { text: string }) => text).join()).toContain('wedding suit');
  expect(record.captured_mails).toEqual([
    { file: expect.stringMatching(/\.eml$/), mail: expect.stringContaining('Subject:') },
  ]);
  expect(record.history.length).toBeGreaterThan(3);
  expect(out).not.toMatch(/Jan Kot|jan@kot|green coat|"C2"/);
});

test('just what forget would remove, table by table', async () => {
  const told = JSON.parse((await tell()).out);
  const gone = JSON.parse(
    (await shell('forget', 'C1', '--by', 'Ewa', '--why', 'x', '--at', AT, '--anyway', '--dry-run', '--json'))
      .out,
  );
  const counts = Object.fromEntries(
    Object.entries<unknown[]>(told.tables).map(([table, rows]) => [table, rows.length]),
  );
  expect(counts).toEqual(gone.rows);
  const before = await query("select count(*)::int as n from history where customer_id = 'C1'");
  // One more: that it was told has been written down meanwhile.
  expect(before).toEqual([{ n: told.history.length + 1 }]);
  // A list of a person's tasks names other customers beside them: it goes with them, and is told to nobody.
  expect(told.captured_mails).toHaveLength(gone.mails - 1);
  expect(JSON.stringify(told.captured_mails)).not.toContain('digest');
  expect(new Set(told.rounds.map(({ round }: { round: string }) => round)).size).toBe(gone.reports);
});

test('every table with rows of customers is in it', async () => {
  const tables = await query(
    `select c.table_name as name from information_schema.columns c
     join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
     where c.table_schema = 'tidings' and c.column_name = 'customer_id' and c.table_name <> 'history' order by 1`,
  );
  expect(Object.keys(JSON.parse((await tell()).out).tables).sort()).toEqual(tables.map(({ name }) => name));
});

test('the history keeps who gave it out, and why; and forgetting takes the id out of that too', async () => {
  expect((await shell('history', 'C1')).out).toMatch(/customer C1 {2}told, by Ewa.*: asked by letter/);
});

test('goes into a new file that its owner alone may read, never into one that is there or where a link leads', async () => {
  const file = path.join(home, 'C1.json');
  expect(await tell('--out', file)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`stands in ${file}`),
  });
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ customer_id: 'C1' });
  expect(await tell('--out', file)).toMatchObject({ code: 2, err: expect.stringContaining('not there yet') });
  const mine = path.join(home, 'mine.txt');
  await writeFile(mine, 'untouched');
  await symlink(mine, path.join(home, 'link.json'));
  expect((await tell('--out', path.join(home, 'link.json'))).code).toBe(2);
  expect(await readFile(mine, 'utf8')).toBe('untouched');
});

test('of nobody: says so; without a reason: asks for one', async () => {
  expect(await shell('tell', 'C7\u001b[31m', '--by', 'Ewa', '--why', 'x')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('Nobody has the id "C7\\u001b[31m"'),
  });
  expect(await shell('tell', 'C1', '--by', 'Ewa', '--why', ' ')).toMatchObject({ code: 2, out: '' });
});

test('of somebody of whom nothing is kept: that nothing is', async () => {
  await company.have('customers', { id: 'C5', name: 'Ewa Lis', email: 'ewa@lis.example', language: 'en' });
  const { code, out } = await shell('tell', 'C5', '--by', 'Ewa', '--why', 'asked');
  expect(code).toBe(0);
  const { tables, history } = JSON.parse(out);
  expect(Object.values<unknown[]>(tables).flat()).toEqual([]);
  expect(history).toEqual([]);
});

test('of somebody who was forgotten: when that was', async () => {
  await shell('forget', 'C1', '--by', 'Ewa', '--why', 'asked', '--at', AT, '--anyway');
  const { out } = await tell();
  expect(JSON.parse(out)).toMatchObject({ forgotten_at: new Date(AT).toISOString(), words: [] });
  expect(out).not.toContain('Zofia');
  const entries = await query(
    "select subject_id from history where what = 'told' and why = 'asked by letter'",
  );
  expect(entries, 'what was told before is of nobody now; this one is new').toEqual([{ subject_id: 'C1' }]);
});
