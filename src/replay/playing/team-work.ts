import { type Day, dayOf, type Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Contact } from '../../customer/customer.ts';
import { ITEM_KINDS, type ItemRef } from '../../customer/ids.ts';
import type { AnyTask } from '../../dunning/tasks.ts';
import type { Rules } from '../../policy/rules.ts';
import type { Played } from './played.ts';
import type { Decided } from './played-letter.ts';
import type { Player } from './player.ts';

/** People work their tasks off in the middle of the sending hours. */
const HALF = 2;

interface Work {
  readonly due: Instant;
  readonly player: Player;
  /** Null: a letter that waits is let go. */
  readonly task: AnyTask | null;
}

/**
 * People who do what they are asked to on the day by which it is to be done, else on the next working day: they phone the customer about the item, which ends the task,
 * and let go the letters that wait for them.
 */
export class TeamWork {
  readonly #rules: Rules;
  #work: Work[] = [];

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  /** Takes on what a round asked of people; a task that the company gives to nobody is done by nobody. */
  assign(
    { tasks, letters }: Pick<Decided, 'tasks' | 'letters'>,
    player: Player,
    now: Instant,
    today: Day,
  ): void {
    const next = this.#middleOf(this.#rules.calendar.addWorkingDays(dayOf(today), 1));
    for (const task of tasks)
      if (task.forPerson !== null) this.#work.push({ due: this.#dueAt(task, now, next), player, task });
    if (letters.some((letter) => 'release' in letter && letter.release === 'human'))
      this.#work.push({ due: next, player, task: null });
  }

  /** On the day by which it is to be done, where that is still to come; else on the next working day. */
  #dueAt({ dueOn }: AnyTask, now: Instant, next: Instant): Instant {
    if (dueOn === null) return next;
    const due = this.#middleOf(dueOn);
    return due > now ? due : next;
  }

  /** Does what was due by then. @returns the calls that were made about items */
  workUntil(now: Instant): Played['calls'] {
    const due = this.#work.filter((each) => each.due <= now);
    if (due.length === 0) return [];
    this.#work = this.#work.filter((each) => each.due > now);
    return due.flatMap(({ player, task, due: at }) => {
      if (task === null) player.release(now);
      return task === null
        ? []
        : callsFor(task)
            .map((item) => call(player, task, item, at))
            .filter((each) => each !== null);
    });
  }

  #middleOf(day: Day): Instant {
    const { company, hours } = this.#rules;
    return zoneOf(company.timeZone).instantOf(day, (hours.from + hours.to) / HALF);
  }
}

/** The items of a task; none: the customer's business at large. */
function callsFor({ about }: AnyTask): readonly (ItemRef | null)[] {
  const items = about.flatMap(({ kind, id }) => {
    const known = ITEM_KINDS.find((each) => each === kind);
    return known ? [{ kind: known, id: id as ItemRef['id'] }] : [];
  });
  return items.length === 0 ? [null] : items;
}

function call(
  player: Player,
  { key }: AnyTask,
  item: ItemRef | null,
  at: Instant,
): Played['calls'][number] | null {
  const contact: Contact = { id: `replayed ${key}`, item, at, channel: 'phone', direction: 'to_customer' };
  player.hear(contact, key);
  return item === null ? null : { item, at };
}
