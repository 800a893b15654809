import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Signals } from '../../src/alarms/signals.ts';
import { HOUR, type Instant, instantOf, isoInstant, MINUTE } from '../../src/calendar/time.ts';
import { fixedClock, systemClock } from '../../src/clock.ts';
import { pause, resume } from '../../src/ledger/rounds/pauses.ts';
import { beginRound, endRound } from '../../src/ledger/rounds/rounds.ts';
import { watch } from '../../src/worker/watch.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { letterRow, putLetters } from '../support/outbox.ts';
import { rules } from '../support/policy.ts';
import { roledDatabase } from '../support/roles.ts';
import { freshShell, shell } from '../support/shell.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

const NOW = warsaw('2026-11-26 10:00');
const OLA = 'ola@nowak.example';
const templates = await shippedTemplates();
const told = rules({ alarms_to: [`Ola <${OLA}>`] });
let company: Company;
let signals: Signals;
beforeAll(async () => {
  company = await aCompany({ alarms_to: [`Ola <${OLA}>`] });
});
beforeEach(async () => {
  await company.databases.ledgerPool.query(
    'truncate alarms, letters, rounds, pauses restart identity cascade',
  );
  signals = new Signals('worker-a');
  await roundAt(NOW);
  await freshen(company.pool, NOW);
});
afterAll(() => company.close());

const roundAt = async (at: Instant) => {
  const { ledgerPool } = company.databases;
  const { id } = await beginRound(ledgerPool, at, at);
  await endRound(ledgerPool, id, at, {});
};
const watchAt = (at: Instant, by: Signals = signals, theRules = told, more: object = {}) =>
  watch({
    databases: company.databases,
    rules: theRules,
    clock: fixedClock(at),
    templates,
    signals: by,
    home: '/',
    ...more,
  });
const at = (minutes: number): Instant => instantOf(NOW + minutes * MINUTE);
/** Subjects of the letters to staff, in the order in which they were written. */
const subjects = async (): Promise<readonly string[]> => {
  const { rows } = await company.databases.ledgerPool.query<{ subject: string }>(
    "select subject from letters where kind = 'alarm' order by decided_at, id",
  );
  return rows.map(({ subject }) => subject);
};

test('a feed that stops is told of once, and once when it is fresh again; the letter says what to do', async () => {
  const late = at(25 * 60);
  await roundAt(late);
  await freshen(company.pool, late, ['service_jobs', 'payments']);
  expect((await watchAt(late)).raised).toMatchObject([{ code: 'feed_stale', subject: 'orders' }]);
  expect((await watchAt(instantOf(late + MINUTE))).raised).toEqual([]);
  const over = instantOf(late + HOUR);
  await roundAt(over);
  await freshen(company.pool, over);
  expect((await watchAt(over)).ended).toMatchObject([{ code: 'feed_stale' }]);
  expect((await watchAt(instantOf(over + MINUTE))).open).toEqual([]);
  expect(await subjects()).toEqual(['The data are too old: orders', 'Over: The data are too old: orders']);

  await company.post(over);
  const { rows } = await company.databases.ledgerPool.query(
    'select status, to_name, to_address, customer_id, in_reply_to, message_id, audience from letters order by decided_at',
  );
  expect(rows).toMatchObject([
    { status: 'submitted', to_name: 'Ola', to_address: OLA, customer_id: '', audience: 'staff' },
    { status: 'submitted', in_reply_to: rows[0].message_id },
  ]);
  const text = await company.staffText('alarm');
  expect(text).toContain('The data are fresh again');
  expect(text, 'nothing to do any more').not.toContain('tidings doctor');
});

