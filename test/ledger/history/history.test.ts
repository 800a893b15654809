import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTheNameOf } from '../../../src/database/in-the-name-of.ts';
import { holdGuarded, withdrawGuarded } from '../../../src/ledger/letter-states/guarded.ts';
import { releaseLetter } from '../../../src/ledger/letter-states/released.ts';
import { type Settlement, settle } from '../../../src/ledger/letter-states/settled.ts';
import { holdByHand, liftHolds } from '../../../src/ledger/memory/hand-holds.ts';
import { pause, resume } from '../../../src/ledger/rounds/pauses.ts';
import { beginRound } from '../../../src/ledger/rounds/rounds.ts';
import { claimWaiting } from '../../support/claiming.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { at, putLetters } from '../../support/outbox.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

const pool = () => databases.ledgerPool;

/** The history of one subject, without what every entry has. */
const historyOf = async (kind: string, id: string) =>
  (
    await pool().query(
      `select what, from_state, to_state, who, why from history where subject_kind = $1 and subject_id = $2 order by id`,
      [kind, id],
    )
  ).rows;

const became = (id: string, status: Settlement['status'], reason: string | null): Settlement => ({
  id: id as Settlement['id'],
  status,
  reason,
  dueAt: null,
  attempted: status !== 'returned',
  task: null,
});
const claimAll = () => claimWaiting(pool(), { holder: 'w', until: at('23:00') }, at('09:20'), 100);

test('of a letter tells every state but sending, once, with who and why', async () => {
  await putLetters(pool(), [{ id: 'L1' }]);
  await claimAll();
  await settle(pool(), 'w', [became('L1', 'returned', null)], at('09:11'));
  await claimAll();
  await settle(pool(), 'w', [became('L1', 'uncertain', 'the line was cut')], at('09:12'));
  await releaseLetter(pool(), 'L1', 'Anna', '2026-11-26T09:13:00Z');
  await claimAll();
  await settle(pool(), 'w', [became('L1', 'returned', null)], at('09:14'));
  await claimAll();
  await settle(pool(), 'w', [became('L1', 'submitted', '250 ok')], at('09:15'));
  const released = 'released by Anna; it was uncertain: the line was cut';
  expect(await historyOf('letter', 'L1')).toEqual([
    { what: 'written', from_state: null, to_state: 'queued', who: 'worker', why: null },
    {
      what: 'became',
      from_state: 'sending',
      to_state: 'uncertain',
      who: 'worker',
      why: 'the line was cut',
    },
    { what: 'released', from_state: 'uncertain', to_state: 'queued', who: 'Anna', why: released },
    { what: 'became', from_state: 'sending', to_state: 'submitted', who: 'worker', why: '250 ok' },
  ]);
});

test('names who withdrew the letters of a guard, and who paused and went on', async () => {
  const { id } = await beginRound(pool(), at('09:00'), at('09:00'));
  await putLetters(pool(), [{ id: 'G1' }]);
  await pool().query("update letters set round_id = $1 where id = 'G1'", [id]);
  const trip = {
    guard: 'letters_per_round',
    why: [{ code: 'written_before', text: 'guard x' }],
    kinds: null,
  } as const;
  await holdGuarded(pool(), { id, roundId: id, at: at('09:30') }, trip);
  expect(await historyOf('letter', 'G1')).toEqual([
    { what: 'written', from_state: null, to_state: 'queued', who: 'worker', why: null },
    { what: 'became', from_state: 'queued', to_state: 'held', who: 'worker', why: 'guard x' },
  ]);
  await withdrawGuarded(
    pool(),
    { guardId: id, most: 10, by: 'Ola', at: at('10:00') },
    'the export was broken',
  );
  expect((await historyOf('letter', 'G1')).at(-1)).toMatchObject({
    from_state: 'held',
    to_state: 'withdrawn',
    who: 'Ola',
    why: 'withdrawn by Ola: the export was broken',
  });
  await pause(pool(), at('10:00'), 'stocktaking', 'Ola');
  await resume(pool(), at('11:00'), 'Anna');
  expect(await historyOf('pause', '1')).toEqual([
    { what: 'paused', from_state: null, to_state: 'paused', who: 'Ola', why: 'stocktaking' },
    { what: 'resumed', from_state: 'paused', to_state: 'over', who: 'Anna', why: null },
  ]);
});

test('keeps holds by hand and their lifting, and the first use of a template', async () => {
  const about = { customerId: 'C1', invoiceId: 'F1', by: 'Ola', at: '2026-11-26T09:00:00Z' };
  const hold = await holdByHand(pool(), { ...about, until: null, why: 'paid in cash' });
  await liftHolds(pool(), { ...about, by: 'Anna', why: 'the cash was counted' });
  expect(await historyOf('hold', hold.id)).toEqual([
    { what: 'held', from_state: null, to_state: 'standing', who: 'Ola', why: 'paid in cash' },
    { what: 'lifted', from_state: 'standing', to_state: 'lifted', who: 'Anna', why: 'the cash was counted' },
  ]);
  const { rows } = await pool().query(
    "select what, detail ->> 'letter' as letter from history where subject_kind = 'template'",
  );
  expect(rows).toEqual([{ what: 'first used', letter: 'late' }]);
});

