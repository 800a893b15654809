import { HOUR, type Instant } from '../calendar/time.ts';
import { grouped } from '../grouped.ts';
import { conditionOf, type KeptAlarm } from './alarm.ts';

/** Somebody is to be told that an alarm began, or that it is over. */
export interface AlarmTelling {
  readonly alarm: KeptAlarm;
  readonly ended: Instant | null;
}

/** What comes and goes all day is told once an hour at most, counted from the last time its end was told. */
const QUIET = HOUR;

/**
 * Of which alarms people are to be told now: of each condition once that it began, however many workers see it, and
 * once that it is over.
 * @param alarms the open ones, those whose end nobody was told of, and those whose end was told lately
 */
export function tellingsOf(alarms: readonly KeptAlarm[], now: Instant): readonly AlarmTelling[] {
  const byCondition = grouped(alarms, conditionOf);
  return [...byCondition.values()].flatMap((group) => tellingOf(group, now) ?? []);
}

function tellingOf(group: readonly KeptAlarm[], now: Instant): AlarmTelling | null {
  const open = group.filter(({ endedAt }) => endedAt === null);
  const told = group.find(({ toldAt, endedToldAt }) => toldAt !== null && endedToldAt === null);
  const [first] = open.sort((a, b) => a.raisedAt - b.raisedAt);
  if (first) return told || wasQuietened(group, now) ? null : { alarm: first, ended: null };
  if (!told) return null;
  const ends = group.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt]));
  return { alarm: told, ended: ends.reduce((latest, end) => (end > latest ? end : latest)) };
}

/** A moment ahead of the clock was told by a clock that stood wrong, and quietens nothing. */
const wasQuietened = (group: readonly KeptAlarm[], now: Instant): boolean =>
  group.some(({ endedToldAt }) => endedToldAt !== null && endedToldAt <= now && now - endedToldAt < QUIET);