test('a feed that flaps is told of once an hour; the ledger remembers each time', async () => {
  const stale = instantOf(NOW + 25 * HOUR);
  for (let minute = 0; minute < 120; minute += 5) {
    const now = instantOf(stale + minute * MINUTE);
    await roundAt(now);
    await freshen(company.pool, now, ['service_jobs', 'payments']);
    await freshen(company.pool, minute % 10 === 0 ? NOW : now, ['orders']);
    await watchAt(now);
  }
  // Began and ended at the start, and again after an hour.
  expect(await subjects()).toHaveLength(4);
  const { rows } = await company.databases.ledgerPool.query('select count(*)::int as n from alarms');
  expect(rows[0].n).toBe(12);
});

test('without anybody to tell it stands in the ledger; whoever is named later hears of what stands', async () => {
  const late = at(46);
  expect((await watchAt(late, signals, rules())).raised).toMatchObject([{ code: 'round_not_run' }]);
  expect(await subjects()).toEqual([]);
  await watchAt(at(47));
  expect(await subjects()).toEqual(['No round has run for too long']);
});

test('a breaker that opens at two workers is told of once, and is over when both are', async () => {
  const other = new Signals('worker-b');
  signals.signal('breaker_open', 'mail:587', 'ECONNREFUSED zofia@maj.example', NOW);
  other.signal('breaker_open', 'mail:587', 'ECONNREFUSED', NOW);
  await watchAt(NOW);
  await watchAt(NOW, other);
  expect(await subjects()).toEqual(['The mail server mail:587 takes no letters']);
  signals.signal('breaker_open', 'mail:587', null, at(5));
  await watchAt(at(6));
  expect(await subjects(), 'the other still stands').toHaveLength(1);
  // The other worker died: a quarter of an hour later it counts as gone.
  await roundAt(at(20));
  await watchAt(at(20));
  expect(await subjects()).toEqual([
    'The mail server mail:587 takes no letters',
    'Over: The mail server mail:587 takes no letters',
  ]);
});

test('letters that are uncertain, due too long, held by a guard; their alarms raise none of their own', async () => {
  const { ledgerPool } = company.databases;
  await putLetters(ledgerPool, [
    { id: 'u', status: 'queued', decidedAt: NOW },
    { id: 'once', status: 'queued', decidedAt: NOW },
    { id: 'due', decidedAt: NOW },
    { id: 'h', status: 'held', decidedAt: NOW },
  ]);
  await ledgerPool.query(`
    update letters set status = 'uncertain', status_reason = 'cut', uncertain_count = case id when 'u' then 2 else 1 end,
      attempts = 1, first_attempt_at = decided_at where id in ('u', 'once');
    update letters set status_reason = 'guard letters_per_round: 501', round_id = (select max(id) from rounds) where id = 'h'`);
  await roundAt(at(121));
  const { raised } = await watchAt(at(121));
  expect(raised.map(({ code }) => code)).toEqual([
    'guard_tripped',
    'uncertain_letters',
    'oldest_due_too_old',
  ]);
  expect(
    raised.find(({ code }) => code === 'uncertain_letters')?.evidence.number,
    'the other goes again by itself',
  ).toBe(1);
  await ledgerPool.query(
    "update letters set status = 'submitted', submitted_at = now() where kind <> 'alarm'",
  );
  await roundAt(at(500));
  expect((await watchAt(at(500))).open, 'the letters about alarms are as old').toEqual([]);
});

test('while people paused everything no round is missed; afterwards the clock starts anew', async () => {
  const { ledgerPool } = company.databases;
  await pause(ledgerPool, at(10), 'stocktaking', 'Ola');
  expect((await watchAt(at(200))).open).toEqual([]);
  await resume(ledgerPool, at(200), 'Ola');
  expect((await watchAt(at(201))).open).toEqual([]);
  expect((await watchAt(at(246))).open).toMatchObject([{ code: 'round_not_run' }]);
});

