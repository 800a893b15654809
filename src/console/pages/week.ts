import { z } from 'zod';
import { isoWeek, mondayOf, parseWeek, weeksLater } from '../../calendar/iso-week.ts';
import { type Day, dayOf, type Instant, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { hasWeek } from '../../ledger/rounds/weeks.ts';
import type { ToldWeek } from '../../letters/compose/compose-week.ts';
import { latestWeek, readTheWeek } from '../../round/the-week.ts';
import { POTHOLES } from '../../week/week.ts';
import { type ConsoleWorld, NotThere, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import { storyAddress } from '../show/list-page.ts';
import { headlineText } from '../show/week-headline.ts';
import { figureCard, lateAddress, potholeName, weekAddress } from '../show/week-shapes.ts';

const query = z.object({ of: z.string().max(10).optional().catch(undefined) });

/** What a manager reads of a week. */
export const weekPages = (world: ConsoleWorld): readonly Route[] => [
  page('/week', 'read', query, async ({ now, say }, { of }) => {
    const monday = await weekAsked(world, of, now);
    const last = weeksLater(monday, -1);
    const [told, hasBefore] = await Promise.all([
      readTheWeek(world, monday, now),
      hasWeek(world.databases.ledgerPool, last),
    ]);
    const isUnderWay = monday === thisWeek(world, now);
    return {
      view: 'week',
      data: {
        week: isoWeek(monday),
        from: isoDay(monday),
        to: isoDay(dayOf(monday + 6)),
        underWay: isUnderWay,
        before: hasBefore ? weekAddress(last) : null,
        after: isUnderWay ? null : weekAddress(weeksLater(monday, 1)),
        headline: headlineText(told.headline, say),
        figures: told.figures.map((figure) => figureCard(figure, say)),
        ...partsOf(told, say),
      },
    };
  }),
];

const thisWeek = ({ rules }: Pick<ConsoleWorld, 'rules'>, now: Instant): Day =>
  mondayOf(zoneOf(rules.company.timeZone).dayAt(now));

/**
 * The week that an address names, by its Monday; the latest one of which something is known where it names none.
 * @throws NotThere for what is no week, or one that has not begun
 */
export async function weekAsked(world: ConsoleWorld, of: string | undefined, now: Instant): Promise<Day> {
  if (of === undefined) return latestWeek(world, now);
  const monday = parseWeek(of);
  if (monday === null || monday > thisWeek(world, now)) throw new NotThere();
  return monday;
}

/** Where what is to be mended is seen. */
const MEND: Readonly<Record<string, string>> = {
  unmapped_stages: '/settings/data',
  unsaid_reasons: '/settings/data',
  no_address: '/tasks',
};

function partsOf({ monday, week, longest, people }: ToldWeek, say: Say): object {
  const personOf = (id: string) => people.get(id) || id;
  return {
    potholes: POTHOLES.map((by) => ({
      title: say(`week.by.${by}`),
      rows: week.potholes
        .filter((pothole) => pothole.by === by)
        .map((pothole) => ({
          ...pothole,
          name: potholeName(pothole, say, personOf),
          href: lateAddress(monday, pothole),
        })),
    })).filter(({ rows }) => rows.length > 0),
    longest: longest.map(({ customer, kind, number, since, days }) => ({
      customer: shown(customer.name || customer.id, 60),
      story: storyAddress(customer.id),
      kindName: label(say, 'kinds', kind),
      number: shown(number, 40),
      since,
      days,
    })),
    late: lateAddress(monday, null),
    // A code is a hold's or a reason's: both are named in one place.
    harsh: week.harsh_because.map(({ code, letters }) => ({ name: label(say, 'holds', code), letters })),
    toMend: Object.entries(week.to_mend ?? {}).flatMap(([key, count]) =>
      count > 0 ? [{ name: say(`week.to_mend.${key}`), count, href: MEND[key] ?? '/rounds' }] : [],
    ),
    allowances: week.allowances,
    mended: week.mended ?? 0,
  };
}
