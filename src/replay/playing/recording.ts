import type { Day, Instant } from '../../calendar/time.ts';
import type { CustomerFacts } from '../../customer/customer.ts';
import { type CustomerId, refKey } from '../../customer/ids.ts';
import { messageOf } from '../../failure.ts';
import type { Rules } from '../../policy/rules.ts';
import { theFinding } from '../../waiting/finding.ts';
import type { Played, PlayedTask } from './played.ts';
import { type Decided, type PlayedRound, type PlayedWords, playedLetter } from './played-letter.ts';

/** What is written down while a replay is played. */
export class Recording {
  readonly #inWords: PlayedWords;
  readonly #letters: Played['letters'][number][] = [];
  readonly #tasks: PlayedTask[] = [];
  readonly calls: Played['calls'][number][] = [];
  readonly #heldBack = new Map<string, string>();
  readonly #moneyHeld = new Map<string, Set<string>>();
  readonly #failed: Played['failed'][number][] = [];
  #round: PlayedRound | null = null;

  constructor(inWords: PlayedWords) {
    this.#inWords = inWords;
  }

  /** A customer could not be judged; only their first fault is kept. */
  failure(customerId: CustomerId, error: unknown): void {
    if (this.#failed.some((each) => each.customerId === customerId)) return;
    this.#failed.push({ customerId, reason: messageOf(error) });
  }

  outcome(outcome: Decided, facts: CustomerFacts, now: Instant, today: Day, rules: Rules): void {
    if (this.#round?.now !== now || this.#round.rules !== rules) this.#round = { now, today, rules };
    for (const letter of outcome.letters)
      this.#letters.push(playedLetter(letter, outcome, facts, this.#round, this.#inWords));
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
        decision.hold.code !== 'outside_hours' &&
        theFinding(decision.findings, 'promise_missed')
      )
        this.#heldBack.set(refKey(decision.item), decision.hold.code);
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
