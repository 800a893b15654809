import type pg from 'pg';
import { type Instant, instantOf, isoInstant, MINUTE } from '../../calendar/time.ts';
import type { About, CustomerId, LetterId, PersonId } from '../../customer/ids.ts';
import { ALARM_KIND, type AnyLetterKind, REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { LETTER_TRANSITIONS } from '../../customer/letter-status.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';
import { listed } from './listed.ts';

/**
 * Letters of a round may go when it has ended, because only then its guards can judge: of table `letters` as `l`. Their
 * round's end lets them all go at once, however many they are.
 */
const ROUND_HAS_ENDED = 'not exists (select from rounds r where r.id = l.round_id and r.finished_at is null)';

/** Renewed while a worker lives, so it only runs out when one has died (or its machine slept). */
export const LEASE = 10 * MINUTE;
/** Nothing is begun or submitted this shortly before a lease ends: another worker may take the letter for lost. */
export const MARGIN = MINUTE;

/**
 * By whose clock leases run. `null`: the database's, the one clock that all workers share, and that goes on while one of
 * them sleeps. A moment: that of a run whose clock is not the machine's.
 */
export type LeaseClock = Instant | null;

/** A worker's hold on letters: nobody else sends them until it ends. */
export interface Lease {
  /** host:pid:random, so that no two workers ever share it. */
  readonly holder: string;
  /** Null: `LEASE` from now on by the database's clock. */
  readonly until: LeaseClock;
}

/** SQL: the moment by which leases are judged, of a parameter that is a `LeaseClock`. */
export const leaseMoment = (parameter: string): string =>
  `coalesce(${parameter}::timestamptz, clock_timestamp())`;
const leaseEnd = (parameter: string): string =>
  `coalesce(${parameter}::timestamptz, clock_timestamp() + interval '${LEASE} milliseconds')`;
/** As a parameter of a statement. */
export const leaseValue = (moment: LeaseClock): string | null =>
  moment === null ? null : isoInstant(moment);

/** A letter that was claimed; moments are milliseconds since 1970. */
export interface ClaimedRow {
  readonly id: LetterId;
  readonly customer_id: CustomerId;
  readonly audience: 'customer' | 'staff';
  readonly for_person: PersonId | null;
  readonly kind: AnyLetterKind;
  readonly language: string;
  readonly template_version: string;
  readonly to_name: string;
  readonly to_address: string;
  readonly reply_to_name: string | null;
  readonly reply_to_address: string | null;
  readonly subject: string;
  readonly facts: LetterFacts;
  readonly about: readonly About[];
  readonly message_id: string;
  readonly in_reply_to: string | null;
  readonly refs: readonly string[];
  readonly status_reason: string | null;
  readonly read_as: string | null;
  readonly attempts: number;
  readonly uncertain_count: number;
  readonly decided_at: number;
  readonly released_at: number | null;
  readonly first_attempt_at: number;
  readonly due_at: number;
}

// An open pause stops the claim in the statement itself: no letter can slip through between a look and a claim.
// Served by the index letters_to_claim; SKIP LOCKED lets any number of workers take different letters at once.
const claimWhere = (kinds: string): string => `
  with due as (
    select id from letters l
    where status in (${listed(LETTER_TRANSITIONS.claimed.from)}) and due_at <= $1 and ${kinds} and ${ROUND_HAS_ENDED}
      and not exists (select from pauses where until is null)
    order by due_at, id
    limit $2
    for update of l skip locked
  ), claimed as (
  update letters l
  set status = 'sending', leased_by = $3, untried_by = $3, lease_until = ${leaseEnd('$4')}, attempts = l.attempts + 1,
      first_attempt_at = coalesce(l.first_attempt_at, $1)
  from due where l.id = due.id
  returning l.id, l.customer_id, l.audience, l.for_person, l.kind, l.language, l.template_version, l.to_name, l.to_address,
    l.reply_to_name, l.reply_to_address, l.subject, l.facts, l.about, l.message_id, l.in_reply_to, l.refs,
    l.status_reason, l.read_as, l.attempts, l.uncertain_count, ${inMilliseconds('decided_at')}, ${inMilliseconds('released_at')},
    ${inMilliseconds('first_attempt_at')}, ${inMilliseconds('due_at')}
  )
  select extract(epoch from clock_timestamp())::float8 * 1000 as database, claimed.*
  from (values (1)) as always left join claimed on true`;

// Numbers, because parsing a timestamp costs more than all the rest of a row.
function inMilliseconds(column: string): string {
  return `(extract(epoch from l.${column}) * 1000)::float8 as ${column}`;
}

/**
 * The queue's lines, each claimed for itself, so that none waits for what another waits for: alarms ask nobody, `old` ones (and
 * those that a person released) are decided again, reminders too, in their own transaction, and all others are asked whom they go to.
 */
export type Line = 'alarms' | 'plain' | 'old' | 'reminders';

const IS_REMINDER = `starts_with(kind, '${REMINDER_KINDS}')`;
const IS_OLD = `(audience = 'customer' and (released_at is not null or decided_at < $5))`;
const NEITHER = `not ${IS_REMINDER} and kind <> '${ALARM_KIND}'`;

/** Named, so that each is planned once per connection. */
const CLAIMS = {
  alarms: { name: 'claim-alarms', text: claimWhere(`kind = '${ALARM_KIND}'`) },
  plain: { name: 'claim', text: claimWhere(`${NEITHER} and not ${IS_OLD}`) },
  old: { name: 'claim-old', text: claimWhere(`${NEITHER} and ${IS_OLD}`) },
  reminders: { name: 'claim-reminders', text: claimWhere(IS_REMINDER) },
} as const satisfies Readonly<Record<Line, object>>;

/** Letters of a line that were claimed, in no order, and what the database's clock showed. */
export interface ClaimedRows {
  readonly rows: readonly ClaimedRow[];
  readonly database: Instant;
}

/**
 * Takes the lease of up to `limit` letters of a line that are due. None while a pause is open.
 * @param lookAfter milliseconds after which a letter that was decided is old
 */
export async function takeDue(
  connection: pg.Pool | pg.PoolClient,
  line: Line,
  { holder, until }: Lease,
  now: Instant,
  { limit, lookAfter }: { readonly limit: number; readonly lookAfter: number },
): Promise<ClaimedRows> {
  const values: unknown[] = [isoInstant(now), limit, holder, leaseValue(until)];
  if (line === 'plain' || line === 'old') values.push(isoInstant(instantOf(now - lookAfter)));
  // Where nothing is due there is one row all the same, with the clock alone.
  const { rows } = await connection.query<
    { readonly database: number } & (ClaimedRow | { readonly id: null })
  >({ ...CLAIMS[line], values });
  const [first] = rows;
  if (!first) throw new Error('the database has no clock');
  return {
    rows: rows.filter((row): row is typeof row & ClaimedRow => row.id !== null),
    database: instantOf(Math.round(first.database)),
  };
}

// By the primary key: the index of leased letters is full of dead entries while thousands are sent. The lease is asked in the
// statement that begins: a worker that slept past it begins nothing, though nobody else has taken the letter yet.
const BEGIN = `
  update letters set untried_by = null
  where id = any($1) and leased_by = $2
    and lease_until > ${leaseMoment('$3')} + interval '${MARGIN} milliseconds'
  returning id`;

/**
 * Records, before anything of these letters leaves, that they may go from now on: when this worker dies they are
 * uncertain. Returns those that are this worker's for long enough yet; the others must not be sent, and nobody has tried them.
 */
export async function begin(
  pool: pg.Pool,
  holder: string,
  letters: readonly LetterId[],
  now: LeaseClock,
): Promise<ReadonlySet<LetterId>> {
  const { rows } = await pool.query<{ id: LetterId }>({
    name: 'begin',
    text: BEGIN,
    values: [letters, holder, leaseValue(now)],
  });
  return new Set(rows.map(({ id }) => id));
}

/** The worker lives: those of its leases that have not ended hold until `lease.until`. */
export async function renew(pool: pg.Pool, lease: Lease, now: LeaseClock): Promise<void> {
  await pool.query(
    `update letters set lease_until = ${leaseEnd('$1')}
     where status = 'sending' and leased_by = $2 and lease_until > ${leaseMoment('$3')}`,
    [leaseValue(lease.until), lease.holder, leaseValue(now)],
  );
}
