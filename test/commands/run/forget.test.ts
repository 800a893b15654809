import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FORGOTTEN_FROM } from '../../../src/ledger/history/forget.ts';
import { captureName, fileName } from '../../../src/post/server/capture.ts';
import { keepReplay, lastReplay } from '../../../src/replay/page/kept-replay.ts';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';
import { fullReport } from '../../support/replay-report.ts';
import { freshShell, shell } from '../../support/shell.ts';
import { presentStates, replayedStates } from '../../support/states.ts';

const AT = '2026-11-26T10:00:00+01:00';
let company: Company;
let home: string;
beforeAll(async () => {
  company = await aCompany();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-forget-'));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_HOME: home });
  await company.have('customers', { id: 'C2', name: 'Jan Kot', email: 'jan@kot.example', language: 'en' });
  for (const [customer_id, order, summary, invoice] of [
    ['C1', 'O1', 'wedding suit', 'F1'],
    ['C2', 'O2', 'coat', 'F2'],
  ] as const) {
    await company.haveOrder({ id: order, customer_id, summary, promised_for: '2026-11-25' });
    await company.haveInvoice({ id: invoice, customer_id });
  }
  await company.round(warsaw('2026-11-26 10:00'));
  await query("update letters set status_reason = null where customer_id = 'C1'");
  await shell('deliver', '--once', '--at', AT);
  await shell('hold', 'F1', '--until', 'lifted', '--why', 'Zofia Maj is ill', '--by', 'Anna', '--at', AT);
  // One more day: the next letter waits, held, when they are forgotten.
  await company.round(warsaw('2026-12-03 10:00'));
  // A mail to both, of which somebody says that it meant them; and one of them that meant the other.
  await query(
    `insert into replies (id, customer_id, at, about, owed_by, task_key)
     select m || case customer_id when 'C2' then '' else '#' || customer_id end, customer_id, '2026-11-26T10:00:00Z', '[]', '2026-11-27', m
     from unnest(array['m1', 'm2']) as m, unnest(array['C1', 'C2']) as customer_id`,
  );
  await query(
    `update replies set answered_at = '2026-11-26T11:00:00Z', answered_by = 'Ola',
       meant_for = case id when 'm1' then 'C1' when 'm2#C1' then 'C2' end`,
  );
  await query(
    "update letters set status = 'held', status_reason = 'for Zofia' where status = 'queued' and customer_id = 'C1'",
  );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await company.close();
  await rm(home, { recursive: true });
});

const query = async (sql: string) => (await company.databases.ledgerPool.query(sql)).rows;
const forget = (...args: string[]) =>
  shell(
    'forget',
    'C1',
    '--by',
    'Ewa',
    '--why',
    'asked by phone',
    '--at',
    '2026-12-03T11:00:00+01:00',
    ...args,
  );

/** Tables of ours that still hold any of these words. */
async function tablesWith(words: string): Promise<readonly string[]> {
  const tables = await query(
    "select tablename as name from pg_tables where schemaname = 'tidings' order by 1",
  );
  const found: string[] = [];
  for (const { name } of tables)
    if ((await query(`select from ${name} t where t::text ~ '${words}' limit 1`)).length > 0)
      found.push(name);
  return found;
}

/** Whose letters have their words kept: they are packed, so that no search finds a name in them. */
const keptWords = async (): Promise<string[]> =>
  (
    await query(
      'select distinct customer_id as id from letter_words join letters on id = letter_id order by 1',
    )
  ).map(({ id }) => id);
// A phrase of every letter says "suit"; the two words together are theirs alone.
const THEIRS = String.raw`Zofia|zofia@|\mC1\M|wedding suit`;

test('is refused while they wait for something or owe something', async () => {
  expect(await forget()).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('Your tables hold 1 open order or job and 1 open invoice of customer C1'),
  });
});

test('says what would go, and removes nothing', async () => {
  const before = await presentStates(company.databases.ledgerPool);
  await keepReplay(home, { made_at: '2026-11-24T10:00:00.000Z', report: fullReport(), old: null });
  const { out } = await forget('--dry-run');
  expect(await lastReplay(home)).toMatchObject({ old: null });
  expect(out).toContain('Dry run: of customer C1 nothing was changed.');
  expect(out).toContain('2 captured mails');
  expect(await presentStates(company.databases.ledgerPool)).toEqual(before);
  expect(await query('select from forgotten')).toEqual([]);
});

test('waits for a letter that is being sent', async () => {
  await query(
    "update letters set status = 'sending', leased_by = 'w', lease_until = now() where status = 'held' and audience = 'customer' and customer_id = 'C1'",
  );
  expect(await forget('--anyway')).toMatchObject({
    code: 1,
    err: expect.stringContaining('1 of their letters is being sent at this moment; nothing was changed'),
  });
  await query(
    "update letters set status = 'held', leased_by = null, lease_until = null where status = 'sending'",
  );
});

