import { DAY, HOUR, MINUTE } from '../calendar/time.ts';

/** A span as people say it, in the largest unit of which there are two. */
export function spanOf(ms: number): {
  readonly amount: number;
  readonly unit: 'days' | 'hours' | 'minutes';
} {
  if (ms >= 2 * DAY) return { amount: Math.round(ms / DAY), unit: 'days' };
  return ms >= 2 * HOUR
    ? { amount: Math.round(ms / HOUR), unit: 'hours' }
    : { amount: Math.round(ms / MINUTE), unit: 'minutes' };
}

/** A share of 1 in whole hundredths. */
export const hundredths = (share: number): number => Math.round(share * 100);
