import type { Instant } from '../calendar/time.ts';
import { type AlarmCode, alarmKey, NO_EVIDENCE, type StandingAlarm } from './alarm.ts';

/** What only the process itself can see. */
type SignalCode = Extract<
  AlarmCode,
  'breaker_open' | 'round_failed' | 'source_failed' | 'template_fell_back' | 'mailbox_unread' | 'clock_off'
>;

/** More would only be a fault of ours. */
const MOST_SIGNALS = 100;

/** A signal with the moment at which it began. */
export interface Signalled extends StandingAlarm {
  readonly since: Instant;
}

/** What one worker sees of itself between two watches: what still stands, and what came and went meanwhile. */
export class Signals {
  readonly holder: string;
  readonly #standing = new Map<string, Signalled>();
  readonly #passed = new Map<string, Signalled>();
  readonly #kept = new Set<string>();

  /** @param holder names the worker, unlike any other */
  constructor(holder: string) {
    this.holder = holder;
  }

  /** A template that fell back is seen by all alike, and stands for nobody: it is an event. */
  signal(code: SignalCode, subject: string, why: string | null, now: Instant): void {
    const event = code === 'template_fell_back';
    const holder = event ? '' : this.holder;
    const key = alarmKey({ code, subject, holder });
    const before = this.#standing.get(key);
    if (why === null) {
      this.#standing.delete(key);
      // One that no watch has kept yet must not pass unseen.
      if (before && !this.#kept.delete(key)) this.#passed.set(key, before);
      return;
    }
    const seen = { code, subject, holder, why, evidence: NO_EVIDENCE, since: before?.since ?? now };
    const into = event ? this.#passed : this.#standing;
    if (into.size < MOST_SIGNALS) into.set(key, seen);
  }

  /** A template (`pl/late`) could not say a letter, and an earlier version of it did. */
  fellBack(template: string, now: Instant): void {
    this.signal('template_fell_back', template, `${template} went in earlier words`, now);
  }

  /** What stands, and what came and went since the last watch: that is raised now and ends with the next. */
  seen(): readonly Signalled[] {
    return [...new Map([...this.#passed, ...this.#standing]).values()];
  }

  /** These are kept in the ledger. */
  kept(signals: readonly Signalled[]): void {
    for (const signal of signals) {
      const key = alarmKey(signal);
      if (this.#standing.has(key)) this.#kept.add(key);
      if (this.#passed.get(key) === signal) this.#passed.delete(key);
    }
  }
}
