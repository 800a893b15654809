import { type Instant, isoDay, isoInstant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerMemory } from '../customer/customer.ts';
import { type ItemRef, sameItem } from '../customer/ids.ts';
import type { JudgedLast } from '../ledger/rounds/judged.ts';
import type { Rules } from '../policy/rules.ts';
import { dayToTell, isDueToUpgrade, isOnCourse, lastChanceOf } from '../waiting/after-upgrade.ts';
import type { Decision } from '../waiting/decision.ts';
import { reached } from '../waiting/situation.ts';
import type { Attended } from './attend-batch.ts';
import type { SinceUpgradeReport } from './round-report.ts';

/** Listed by name; the counts go on. */
const EXAMPLES = 50;

/** Gathers what a dry round would write that is due to a change of the rules: what the rules of before saw and did not write. */
export class SinceUpgrade {
  readonly #judged: JudgedLast;
  readonly #rules: Rules;
  readonly #letters: Record<string, number> = {};
  readonly #examples: SinceUpgradeReport['examples'][number][] = [];
  readonly #words: Record<string, number> = {};
  readonly #lastChance: Instant | null;
  #count = 0;
  #others = 0;

  constructor(judged: JudgedLast, rules: Rules) {
    this.#judged = judged;
    this.#rules = rules;
    this.#lastChance = judged.before && lastChanceOf(judged.before.lastRound, rules);
  }

  add({ facts, before, outcome }: Attended): void {
    for (const decision of outcome.decisions) {
      const isWord = this.#addWord(decision);
      if (decision.do !== 'write') continue;
      const toldAt = lastTold(decision.item, before);
      if (this.#lastChance === null || !isDueToUpgrade(decision.findings, toldAt, this.#lastChance)) {
        this.#others += 1;
        continue;
      }
      this.#count += 1;
      this.#letters[decision.letter] = (this.#letters[decision.letter] ?? 0) + 1;
      if (this.#examples.length < EXAMPLES && !isWord)
        this.#examples.push({
          customer_id: facts.customer.id,
          item: decision.item,
          letter: decision.letter,
          because: decision.reason,
        });
    }
  }

  /** A word owed to an item that is on course, by the day on which it is told. */
  #addWord(decision: Decision): boolean {
    const { upgrade, guards, calendar, company } = this.#rules;
    const waits = decision.do === 'hold' && decision.hold.code === 'after_upgrade';
    if (upgrade === null || !isOnCourse(decision.findings) || !(waits || decision.do === 'write'))
      return false;
    const upgraded = zoneOf(company.timeZone).dayAt(upgrade.since);
    const day = isoDay(dayToTell(decision.item, upgraded, guards.tellUpgradeOver, calendar));
    this.#words[day] = (this.#words[day] ?? 0) + 1;
    return true;
  }

  /** Null: no others judged this ledger before. */
  report(): SinceUpgradeReport | null {
    const { edition, since, before } = this.#judged;
    if (before === null) return null;
    return {
      edition,
      edition_before: before.edition,
      last_round: isoInstant(before.lastRound),
      since: isoInstant(since),
      items: this.#count,
      other_items: this.#others,
      letters: this.#letters,
      examples: this.#examples,
      words_by_day: this.#words,
    };
  }
}

/** When the item was last written about. */
function lastTold(item: ItemRef, { cases }: CustomerMemory): Instant | null {
  const letters = cases.filter((each) => sameItem(each.item, item)).flatMap((each) => each.letters);
  return letters
    .filter(reached)
    .reduce<Instant | null>(
      (last, { decidedAt }) => (last === null || decidedAt > last ? decidedAt : last),
      null,
    );
}
