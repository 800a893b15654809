import { isoDay } from '../../calendar/time.ts';
import { type HoldRule, hold } from './hold.ts';

/** Something of ours went wrong for them lately: no machine asks them for money until it is mended. */
export const holdMended: HoldRule = ({ mending, situation: { zone } }) =>
  mending === null
    ? null
    : hold('mended', mending.until, { day: isoDay(zone.dayAt(mending.since)), why: mending.because });
