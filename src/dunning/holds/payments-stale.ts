import { isoDay } from '../../calendar/time.ts';
import { feedAgeFault } from '../../waiting/feed.ts';
import type { DunningSituation } from '../situation.ts';
import { type HoldRule, hold } from './hold.ts';

/** The payments are old or of unknown age: whoever paid since would be reminded of it. */
export const paymentsAreStale = ({ facts, rules, now }: DunningSituation): boolean =>
  feedAgeFault('payments', facts.feeds, rules, now) !== null;

export const holdStalePayments: HoldRule = ({ situation }) => {
  if (!paymentsAreStale(situation)) return null;
  const freshAsOf = situation.facts.feeds.get('payments');
  const day = freshAsOf === undefined ? undefined : isoDay(situation.zone.dayAt(freshAsOf));
  return hold('payments_stale', null, { day });
};
