import { type HoldRule, hold } from './hold.ts';

/** Something about it cannot be right: nobody is reminded on doubtful facts. */
export const holdDoubtful: HoldRule = ({ invoice: { doubts, number } }) =>
  doubts.length === 0 ? null : hold('doubtful', null, { number, why: doubts.join(', ') });
