import type { Day, Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import { wasHeard } from '../customer/contacts.ts';
import type { Contact, CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { type ItemRef, sameItem } from '../customer/ids.ts';
import type { ItemState } from '../customer/item-state.ts';
import { withReplies } from '../inbox/reply-contacts.ts';
import type { Rules } from '../policy/rules.ts';
import type { Decision } from '../waiting/decision.ts';
import { type Finding, theFinding } from '../waiting/finding.ts';
import { reached } from '../waiting/situation.ts';
import { standsAt } from '../waiting/standing.ts';

/** What is over of an item that waits too long: its promised day, the time for its stage, or that of a credit hold. */
export const LATE = ['promise', 'stage', 'credit'] as const;
export type Late = (typeof LATE)[number];

/** An open item that its customer waits for too long, on the day on which a round looked. */
export interface LateItem extends ItemRef {
  readonly customerId: string;
  readonly late: Late;
  /** In the company's words: of a line that alone has outrun its stage, the line's. */
  readonly stage: string;
  /** A code as the row says it; null: it says none. */
  readonly reason: string | null;
  readonly supplier: string | null;
  /** Who answers for it: a person's id. */
  readonly owner: string | null;
  /** The first day on which it was late. */
  readonly since: Day;
  /** Before this round a letter about it, or a person, told the customer since then; or they want to be written to less. */
  readonly heard: boolean;
}

/** Of each late state: what is over, and the finding that says since when. */
const OVER: Readonly<Partial<Record<ItemState, readonly [Late, Finding['kind']]>>> = {
  broken: ['promise', 'promise_missed'],
  stalled: ['stage', 'stage_overrun'],
  on_hold: ['credit', 'credit_hold'],
};

/**
 * Pure: what one customer waits for too long, by what a round found of each item, whatever was decided about it: what is held, or is
 * backlog, waits all the same. Of a row that nobody closed, or that the exports leave out, it is not known that anybody waits.
 * @param before what was remembered when the round began: a letter that it writes may be held yet
 */
export function lateItemsOf(
  facts: CustomerFacts,
  decisions: readonly Decision[],
  before: Pick<CustomerMemory, 'cases' | 'contacts' | 'inbox'>,
  { company }: Pick<Rules, 'company'>,
): readonly LateItem[] {
  const zone = zoneOf(company.timeZone);
  const contacts = [...withReplies(facts, before).contacts, ...before.contacts];
  return decisions.flatMap((decision): readonly LateItem[] => {
    const { item: ref, state, findings } = decision;
    const hold = decision.do === 'hold' ? decision.hold.code : null;
    if (hold === 'abandoned' || hold === 'not_seen') return [];
    const [late, kind] = OVER[state] ?? [];
    const finding = kind && theFinding(findings, kind);
    const item = facts.items.find((each) => sameItem(each, ref));
    if (late === undefined || finding === undefined || item === undefined) return [];
    return [
      {
        kind: item.kind,
        id: item.id,
        customerId: facts.customer.id,
        late,
        ...standsAt(item, finding),
        supplier: item.supplier?.trim() || null,
        owner: item.ownerId ?? facts.customer.ownerId,
        since: zone.dayAt(finding.began),
        heard:
          hold === 'wants_less' ||
          wasTold(item, before, finding.began) ||
          hasSpoken(item, contacts, finding.began),
      },
    ];
  });
}

const wasTold = (item: ItemRef, { cases }: Pick<CustomerMemory, 'cases'>, since: Instant): boolean =>
  cases.some(
    (each) =>
      sameItem(each.item, item) &&
      each.letters.some((letter) => reached(letter) && letter.decidedAt >= since),
  );

const hasSpoken = (item: ItemRef, contacts: readonly Contact[], since: Instant): boolean =>
  contacts.some(
    (contact) =>
      wasHeard(contact) && contact.at >= since && (contact.item === null || sameItem(contact.item, item)),
  );
