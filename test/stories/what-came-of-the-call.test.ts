import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startOfDay, zoneOf } from '../../src/calendar/zone.ts';
import type { CustomerId } from '../../src/customer/ids.ts';
import { promisedNow } from '../../src/customer/said.ts';
import { storyOf } from '../../src/explain/story.ts';
import { forgetCustomer } from '../../src/ledger/history/forget.ts';
import { readMemories } from '../../src/ledger/memory/memory.ts';
import { anOrder, day, rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

/* "I phoned them on Tuesday and said the 4th. Why do you write on Thursday that you have no date?" */
let company: Company;
let home: string;
beforeEach(async () => {
  company = await aCompany();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-call-'));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_HOME: home });
  await company.have('customers', { id: 'N1', name: 'Jan Kos', phone: '+48 600 100 200', owner_id: 'anna' });
  await company.haveOrder({ id: 'O1', customer_id: 'N1', promised_for: '2026-11-24' });
  await company.day(warsaw('2026-11-26 08:00'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await company.close();
  await rm(home, { recursive: true });
});

const ledger = async (text: string) => (await company.databases.ledgerPool.query(text)).rows;
async function theCall(): Promise<string> {
  const [task] = await ledger(`select key from tasks where kind = 'call-customer' and done_at is null`);
  expect(task).toBeDefined();
  return task.key;
}
const AT = ['--by', 'Anna', '--at', '2026-11-26T11:00:00+01:00'] as const;
const done = async (...said: readonly string[]) => shell('task', 'done', await theCall(), ...said, ...AT);

async function remembered(at = '2026-11-26 12:00') {
  const { ledgerPool } = company.databases;
  const midnight = startOfDay(zoneOf('Europe/Warsaw'), warsaw(at));
  const memory = (await readMemories(ledgerPool, { ids: ['N1'] }, midnight)).get('N1');
  if (!memory) throw new Error('nothing is remembered of them');
  return memory;
}
const story = (at: string) =>
  storyOf(
    company.databases,
    rules(),
    warsaw(at),
    { customerId: 'N1' as CustomerId, item: null, invoice: null },
    () => [],
  );

describe('a new date that was given on the phone', () => {
  test('is the promise from then on, for every rule, until the company’s row changes its own', async () => {
    expect(
      await done('--result', 'new date', '--day', '2026-12-04', '--note', 'they will fetch it'),
    ).toMatchObject({ code: 0 });
    expect((await remembered()).givenDates).toMatchObject([
      { item: { kind: 'order', id: 'O1' }, day: day('2026-12-04'), insteadOf: day('2026-11-24'), by: 'Anna' },
    ]);
    const promised = async (at: string) => (await story(at)).items[0];
    expect(await promised('2026-11-26 12:00')).toMatchObject({ promised_for: '2026-12-04' });
    expect((await promised('2026-11-26 12:00'))?.findings.map(({ kind }) => kind)).not.toContain(
      'promise_missed',
    );
    // The day that was given breaks like any promise.
    expect((await promised('2026-12-07 08:00'))?.findings).toContainEqual(
      expect.objectContaining({ kind: 'promise_missed', promised_for: '2026-12-04' }),
    );
    await company.change('orders', 'O1', { promised_for: '2026-12-09' });
    expect(await promised('2026-12-07 08:00')).toMatchObject({ promised_for: '2026-12-09' });
  });

  test('is asked for: without a day, or with one that has passed, nothing is kept', async () => {
    for (const said of [
      ['--result', 'new date'],
      ['--result', 'new date', '--day', '2026-11-25'],
      ['--result', 'new date', '--day', '2062-12-04'],
      ['--result', 'spoke', '--day', '2026-11-25'],
      ['--day', '2026-12-04'],
      ['--result', 'new date', '--day', '4 December'],
    ])
      expect(await done(...said), said.join(' ')).toMatchObject({ code: 1, out: '' });
    expect(await ledger('select from given_promises')).toEqual([]);
    expect(await theCall()).toBeTruthy();
  });

  test('is taken back with its task, which is open as before', async () => {
    const key = await theCall();
    await done('--result', 'new date', '--day', '2026-12-04');
    expect(await shell('task', 'undo', key, '--by', 'Anna')).toMatchObject({ code: 0 });
    expect(await theCall()).toBe(key);
    expect(await remembered()).toMatchObject({ givenDates: [], contacts: [] });
    expect(await shell('task', 'undo', key, '--by', 'Anna')).toMatchObject({ code: 1 });
    const history = await ledger(
      `select what, who from history where subject_kind = 'task' and subject_id = '${key}' order by id`,
    );
    expect(history.map(({ what }) => what)).toEqual(['made', 'done', 'taken back']);
  });
});

test('what was told by mistake, taken back and told anew is followed like the first: on its day it is somebody’s task', async () => {
  const words = () =>
    ledger(`select due_on::text as by from tasks where why = 'word_by_hand' and done_at is null`);
  const key = await theCall();
  for (const day of ['2026-12-04', '2026-12-07', '2026-12-07']) {
    await done('--result', 'spoke', '--day', day);
    expect(await words()).toEqual([{ by: day }]);
    expect(await shell('task', 'undo', key, '--by', 'Anna')).toMatchObject({ code: 0 });
    expect(await words()).toEqual([]);
  }
});

test('nobody answered: it stands in the list of the next working day, with what was tried', async () => {
  expect((await done('--result', 'no answer', '--note', 'engaged')).out).toContain(
    'to be tried again by 2026-11-27',
  );
  expect(await ledger('select from recorded_contacts')).toEqual([]);
  expect((await shell('tasks')).out).toMatch(/by 2026-11-27 \[no answer\]/);
  await company.day(warsaw('2026-11-27 08:00'));
  expect(await company.staffText('digest')).toMatch(/Call Jan Kos[\s\S]*To be done today/);
});

test('who was spoken to has heard from us: case and list remember it', async () => {
  await done('--result', 'spoke', '--note', 'all is well');
  const memory = await remembered();
  expect(memory.contacts).toMatchObject([
    {
      item: { kind: 'order', id: 'O1' },
      at: warsaw('2026-11-26 11:00'),
      channel: 'phone',
      direction: 'to_customer',
    },
  ]);
  expect(memory.cases[0]?.tasks[0]).toMatchObject({ result: 'spoke', doneAt: warsaw('2026-11-26 11:00') });
  expect((await shell('tasks', '--done')).out).toMatch(/Anna .*call-customer N1: spoke \(all is well\)/);
});

describe('a contact that somebody tells of', () => {
  const calledAt = (at: string) =>
    shell('contact', '--order', 'O1', '--note', 'as agreed', '--by', 'Anna', '--at', at);

  test('counts like one of the company’s own table, and not before its moment', async () => {
    expect(await calledAt('2026-11-27T10:00:00+01:00')).toMatchObject({ code: 0 });
    expect((await story('2026-11-27 09:00')).contacts).toEqual([]);
    const theirs = await story('2026-11-27 11:00');
    await ledger('delete from recorded_contacts');
    await company.have('contacts', {
      id: 'K1',
      customer_id: 'N1',
      item_kind: 'order',
      item_id: 'O1',
      at: '2026-11-27T10:00:00+01:00',
      channel: 'phone',
      direction: 'to_customer',
    });
    expect(await story('2026-11-27 11:00')).toEqual(theirs);
    expect(theirs.contacts).toHaveLength(1);
  });

  test('ends the call that was asked for, and nobody has it in their list any more', async () => {
    const key = await theCall();
    await calledAt('2026-11-26T11:00:00+01:00');
    await company.day(warsaw('2026-11-26 12:00'));
    expect(
      await ledger(`select done_by, done_with is not null as so from tasks where key = '${key}'`),
    ).toEqual([{ done_by: 'Anna', so: true }]);
    await company.day(warsaw('2026-11-27 08:00'));
    expect(await ledger("select kind from letters where kind = 'digest'")).toEqual([]);
  });

  test('names one thing that the tables have', async () => {
    for (const said of [[], ['--order', 'O1', '--customer', 'N1'], ['--job', 'O1'], ['--customer', 'nobody']])
      expect(await shell('contact', ...said, '--by', 'Anna'), said.join(' ')).toMatchObject({
        code: 1,
        out: '',
      });
    expect(await ledger('select from recorded_contacts')).toEqual([]);
  });

  test('goes with its customer when they are forgotten, and stands in the history until then', async () => {
    await done('--result', 'new date', '--day', '2026-12-04');
    await calledAt('2026-11-27T10:00:00+01:00');
    expect(await ledger(`select who from history where subject_kind in ('contact', 'promise')`)).toEqual(
      [1, 2, 3].map(() => ({ who: 'Anna' })),
    );
    await forgetCustomer(
      company.databases.ledgerPool,
      { customerId: 'N1', by: 'Ola', why: 'they asked', at: warsaw('2026-11-28 10:00'), dryRun: false },
      async () => undefined,
    );
    for (const table of ['recorded_contacts', 'given_promises', 'tasks'])
      expect(await ledger(`select from ${table} where customer_id = 'N1'`), table).toEqual([]);
  });
});

test('the day of a person counts as long as the row says what it said then', () => {
  const { kind, id } = anOrder({});
  const given = {
    item: { kind, id },
    day: day('2026-12-04'),
    insteadOf: null,
    at: warsaw('2026-11-26 11:00'),
    by: 'Anna',
  };
  const row = (promisedFor: ReturnType<typeof day> | null) => ({ ...given.item, promisedFor });
  expect(promisedNow(row(null), [given])).toBe(day('2026-12-04'));
  expect(promisedNow(row(day('2026-12-01')), [given])).toBe(day('2026-12-01'));
});
