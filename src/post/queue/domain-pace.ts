import { Pace } from './pace.ts';

/** Domains remembered at once; those longest unused are forgotten, and begin with a full second's worth again. */
const MOST_DOMAINS = 10_000;

/** How many letters a minute each domain of recipients may get. Times are milliseconds of any one steady clock. */
export class DomainPace {
  private readonly paces = new Map<string, { readonly pace: Pace; waiting: number }>();
  private readonly perMinute: ReadonlyMap<string, number>;

  /** @param perMinute by domain in small letters; `default` for all others; a domain without a figure has no limit */
  constructor(perMinute: ReadonlyMap<string, number>) {
    this.perMinute = perMinute;
  }

  /**
   * Asks for one letter to this address.
   * @returns 0 when it may leave now, else the milliseconds until its turn, behind those that wait already
   */
  take(address: string, now: number): number {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const perMinute = this.perMinute.get(domain) ?? this.perMinute.get('default');
    if (perMinute === undefined) return 0;
    const known = this.paces.get(domain) ?? { pace: new Pace(perMinute, now), waiting: 0 };
    this.paces.delete(domain);
    this.paces.set(domain, known);
    const [longestUnused] = this.paces.size > MOST_DOMAINS ? this.paces.keys() : [];
    if (longestUnused !== undefined) this.paces.delete(longestUnused);
    if (known.pace.take(1, now) === 1) {
      known.waiting = 0;
      return 0;
    }
    known.waiting += 1;
    return known.pace.waitFor(now) + ((known.waiting - 1) * 60_000) / perMinute;
  }
}