test('puts what somebody changes by hand down to them', async () => {
  await putLetters(pool(), [{ id: 'P1' }]);
  const psql = new pg.Client({ connectionString: databases.url, application_name: 'psql' });
  await psql.connect();
  await psql.query(
    "update tidings.letters set status = 'withdrawn', status_reason = 'why not' where id = 'P1'",
  );
  await psql.end();
  expect((await historyOf('letter', 'P1')).at(-1)?.who).toMatch(/^\w+ in psql$/);
  await inTheNameOf(pool(), { who: 'Ewa', why: 'a slip' }, (client) =>
    client.query("delete from letters where id = 'P1'"),
  );
  expect((await historyOf('letter', 'P1')).at(-1)).toMatchObject({
    what: 'removed',
    who: 'Ewa',
    why: 'a slip',
  });
});

test('of a table that joins later is kept by one statement', async () => {
  await pool().query(
    'create table later (key text primary key, customer_id text, status text, by text, why text, lifted_by text)',
  );
  await pool().query("select keep_history('later', 'later', 'key')");
  await pool().query("insert into later values ('k', 'C1', 'new', 'Ola', 'asked')");
  await pool().query("update later set status = 'old'");
  await pool().query("update later set lifted_by = 'Anna'");
  await pool().query('delete from later');
  expect(await historyOf('later', 'k')).toEqual([
    { what: 'added', from_state: null, to_state: 'new', who: 'Ola', why: 'asked' },
    { what: 'changed', from_state: 'new', to_state: 'old', who: 'worker', why: 'asked' },
    { what: 'changed', from_state: 'old', to_state: 'old', who: 'Anna', why: 'asked' },
    { what: 'removed', from_state: 'old', to_state: null, who: 'worker', why: null },
  ]);
});

describe('refuses to be changed, its owner too', () => {
  const refused = 'the history is append-only';
  const OLD = `insert into history (at, recorded_at, subject_kind, subject_id, customer_id, what, who, why)
    values (now(), now() - interval '2 years', 'letter', 'old', 'C9', 'written', 'worker', 'zofia@maj.example') returning id`;

  test.each([
    "update history set why = 'another'",
    'delete from history',
    'truncate history',
    'set session_replication_role = replica; delete from history',
    "select set_config('tidings.expire_before', 'infinity', false); delete from history",
    "select set_config('tidings.forgetting', 'C9', false); delete from history",
    "select set_config('tidings.forgetting', 'C9', false); update history set who = 'nobody', customer_id = 'forgotten:1' where customer_id = 'C9'",
    "select set_config('tidings.forgetting', 'C9', false); update history set why = 'better', customer_id = 'forgotten:1' where customer_id = 'C9'",
    "select set_config('tidings.forgetting', 'C9', false); update history set why = null where customer_id = 'C9'",
    "select set_config('tidings.forgetting', 'C9', false); update history set why = null, customer_id = 'forgotten:1', subject_id = 'other' where customer_id = 'C9'",
  ])('%s', async (statement) => {
    await pool().query(OLD);
    const { rows } = await pool().query(
      "select tableowner = current_user as owned from pg_tables where tablename = 'history'",
    );
    expect(rows).toEqual([{ owned: true }]);
    const client = new pg.Client({ connectionString: databases.url, options: '-c search_path=tidings' });
    await client.connect();
    const before = (await client.query('select count(*), max(id) from history')).rows;
    await expect(client.query(statement)).rejects.toThrow(refused);
    expect((await client.query('select count(*), max(id) from history')).rows).toEqual(before);
    await client.end();
  });

  test('but by age, older than a year, which leaves an entry', async () => {
    await expect(pool().query("select history_expire(now() - interval '11 months', 10)")).rejects.toThrow(
      'the history of the last year stays',
    );
    const { rows: old } = await pool().query(
      "select count(*)::int as n from history where subject_id = 'old'",
    );
    const { rows } = await pool().query("select history_expire(now() - interval '13 months', 100000) as n");
    expect(rows).toEqual(old);
    expect(await historyOf('history', 'history')).toMatchObject([{ what: 'expired', who: 'worker' }]);
  });

  test('and with a customer, whose reasons, details and id go while states and moments stay', async () => {
    await putLetters(pool(), [{ id: 'Z1', customerId: 'zofia@maj.example' }]);
    await pool().query("select history_forget('zofia@maj.example', 'forgotten:12')");
    const { rows } = await pool().query(
      "select subject_kind, what, to_state, why, detail, customer_id from history where subject_id in ('Z1', 'case-zofia@maj.example') order by subject_kind",
    );
    expect(rows).toMatchObject([
      { subject_kind: 'case', to_state: 'open', why: null, detail: null, customer_id: 'forgotten:12' },
      { subject_kind: 'letter', to_state: 'queued', why: null, detail: null, customer_id: 'forgotten:12' },
    ]);
  });
});
