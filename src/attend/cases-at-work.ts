import type { Instant } from '../calendar/time.ts';
import type { Case } from '../customer/customer.ts';
import { sameItem } from '../customer/ids.ts';
import type { Task } from '../customer/task.ts';
import { asksTheSame } from '../customer/task-key.ts';
import { openCase, reopened } from '../waiting/case.ts';
import type { Situation } from '../waiting/situation.ts';

/** The cases of one customer while it is attended to. A new one counts only once something is kept in it. */
export class CasesAtWork {
  readonly #cases: Map<string, Case>;
  readonly #now: Instant;

  constructor(cases: readonly Case[], now: Instant) {
    this.#cases = new Map(cases.map((each) => [each.id, each]));
    this.#now = now;
  }

  /** The open case of the item; else the one that ended with it a while ago, opened again; else a new one. */
  of({ item }: Pick<Situation, 'item'>): Case {
    let ended: Case | null = null;
    for (const each of this.#cases.values()) {
      if (!sameItem(each.item, item)) continue;
      if (each.closedAt === null) return each;
      if (each.itemEnded) ended = each;
    }
    return ended === null ? openCase(item, this.#now) : reopened(ended);
  }

  keep(theCase: Case): void {
    this.#cases.set(theCase.id, theCase);
  }

  /** One message about several items is answered once: another case asks for it already. */
  alreadyAsk(task: Task): boolean {
    return this.all().some(({ id, tasks }) => tasks.some(({ key }) => asksTheSame(key, id, task)));
  }

  all(): readonly Case[] {
    return [...this.#cases.values()];
  }
}
