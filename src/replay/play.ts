import { attend, type Outcome } from '../attend.ts';
import type { Day, Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import { theFinding } from '../waiting/finding.ts';
import type { CompanyHistory } from './history.ts';
import { playedDays } from './moments.ts';
import { itemKeyOf, type Played, type PlayedTask } from './played.ts';
import { type InWords, playedLetter, type WrittenLetter } from './played-letter.ts';
import { Player } from './player.ts';
import { TeamWork } from './team-work.ts';

/** What the day's first round learns from the days before it: the rules with what was learned in them. */
export type Learn = (day: Day, history: CompanyHistory, rules: Rules) => Rules;

export interface PlayOptions {
  readonly from: Day;
  readonly to: Day;
  /** People do their tasks on the next working day. */
  readonly team?: boolean;
  readonly learn?: Learn;
  readonly inWords?: InWords;
  /** Hears of every letter with all that it says: for who tells a story. */
  readonly heed?: (letter: WrittenLetter, at: Instant) => void;
  /** Hears of every decision about a customer. */
  readonly decided?: (outcome: Outcome, at: Instant) => void;
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
 * letters count as submitted at the moment of their round. Guards are not played.
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
  const zone = zoneOf(rules.company.timeZone);
  const record = new Recording(options.inWords ?? null);
  const team = new TeamWork(rules);
  const asleep = new Map<Day, Player[]>();
  let awake = history.customers.map((each) => new Player(each));
  for (const [done, { day, rounds }] of days.entries()) {
    if (options.learn) rules = options.learn(day, history, rules);
    const playing = { people: history.people, rules, zone };
    awake = awake.concat(wakened(asleep, day));
    for (const now of rounds) {
      if (options.team) record.calls.push(...team.workUntil(now));
      for (const player of awake) {
        const standing = player.at(now, day, playing);
        if (standing === null) continue;
        const outcome = record.attend(standing, now, rules);
        if (outcome === null) continue;
        player.keep(outcome, now, day);
        record.outcome(outcome, standing.facts, now, day, rules);
        if (options.team) team.assign(outcome, player, day);
        options.decided?.(outcome, now);
        if (options.heed) for (const letter of outcome.letters) options.heed(letter, now);
      }
    }
    awake = sentToSleep(awake, asleep, day, rounds.at(-1), playing);
    yield { day, done: done + 1, total: days.length };
  }
  const mornings = days.flatMap(({ day, rounds: [at] }) => (at === undefined ? [] : [{ day, at }]));
  const roundCount = days.reduce((sum, { rounds }) => sum + rounds.length, 0);
  return { ...record.result(), rules, from, to, team: options.team === true, rounds: roundCount, mornings };
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
      const others = asleep.get(wakes) ?? [];
      asleep.set(wakes, others);
      others.push(player);
    }
    return false;
  });
}

/** What is written down while a replay is played. */
class Recording {
  readonly #inWords: InWords;
  readonly #letters: Played['letters'][number][] = [];
  readonly #tasks: PlayedTask[] = [];
  readonly calls: Played['calls'][number][] = [];
  readonly #heldBack = new Map<string, string>();
  readonly #moneyHeld = new Map<string, Set<string>>();
  readonly #failed: Played['failed'][number][] = [];

  constructor(inWords: InWords) {
    this.#inWords = inWords;
  }

  /** Null when the customer's facts break a rule of ours: that is written down, and the replay goes on. */
  attend(
    { facts, memory }: NonNullable<ReturnType<Player['at']>>,
    now: Instant,
    rules: Rules,
  ): Outcome | null {
    try {
      return attend(facts, memory, now, rules);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#failed.some(({ customerId }) => customerId === facts.customer.id))
        this.#failed.push({ customerId: facts.customer.id, reason });
      return null;
    }
  }

  outcome(outcome: Outcome, facts: CustomerFacts, now: Instant, today: Day, rules: Rules): void {
    for (const letter of outcome.letters)
      this.#letters.push(playedLetter(letter, outcome, facts, { now, today, rules, inWords: this.#inWords }));
    for (const { key, kind, why, forPerson, customerId, about, caseId } of outcome.tasks)
      this.#tasks.push({
        key,
        kind,
        why,
        person: forPerson,
        customerId,
        about,
        at: now,
        day: today,
        ofWaiting: caseId !== null,
      });
    for (const decision of outcome.decisions)
      if (
        decision.do === 'hold' &&
        decision.hold !== 'outside_hours' &&
        theFinding(decision.findings, 'promise_missed')
      )
        this.#heldBack.set(itemKeyOf(decision.item), decision.hold);
    for (const { invoiceId, holds } of outcome.verdicts) {
      const [hold] = holds;
      if (!hold) continue;
      const invoices = this.#moneyHeld.get(hold.code) ?? new Set<string>();
      this.#moneyHeld.set(hold.code, invoices.add(invoiceId));
    }
  }

  result(): Pick<Played, 'letters' | 'tasks' | 'calls' | 'heldBack' | 'moneyHeld' | 'failed'> {
    return {
      letters: this.#letters,
      tasks: this.#tasks,
      calls: this.calls,
      heldBack: this.#heldBack,
      moneyHeld: new Map([...this.#moneyHeld].map(([code, invoices]) => [code, invoices.size])),
      failed: this.#failed,
    };
  }
}

/** Plays to the end without a word in between. */
export function playThrough(history: CompanyHistory, rules: Rules, options: PlayOptions): Played {
  const playing = play(history, rules, options);
  for (;;) {
    const step = playing.next();
    if (step.done) return step.value;
  }
}
