import { isoWeek } from '../../calendar/iso-week.ts';
import type { Day } from '../../calendar/time.ts';
import type { FigureCompared, Pothole, PotholeBy } from '../../week/week.ts';
import type { Say } from '../frame/say.ts';
import { label } from './label.ts';
import { shown } from './letter-row.ts';
import { withQuery } from './list-page.ts';
import { sparkline } from './sparkline.ts';

/** Figures of which more is worse. */
const WORSE: ReadonlySet<FigureCompared['name']> = new Set([
  'customers',
  'days_lost',
  'words_broken',
  'promises_broken',
]);

export const weekAddress = (monday: Day): string => withQuery('/week', { of: isoWeek(monday) });

/** The list of who stands behind a pothole; behind the whole week where it is null. */
export const lateAddress = (
  monday: Day,
  of: { readonly by: PotholeBy; readonly name: string | null } | null,
): string => withQuery('/week/late', { of: isoWeek(monday), by: of?.by ?? null, name: of?.name ?? null });

/** What a pothole is called. @param personOf the name of a person by their id */
export function potholeName(
  { by, name }: Pick<Pothole, 'by' | 'name'>,
  say: Say,
  personOf: (id: string) => string,
): string {
  if (name === null) return say('week.unnamed');
  if (by === 'reason') return label(say, 'reasons', name);
  return shown(by === 'owner' ? personOf(name) : name, 60);
}

/** A figure as its card shows it: the number, how it differs from the week before, and twelve weeks as a line. */
export function figureCard({ name, value, change, past }: FigureCompared, say: Say): object {
  const rises = (change ?? 0) > 0;
  const isWorse = rises && WORSE.has(name);
  const how = change === 0 ? 'same' : rises ? 'more' : 'fewer';
  return {
    name: say(`week.figures.${name}`),
    value,
    change: change === null ? null : say(`week.${how}`, { number: Math.abs(change) }),
    looks: isWorse ? 'bad' : '',
    line: sparkline(past),
    told: say('week.past', { weeks: past.map((each) => each ?? '–').join(', ') }),
  };
}
