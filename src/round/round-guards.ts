import type { Pool } from 'pg';
import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import {
  areManyLetters,
  type RoundCounts,
  type Trip,
  trippedGuards,
  UNTIL_DECIDED,
} from '../guards/guards.ts';
import { stillSupervised, tripOfSupervised } from '../guards/supervised.ts';
import { trippedByTime } from '../guards/time-guards.ts';
import { holdGuarded } from '../ledger/letter-states/guarded.ts';
import { readLastDays } from '../ledger/letters/last-days.ts';
import { openTrip, readRoundTimes } from '../ledger/rounds/guard-trips.ts';
import { keepSupervised, kindsOfRound, readLetGo } from '../ledger/rounds/supervised.ts';
import type { Rules } from '../policy/rules.ts';

/** The guards that stop a round before it has looked at anything: its letters are held, all of them. */
export interface GuardedFromTheStart {
  readonly trip: Trip;
  /** The name of an open trip that goes on; null: the round gives it its own. */
  readonly id: string | null;
}

/**
 * What the clocks say before a round, and whether an earlier trip still holds all that comes.
 * @param ownClock the round is of the machine's own clock: one of `--at` may run on any day
 */
export async function guardedFromTheStart(
  pool: Pool,
  now: Instant,
  { guards }: Pick<Rules, 'guards'>,
  ownClock: boolean,
): Promise<GuardedFromTheStart | null> {
  const trip = ownClock ? trippedByTime(now, await readRoundTimes(pool), guards) : null;
  if (trip) return { trip, id: (await openTrip(pool, trip.guard))?.id ?? null };
  // Whether the ledger remembers what customers were told is a person's to say, however many rounds have run since.
  for (const guard of UNTIL_DECIDED) {
    const open = await openTrip(pool, guard);
    if (open) return { trip: { guard, kinds: null, why: open.why }, id: open.id };
  }
  return null;
}

/** The guards that hold letters of this round, with the name to release them by. */
export interface GuardedRound {
  readonly trips: readonly Trip[];
  readonly id: string;
}

/** The guards that what a round did has tripped. What the last days saw is read only where there are letters enough to ask. */
export async function trippedBy(
  pool: Pool,
  counts: RoundCounts,
  { guards, company }: Pick<Rules, 'guards' | 'company'>,
  at: Instant,
): Promise<readonly Trip[]> {
  const zone = zoneOf(company.timeZone);
  const last = areManyLetters(counts, guards) ? await readLastDays(pool, zone.dayAt(at), zone) : new Map();
  return trippedGuards(counts, guards, last);
}

/** What holds letters of these kinds because people have not seen enough of them yet; null: nothing does. */
export async function supervisedBy(
  pool: Pool,
  kinds: readonly string[],
  { supervise }: Pick<Rules, 'supervise'>,
): Promise<{ readonly trip: Trip | null; readonly letGo: ReadonlyMap<string, number> }> {
  if (supervise === 0 || kinds.length === 0) return { trip: null, letGo: new Map() };
  const letGo = await readLetGo(pool, kinds, supervise);
  return { trip: tripOfSupervised(stillSupervised(kinds, letGo, supervise), supervise), letGo };
}

/** Holds the letters of a round that its guards are about; the others go when it ends. Null: no guard tripped. */
export async function holdWhatIsGuarded(
  pool: Pool,
  round: { readonly roundId: string; readonly at: Instant },
  early: GuardedFromTheStart | null,
  counts: RoundCounts,
  rules: Pick<Rules, 'guards' | 'company' | 'supervise'>,
): Promise<GuardedRound | null> {
  const trips = early ? [early.trip] : await trippedBy(pool, counts, rules, round.at);
  const id = early?.id ?? round.roundId;
  for (const trip of trips) await holdGuarded(pool, { ...round, id }, trip);
  const supervised = await holdSupervised(pool, round, rules);
  if (supervised === null) return trips.length === 0 ? null : { trips, id };
  if (trips.length === 0) return { trips: [supervised.trip], id: supervised.id };
  return { trips: [...trips, named(supervised)], id };
}

/** What no other guard holds, of kinds that are supervised: under one name from round to round, until a person let all of it go. */
async function holdSupervised(
  pool: Pool,
  round: { readonly roundId: string; readonly at: Instant },
  rules: Pick<Rules, 'supervise'>,
): Promise<{ readonly trip: Trip; readonly id: string } | null> {
  if (rules.supervise === 0) return null;
  const { trip, letGo } = await supervisedBy(pool, await kindsOfRound(pool, round.roundId), rules);
  await keepSupervised(pool, letGo, rules.supervise, round.at);
  if (trip === null) return null;
  const id = (await openTrip(pool, 'supervise'))?.id ?? round.roundId;
  await holdGuarded(pool, { ...round, id }, trip);
  return { trip, id };
}

/** Beside another guard it says by which name its own letters are released. */
const named = ({ trip, id }: { readonly trip: Trip; readonly id: string }): Trip => ({ ...trip, number: id });
