/** What a worker does all the time. */
const PARTS = ['rounds', 'delivery'] as const;
type Part = (typeof PARTS)[number];

/**
 * How long a part may be silent, in milliseconds, and still count as alive. Longer than anything it waits for on purpose: a
 * mail server that is left alone (5 minutes) and then does not answer (2 minutes). A database that is away is no silence:
 * what it refuses is tried again. One that neither answers nor refuses is.
 */
const PATIENCE = 10 * 60_000;

/** When each part of the worker last got on with its work. Times are milliseconds of any one steady clock. */
export class Pulse {
  readonly #last = new Map<Part, number>();

  constructor(now: number) {
    for (const part of PARTS) this.#last.set(part, now);
  }

  beat(part: Part, now: number): void {
    this.#last.set(part, now);
  }

  /** The parts that hang. */
  silent(now: number): readonly Part[] {
    return PARTS.filter((part) => now - (this.#last.get(part) ?? 0) > PATIENCE);
  }
}
