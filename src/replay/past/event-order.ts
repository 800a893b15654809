import type { StageEvent } from './history.ts';

/**
 * Which stage comes before which, as the events with different moments tell. Companies write two events into one second,
 * and which of them came last decides where the item stands.
 */
export class StageOrder {
  readonly #followed = new Map<string, Map<string, number>>();

  /** Takes in the events of one item, in any order. */
  learn(events: readonly StageEvent[]): void {
    const sorted = [...events].sort((a, b) => a.at - b.at);
    for (let nth = 1; nth < sorted.length; nth += 1) {
      const [before, after] = [sorted[nth - 1], sorted[nth]];
      if (!before || !after || before.at === after.at || before.stage === after.stage) continue;
      const next = this.#followed.get(before.stage) ?? new Map<string, number>();
      this.#followed.set(before.stage, next);
      next.set(after.stage, (next.get(after.stage) ?? 0) + 1);
    }
  }

  /** Below zero: `a` usually comes before `b`. Where nothing tells, by name, so that the answer is always the same. */
  compare(a: string, b: string): number {
    const forth = this.#followed.get(a)?.get(b) ?? 0;
    const back = this.#followed.get(b)?.get(a) ?? 0;
    return back - forth || (a < b ? -1 : a > b ? 1 : 0);
  }

  /** The events oldest first; those of one moment in the order in which stages usually follow each other. */
  sort(events: readonly StageEvent[]): readonly StageEvent[] {
    return [...events].sort((a, b) => a.at - b.at || this.compare(a.stage, b.stage));
  }
}
