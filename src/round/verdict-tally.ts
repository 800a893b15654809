import type { CustomerId } from '../customer/ids.ts';
import { isHarsh, type Verdict } from '../dunning/verdict.ts';
import type { SayVerdict } from '../ledger/documents/spoken-verdicts.ts';
import { Bounded } from './bounded.ts';
import type { RoundReport, VerdictEntry } from './round-report.ts';

/** A verdict's reasons as sentences in the admin language. */
/** Gathers what a round decided about money. */
export class VerdictTally {
  readonly listed = new Bounded<readonly [CustomerId, Verdict]>();
  readonly #words: SayVerdict;
  readonly #byVerdict = { send: 0, soften: 0, hold: 0, 'hand over': 0 };
  #oldDebts = 0;
  #suppressed = 0;
  readonly #because: Record<string, number> = {};

  constructor(words: SayVerdict) {
    this.#words = words;
  }

  add(customerId: CustomerId, verdict: Verdict): void {
    this.#byVerdict[verdict.do] += 1;
    if (isHarsh(verdict.without) && !isHarsh(verdict.tone)) {
      this.#suppressed += 1;
      const because = verdict.holds[0]?.code ?? verdict.reasons[0]?.code ?? 'record';
      this.#because[because] = (this.#because[because] ?? 0) + 1;
    }
    if (verdict.plannedLetter === null && verdict.holds.some(({ code }) => code === 'backlog'))
      this.#oldDebts += 1;
    this.listed.add([customerId, verdict]);
  }

  /** Overdue invoices that wait as backlog for a person. */
  get oldDebts(): number {
    return this.#oldDebts;
  }

  /** Those listed, in words. */
  entries(): readonly VerdictEntry[] {
    return this.listed.entries.map(([customerId, verdict]) => entryOf(customerId, verdict, this.#words));
  }

  get counts(): Pick<RoundReport, 'verdict_counts' | 'suppressed_harsh' | 'suppressed_because'> {
    return {
      verdict_counts: this.#byVerdict,
      suppressed_harsh: this.#suppressed,
      suppressed_because: this.#because,
    };
  }
}

/** A verdict as JSON tells it; other tools rely on these names. */
export const entryOf = (customerId: CustomerId, verdict: Verdict, words: SayVerdict): VerdictEntry => ({
  invoice_id: verdict.invoiceId,
  customer_id: customerId,
  days_overdue: verdict.daysOverdue,
  record: verdict.record.grade,
  rung: verdict.rung?.rung ?? null,
  asked_tone: verdict.askedTone,
  verdict: verdict.do,
  tone: verdict.tone,
  release: verdict.release,
  without: verdict.without,
  reasons: words(verdict),
  holds: verdict.holds.map(({ code }) => code),
  until: verdict.until,
  planned_letter: verdict.plannedLetter,
});
