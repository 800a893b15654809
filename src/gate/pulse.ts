/** What a worker does all the time. */
const PARTS = ['rounds', 'delivery'] as const;
export type WorkerPart = (typeof PARTS)[number];

/** A part that hangs, and for how long it has not got on, in milliseconds. */
export interface HangingPart {
  readonly part: WorkerPart;
  readonly ms: number;
}

/**
 * How long a part may be silent, in milliseconds, and still count as alive. Longer than anything it waits for on purpose: a
 * mail server that is left alone (5 minutes) and then does not answer (2 minutes). A database that is away is no silence:
 * what it refuses is tried again. One that neither answers nor refuses is.
 */
const PATIENCE = 10 * 60_000;

/** When each part of the worker last got on with its work. Times are milliseconds of any one steady clock. */
export class Pulse {
  readonly #last = new Map<WorkerPart, number>();
  readonly #said = new Set<WorkerPart>();

  constructor(now: number) {
    for (const part of PARTS) this.#last.set(part, now);
  }

  beat(part: WorkerPart, now: number): void {
    this.#last.set(part, now);
  }

  /** For how long each part has not got on, in milliseconds. */
  ages(now: number): readonly HangingPart[] {
    return PARTS.map((part) => ({ part, ms: now - (this.#last.get(part) ?? 0) }));
  }

  /** The parts that hang. */
  hanging(now: number): readonly HangingPart[] {
    return this.ages(now).filter(({ ms }) => ms > PATIENCE);
  }

  /** What began to hang and what gets on again since this was asked last: each is said once. */
  news(now: number): { readonly hang: readonly HangingPart[]; readonly again: readonly WorkerPart[] } {
    const hanging = this.hanging(now);
    const hang = hanging.filter(({ part }) => !this.#said.has(part));
    const again = [...this.#said].filter((part) => !hanging.some((each) => each.part === part));
    for (const { part } of hang) this.#said.add(part);
    for (const part of again) this.#said.delete(part);
    return { hang, again };
  }
}