test('leaves no name, address, word or id, and says what it removed', async () => {
  expect(await tablesWith(THEIRS)).toEqual(
    expect.arrayContaining(['cases', 'history', 'holds', 'letters', 'rounds', 'verdicts']),
  );
  const others = await query("select count(*)::int as n from letters where customer_id = 'C2'");
  const captured = (await readdir(path.join(home, 'outbox'))).length;
  expect(await keptWords()).toEqual(['C1', 'C2']);
  const { code, out, err } = await forget('--anyway');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(
    /Customer C1 is forgotten\.\n {2}removed: 2 letters, 1 case, 1 verdict, 1 hold by hand, 3 tasks, 2 captured mails\n/,
  );
  expect(out).toContain('1 letter of these had not gone and never will');
  expect(out).toContain('taken out of 2 reports of rounds');
  expect(out).toContain('What this does not reach: your own tables, mails that were sent, logs, and backups');
  expect(await tablesWith(THEIRS)).toEqual([]);
  expect(await keptWords()).toEqual(['C2']);
  expect(await query("select count(*)::int as n from letters where customer_id = 'C2'")).toEqual(others);
  expect(await readdir(path.join(home, 'outbox'))).toHaveLength(captured - 2);
  for (const file of await readdir(path.join(home, 'outbox')))
    expect(await readFile(path.join(home, 'outbox', file), 'utf8'), file).not.toMatch(/Zofia|wedding suit/);
  expect(await lastReplay(home), 'its report names customers').toBe('none');
  expect(await replayedStates(company.databases.ledgerPool)).toEqual(
    await presentStates(company.databases.ledgerPool),
  );
});

test('leaves in the history that it happened, and that letters went, of nobody', async () => {
  expect((await shell('history')).out).toMatch(
    /customer forgotten:[0-9a-f]{16} {2}forgotten, by Ewa.*: asked by phone/,
  );
  const rows = await query(
    "select what, to_state, why, detail from history where customer_id like 'forgotten:%' and subject_kind = 'letter' and what = 'became'",
  );
  expect(rows.map(({ to_state }) => to_state)).toContain('submitted');
  expect(rows.map(({ to_state }) => to_state)).toContain('withdrawn');
  expect(rows.every(({ why, detail }) => why === null && detail === null)).toBe(true);
});

test('a round goes on for others, writes nothing to them about what was before, and names them', async () => {
  const report = await company.round(warsaw('2026-12-04 10:00'));
  expect(report.letters.map(({ customer_id }) => customer_id)).not.toContain('C1');
  expect(report.verdicts.map(({ customer_id }) => customer_id)).toEqual(['C2']);
  expect(report.doubtful).toContainEqual({
    table: 'customers',
    id: 'C1',
    field: 'forgotten',
    fault: { code: 'forgotten', at: '2026-12-03' },
    reason: 'they were forgotten on 2026-12-03: nothing from before is written about',
  });
  const gate = await shell(
    'verdict',
    'F1',
    '--tone',
    'friendly',
    '--at',
    '2026-12-04T10:00:00+01:00',
    '--json',
  );
  expect(JSON.parse(gate.out)).toMatchObject({ verdict: 'hold', holds: ['forgotten'] });
});

test('who comes back with something new is written to again, and may be forgotten again', async () => {
  await company.haveOrder({ id: 'O9', placed_at: '2026-12-07T09:00:00+01:00', promised_for: '2026-12-08' });
  const report = await company.round(warsaw('2026-12-10 10:00'));
  expect(
    report.letters.filter(({ customer_id }) => customer_id === 'C1').flatMap(({ about }) => about),
  ).toEqual([{ kind: 'order', id: 'O9' }]);
  await query("delete from source.orders where customer_id = 'C1'");
  await query("delete from source.invoices where customer_id = 'C1'");
  const again = ['--at', '2026-12-10T11:00:00+01:00'];
  expect((await forget(...again)).out).toContain('They had been forgotten on 2026-12-03 before.');
  expect(await tablesWith(THEIRS)).toEqual([]);
  const third = JSON.parse((await forget(...again, '--json')).out);
  expect(third).toMatchObject({ customer_id: 'C1', withdrawn: 0, entries: 0, mails: 0 });
});

test('of nobody: says so', async () => {
  expect(await shell('forget', 'C7\u001b[31m', '--by', 'Ewa', '--why', 'x')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nobody has the id "C7\\u001b[31m"'),
  });
});

test('takes captured mails too whose letters went long ago, and nobody else’s', async () => {
  const folder = path.join(home, 'outbox');
  const id = '0123456789abcdef';
  const letter = { id, kind: 'late', today: '2024-11-26' };
  const fileOf = (customerId: string) => `${fileName(captureName({ ...letter, customerId }))}.eml`;
  // In a file's name capitals and signs are gone: only the hash tells C3 and c3 apart.
  const others = ['c3', 'C4', 'C-3', 'C3-3'].map(fileOf);
  const theirs = [fileOf('C3'), `${fileOf('C3')}.0123456789ab.part`];
  for (const file of [...theirs, ...others, 'notes.eml']) await writeFile(path.join(folder, file), 'mail');
  const before = await readdir(folder);
  const ofC3 = ['forget', 'C3', '--by', 'Ewa', '--why', 'asked', '--at', AT];
  expect((await shell(...ofC3, '--dry-run')).out).toContain('removed: 2 captured mails');
  expect(await readdir(folder)).toEqual(before);
  expect(await shell(...ofC3)).toMatchObject({ code: 0 });
  expect((await readdir(folder)).sort()).toEqual(before.filter((file) => !theirs.includes(file)).sort());
});

test('every table with rows of customers is one that forget knows', async () => {
  const tables = await query(
    `select c.table_name as name from information_schema.columns c
     join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
     where c.table_schema = 'tidings' and c.column_name = 'customer_id' and c.table_name <> 'history' order by 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual([...FORGOTTEN_FROM].sort());
});
