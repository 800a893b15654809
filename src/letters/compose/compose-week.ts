import { isoWeek } from '../../calendar/iso-week.ts';
import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import type { Address } from '../../customer/address.ts';
import type { LetterId } from '../../customer/ids.ts';
import { WEEK_KIND } from '../../customer/letter-kinds.ts';
import type { Rules } from '../../policy/rules.ts';
import { harshGroups } from '../../week/harsh-groups.ts';
import { type FigureCompared, type Headline, POTHOLES, type Week } from '../../week/week.ts';
import type { WeekFacts } from '../facts/week-facts.ts';
import { letterIdOf, messageIdOf } from './identity.ts';

/** One email about a week to one address that the policy names, before words. It is about no customer. */
export interface WeekLetter {
  readonly id: LetterId;
  /** Natural key: the week and the address, so that there is one for each. */
  readonly key: string;
  readonly kind: typeof WEEK_KIND;
  readonly language: string;
  readonly to: Address;
  readonly messageId: string;
  readonly inReplyTo: null;
  readonly facts: WeekFacts;
}

/** A week with what names it, as its letter tells it. */
export interface ToldWeek {
  readonly monday: Day;
  readonly week: Week;
  readonly figures: readonly FigureCompared[];
  readonly headline: Headline;
  readonly longest: WeekFacts['longest'];
  /** Names of the people whom potholes name by their ids. */
  readonly people: ReadonlyMap<string, string>;
}

/** So many potholes of each kind: the console has the rest. */
const POTHOLES_TOLD = 3;

export const weekKey = (monday: Day, address: string): string =>
  `${WEEK_KIND}:${isoWeek(monday)}:${address.toLowerCase()}`;

/** A letter to each address of policy `report_to`. @param today on which it is written */
export function composeWeek(told: ToldWeek, today: Day, rules: Rules): readonly WeekLetter[] {
  return rules.reportTo.map((to) => {
    const key = weekKey(told.monday, to.address);
    return {
      id: letterIdOf(key),
      key,
      kind: WEEK_KIND,
      language: rules.company.adminLanguage,
      to,
      messageId: messageIdOf(key, rules),
      inReplyTo: null,
      facts: factsOf(told, to.name, today, rules),
    };
  });
}

function factsOf(
  { monday, week, figures, headline, longest, people }: ToldWeek,
  name: string,
  today: Day,
  { company }: Rules,
): WeekFacts {
  return {
    letter: WEEK_KIND,
    company: company.name,
    today: isoDay(today),
    person: { name: name || company.name, role: 'manager', phone: null, email: null },
    week: isoWeek(monday),
    from: isoDay(monday),
    to: isoDay(dayOf(monday + 6)),
    headline: { ...headline },
    figures: figures.map(({ name: figure, value, change }) => ({ name: figure, value, change })),
    potholes: POTHOLES.flatMap((by) =>
      week.potholes
        .filter((pothole) => pothole.by === by)
        .slice(0, POTHOLES_TOLD)
        .map((pothole) => ({
          by,
          name:
            by === 'owner' && pothole.name !== null ? people.get(pothole.name) || pothole.name : pothole.name,
          customers: pothole.customers,
          daysLost: pothole.days_lost,
        })),
    ),
    longest: [...longest],
    harsh: [...harshGroups(week.harsh_because)],
    toMend: week.to_mend,
    allowances: week.allowances,
    ...(week.mended === undefined ? {} : { mended: week.mended }),
  };
}
