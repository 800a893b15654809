import { attend, type CustomerOutcome } from '../../attend/attend.ts';
import type { Day, Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { push } from '../../grouped.ts';
import type { Rules } from '../../policy/rules.ts';
import type { CompanyHistory } from '../past/history.ts';
import { type Learn, learningDays } from './learning-days.ts';
import { playedDays } from './moments.ts';
import type { Played } from './played.ts';
import { PlayedGuards } from './played-guards.ts';
import type { Decided, PlayedWords, WrittenLetter } from './played-letter.ts';
import { Player } from './player.ts';
import { Recording } from './recording.ts';
import { TeamWork } from './team-work.ts';

export interface PlayOptions {
  readonly from: Day;
  readonly to: Day;
  /** People do their tasks on the next working day. */
  readonly team?: boolean;
  /** What each day learns from the days before it; by default from this very history. Null: nothing. */
  readonly learn?: Learn | null;
  readonly inWords?: PlayedWords;
  /** Hears of every letter with all that it says: for who tells a story. */
  readonly heed?: (letter: WrittenLetter, at: Instant) => void;
  /** Hears of every decision about a customer. */
  readonly decided?: (outcome: Decided, at: Instant) => void;
}

/** How far a replay is. */
export interface PlayProgress {
  readonly day: Day;
  readonly done: number;
  readonly total: number;
}

/**
 * Plays a company's past day by day in memory, with the one judge that a round asks: a round in the first and one in the last
 * sending hour of each day on which letters may go. What is decided is remembered as the ledger would hold it, and
 * letters count as submitted at the moment of their round. Guards hold nothing:
 * what they would have said is written down.
 * @returns progress after each day, and at the end what it came to
 */
export function* play(
  history: CompanyHistory,
  given: Rules,
  options: PlayOptions,
): Generator<PlayProgress, Played> {
  const { from, to } = options;
  const days = playedDays(options, given);
  let rules = switchedOnAt(given, from, to);
  const learn = options.learn === undefined ? learningDays(history, given, options.to) : options.learn;
  const zone = zoneOf(rules.company.timeZone);
  const record = new Recording(options.inWords ?? null);
  const team = new TeamWork(rules);
  const guards = new PlayedGuards();
  const sharedAddresses = addressesOfMany(history, rules.guards.customersPerAddress);
  const asleep = new Map<Day, Player[]>();
  let awake = history.customers.map((each) => new Player(each));
  for (const [done, { day, rounds }] of days.entries()) {
    if (learn) rules = learn(day, rules);
    const playing = { people: history.people, rules, zone, sharedAddresses };
    awake = awake.concat(wakened(asleep, day));
    for (const now of rounds) {
      if (options.team) record.calls.push(...team.workUntil(now));
      for (const player of awake) {
        const standing = player.at(now, day, playing);
        if (standing === null) continue;
        const outcome = attendSafely(standing, now, rules, record);
        if (outcome === null) continue;
        player.keep(outcome.memory, now, day);
        guards.looked(standing.facts, outcome, outcome.memory.released);
        record.outcome(outcome, standing.facts, now, day, rules);
        if (options.team) team.assign(outcome, player, now, day);
        options.decided?.(outcome, now);
        if (options.heed) for (const letter of outcome.letters) options.heed(letter, now);
      }
      guards.roundEnds(day, rules);
    }
    awake = sentToSleep(awake, asleep, day, rounds.at(-1), playing);
    yield { day, done: done + 1, total: days.length };
  }
  const mornings = days.flatMap(({ day, rounds: [at] }) => (at === undefined ? [] : [{ day, at }]));
  const roundCount = days.reduce((sum, { rounds }) => sum + rounds.length, 0);
  return {
    ...record.result(),
    guards: guards.trips,
    rules,
    from,
    to,
    team: options.team === true,
    rounds: roundCount,
    mornings,
  };
}

/** Addresses that more customers have than the policy takes for one person's, in small letters. */
function addressesOfMany({ customers }: CompanyHistory, most: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { customer } of customers) {
    const address = customer.email?.trim().toLowerCase();
    if (address) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([address, count]) => (count > most ? [address] : [])));
}

/** A customer whose facts break a rule of ours is written down with the fault, and the replay goes on. */
function attendSafely(
  { facts, memory }: NonNullable<ReturnType<Player['at']>>,
  now: Instant,
  rules: Rules,
  record: Recording,
): CustomerOutcome | null {
  try {
    return attend(facts, memory, now, rules);
  } catch (error) {
    record.failure(facts.customer.id, error);
    return null;
  }
}

/** A company switches on as the replay begins, unless its policy says a moment within the days that are played. */
function switchedOnAt(rules: Rules, from: Day, to: Day): Rules {
  const zone = zoneOf(rules.company.timeZone);
  const begins = zone.instantOf(from, 0);
  const { goLive } = rules;
  const within = goLive !== null && goLive >= begins && zone.dayAt(goLive) <= to;
  return within ? rules : { ...rules, goLive: begins };
}

function wakened(asleep: Map<Day, Player[]>, today: Day): readonly Player[] {
  const woken: Player[] = [];
  for (const [day, players] of asleep) {
    if (day > today) continue;
    woken.push(...players);
    asleep.delete(day);
  }
  return woken;
}

/** Whoever has nothing open, owed or under way is not looked at until the day on which that may change. */
function sentToSleep(
  awake: readonly Player[],
  asleep: Map<Day, Player[]>,
  today: Day,
  now: Instant | undefined,
  playing: Parameters<Player['at']>[2],
): Player[] {
  if (now === undefined) return [...awake];
  return awake.filter((player) => {
    if (player.at(now, today, playing) !== null) return true;
    const wakes = player.sleepsUntil(today, playing.zone);
    if (wakes !== null) {
      push(asleep, wakes, player);
      player.rest();
    }
    return false;
  });
}
