import { daysLater } from '../../calendar/duration.ts';
import { isoDay } from '../../calendar/time.ts';
import { type HoldRule, hold } from './hold.ts';

/** The last reminder about this invoice went too short a time ago. */
export const holdMinimumGap: HoldRule = ({ gone, situation: { rules, zone, today } }) => {
  if (gone.length === 0) return null;
  const last = zone.dayAt(latest(gone.map(({ submittedAt, decidedAt }) => submittedAt ?? decidedAt)));
  const until = daysLater(last, rules.dunning.minimumGap);
  return today < until ? hold('minimum_gap', until, { day: isoDay(last) }) : null;
};

const latest = <Moment extends number>(moments: readonly Moment[]): Moment =>
  moments.reduce((a, b) => (b > a ? b : a));
