/*
 * Life tables in bins of half a working day: a Kaplan-Meier curve in discrete time. Of those who were still at risk in
 * a bin, so many ended in it; who was lost sight of, or is open yet, was at risk as long as it was seen. So a stage of
 * which only the quick ones have ended so far does not look quick.
 */

/** What was counted by bin. Weights may be fractions; bins that are missing count none. */
export interface Tally {
  /** Ended after so many bins. */
  readonly done: readonly number[];
  /** Seen for so many whole bins and no longer: open yet, cancelled, vanished. */
  readonly unseen: readonly number[];
}

/** Of each bin: how many were at risk in it, and the share of them that ended in it. */
export interface Hazard {
  readonly atRisk: readonly number[];
  readonly share: readonly number[];
}

/** The imagined items, behaving as the level above, that stand against the real ones of a lane or stage. */
const PRIOR = 10;

/** The life table of what was counted; it reaches to the last bin in which anything was at risk. */
export function hazardOf({ done, unseen }: Tally): Hazard {
  const length = Math.max(done.length, unseen.length - 1, 0);
  const atRisk = new Array<number>(length).fill(0);
  const share = new Array<number>(length).fill(0);
  let sum = 0;
  for (let bin = length - 1; bin >= 0; bin--) {
    sum += (done[bin] ?? 0) + (unseen[bin + 1] ?? 0);
    atRisk[bin] = sum;
    share[bin] = sum > 0 ? (done[bin] ?? 0) / sum : 0;
  }
  return { atRisk, share };
}

/** A hazard drawn to that of the level above, by n/(n + 10) of its own in each bin; it reaches as far as either. */
export function drawnTo(own: Hazard, above: Hazard): Hazard {
  const longer = own.share.length >= above.share.length ? own : above;
  return {
    atRisk: own.atRisk,
    share: longer.share.map((_, bin) => {
      const n = own.atRisk[bin] ?? 0;
      // Above the level's reach only its own items speak, and below its own reach only the level above.
      if (bin >= above.share.length) return own.share[bin] ?? 0;
      return (n * (own.share[bin] ?? 0) + PRIOR * (above.share[bin] ?? 0)) / (n + PRIOR);
    }),
  };
}

/** How long it takes, as far as it is known. Bins are halves of a working day since the beginning. */
export class Curve {
  /** The share that lasts at least so many bins; the first is 1. */
  private readonly survival: readonly number[];

  constructor({ share }: Hazard) {
    const survival = [1];
    for (const ended of share) survival.push((survival.at(-1) ?? 1) * (1 - ended));
    this.survival = survival;
  }

  /** The share that lasts at least so many bins. Beyond its reach the curve stays flat: at most so many. */
  survivalAt(bins: number): number {
    return this.survival[Math.max(0, bins)] ?? this.survival.at(-1) ?? 1;
  }

  /** Of those that lasted `elapsed` bins, the share that lasts `bins`; null when none lasted so long. */
  given(elapsed: number, bins: number): number | null {
    const reached = this.survivalAt(elapsed);
    return reached > 0 ? Math.min(1, this.survivalAt(bins) / reached) : null;
  }

  /**
   * The bin by whose end `share` (0 to 1) of those that lasted `elapsed` bins have ended, counted from the beginning;
   * null where the curve does not reach so far.
   */
  quantile(share: number, elapsed = 0): number | null {
    const reached = this.survivalAt(elapsed);
    if (!(reached > 0) || elapsed >= this.survival.length) return null;
    for (let bin = Math.max(0, elapsed); bin + 1 < this.survival.length; bin++) {
      if (this.survivalAt(bin + 1) / reached <= 1 - share) return bin;
    }
    return null;
  }
}
