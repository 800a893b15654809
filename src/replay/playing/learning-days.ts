import type { Day } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { refKey } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import type { KnownTimes } from '../../usual/known-times.ts';
import { type Rehearsed, rehearse } from '../../usual/rehearse.ts';
import { asLearned } from '../past/as-learned.ts';
import type { CompanyHistory } from '../past/history.ts';

/** What the day's first round learns from the days before it: the rules with what was learned in them. */
export type Learn = (day: Day, rules: Rules) => Rules;

/**
 * What each day of a replay learns from the days before it, and from nothing later: usual times, and what said chances really
 * meant. A company that did not learn has none, and neither has its replay until something is known.
 */
export function learningDays(history: CompanyHistory, given: Rules, to: Day): Learn {
  const time = { calendar: given.calendar, zone: zoneOf(given.company.timeZone) };
  const items = history.customers.flatMap(({ items: theirs }) =>
    theirs.map(
      (item): Rehearsed => ({
        key: refKey(item.row),
        history: asLearned(item, given),
      }),
    ),
  );
  const mornings = rehearse(time, items, given.waiting.warnBefore, to);
  let times: KnownTimes | null = null;
  let next = mornings.next();
  return (day, rules) => {
    for (; !next.done && next.value.day <= day; next = mornings.next()) times = next.value.times;
    return times === rules.usual ? rules : { ...rules, usual: times };
  };
}
