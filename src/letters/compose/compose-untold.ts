import { type Instant, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { CaseLetter, CustomerFacts } from '../../customer/customer.ts';
import type { UntoldTask } from '../../customer/task.ts';
import type { Rules } from '../../policy/rules.ts';
import type { Looked } from '../../waiting/find.ts';
import { letterEvents } from '../facts/letter-event.ts';
import { itemFacts } from './item-facts.ts';
import { type StaffLetter, staffLetter } from './staff-letter.ts';
import { toStaffFacts } from './to-staff-facts.ts';

/** A task that came of a mail, with what is known of what it is about. */
export interface UntoldMatter {
  readonly task: UntoldTask;
  readonly items: readonly Looked[];
  /** Letters about these items so far. */
  readonly written: readonly CaseLetter[];
}

/** One letter for each task to its person; none where the company names nobody who can be reached. */
export function composeUntold(
  asked: readonly UntoldMatter[],
  facts: CustomerFacts,
  now: Instant,
  rules: Rules,
): readonly StaffLetter[] {
  const zone = zoneOf(rules.company.timeZone);
  const seen = { facts, rules, today: zone.dayAt(now) };
  return asked.flatMap(({ task, items, written }) => {
    const told = new Map(written.map((each) => [each.id, each]));
    const letter = staffLetter([task], facts.people, rules, (person) => ({
      letter: 'task',
      ...toStaffFacts(seen, person),
      task: task.kind,
      why: task.why,
      dueOn: task.dueOn === null ? null : isoDay(task.dueOn),
      said: task.said ?? null,
      items: items.map(({ situation, findings }) => itemFacts(situation, findings)),
      story: letterEvents(told.values(), zone),
    }));
    return letter ?? [];
  });
}