test('a table that somebody has locked is an alarm that names it and who keeps it, and ends with the lock', async () => {
  const locked = await roledDatabase();
  // Since when its own sessions last an ordinary reader may not see: it is told at once.
  const sourcePool = new pg.Pool({ connectionString: locked.urlOf('source'), max: 2 });
  const more = { databases: { ...company.databases, sourcePool } };
  const holder = await locked.admin.connect();
  await holder.query('begin; lock table source.orders in access exclusive mode');
  const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
  const { raised } = await watchAt(NOW, signals, told, more);
  expect(raised).toMatchObject([{ code: 'source_locked', subject: 'source.orders' }]);
  expect(raised[0]?.why).toContain(`process ${rows[0]?.pid} (`);
  await holder.query('rollback');
  holder.release();
  expect((await watchAt(at(1), signals, told, more)).ended).toMatchObject([{ code: 'source_locked' }]);
  expect(await subjects()).toEqual([
    'A table is locked: source.orders',
    'Over: A table is locked: source.orders',
  ]);
  await sourcePool.end();
  await locked.close();
});

test('a source that does not answer ends no alarm; the disk is looked at for the embedded database alone', async () => {
  const late = instantOf(NOW + 25 * HOUR);
  await roundAt(late);
  await watchAt(late);
  const away = new pg.Pool({ host: '127.0.0.1', port: 1 });
  const more = { databases: { ...company.databases, sourcePool: away } };
  expect((await watchAt(instantOf(late + MINUTE), signals, told, more)).ended).toEqual([]);
  const tiny = rules({ alarms: { disk_free: '900000 TB' } });
  expect((await watchAt(NOW, signals, tiny)).raised.map(({ code }) => code)).not.toContain('disk_low');
  const embedded = { databases: { ...company.databases, embedded: true } };
  expect((await watchAt(NOW, signals, tiny, embedded)).raised).toMatchObject([
    { code: 'disk_low', subject: '/' },
  ]);
});

test('a letter about an alarm that cannot be written leaves the alarm, and is written later', async () => {
  const unspoken = { ...told, company: { ...told.company, adminLanguage: 'xx' } };
  const report = await watchAt(at(46), signals, unspoken);
  expect(report.open).toMatchObject([{ code: 'round_not_run' }]);
  expect(report.untold).toMatchObject({ message: 'there is no template xx/alarm' });
  await watchAt(at(47));
  const [subject] = await subjects();
  expect(subject).toBe('No round has run for too long');
});

test('two watches at the same moment raise and tell once', async () => {
  await Promise.all([watchAt(at(46)), watchAt(at(46), new Signals('b')), watchAt(at(46), new Signals('c'))]);
  expect(await subjects()).toHaveLength(1);
});

test('an alarm letter goes while a guard holds all others', async () => {
  const { ledgerPool } = company.databases;
  await putLetters(ledgerPool, [{ id: 'h', status: 'held', decidedAt: NOW }]);
  await ledgerPool.query(
    "update letters set status_reason = 'guard letters_per_round: 501', round_id = (select max(id) from rounds)",
  );
  await watchAt(NOW);
  const before = (await company.captured()).length;
  await company.post(at(1));
  expect(await company.captured()).toHaveLength(before + 1);
  expect((await company.captured()).at(-1)).toContain('alarm');
  expect(await letterRow(ledgerPool, 'h')).toMatchObject({ status: 'held' });
});

test('tidings alarms lists what stands and what ended lately, and doctor names what stands', async () => {
  freshShell({ DATABASE_URL: company.databases.url });
  expect((await shell('alarms')).out).toBe('No alarm stands.\n');
  const now = systemClock.now();
  await roundAt(instantOf(now - HOUR));
  await freshen(company.pool, now);
  await watchAt(now);
  expect((await shell('alarms')).out).toMatch(
    /round_not_run {2}stands, told by letter: the last round was at .*\nStanding: 1\.\n$/,
  );
  expect((await shell('doctor')).out).toMatch(
    /warning {2}rounds .*does a worker run[\s\S]*warning {2}alarms +round_not_run: /,
  );
  await roundAt(now);
  await watchAt(now);
  expect(JSON.parse((await shell('alarms', '--json')).out)).toMatchObject([
    { code: 'round_not_run', subject: '', ended_told_at: isoInstant(now) },
  ]);
});
