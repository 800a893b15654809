import type { Day } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { Case, CustomerFacts, CustomerMemory, WaitingItem } from '../customer/customer.ts';
import { type CaseId, sameItem } from '../customer/ids.ts';
import { promisedNow } from '../customer/said.ts';
import type { Rules } from '../policy/rules.ts';
import type { Decision } from './decision.ts';
import { type Finding, theFinding } from './finding.ts';

/** At which stage something stands still, and why, in the company's words: a line that holds the order up speaks for it. */
export function standsAt(
  item: WaitingItem,
  finding: Finding | undefined,
): { readonly stage: string; readonly reason: string | null } {
  const { stage, reason } =
    finding?.kind !== 'stage_overrun'
      ? item
      : { stage: finding.stage, reason: finding.line === null ? item.reason : finding.line.reason };
  return { stage: short(stage), reason: reason?.trim().toLowerCase() || null };
}

/** Names of stages can be of any size, and stand in a key. Cut between characters, never within one. */
const LONGEST = 200;
const short = (text: string): string =>
  text.length <= LONGEST ? text.trim() : Array.from(text).slice(0, LONGEST).join('').trim();
const shortOrNull = (text: string | null): string | null => short(text ?? '') || null;

/** How the order or job of an open case stands, for whoever lists cases. */
export interface CaseStanding {
  readonly caseId: CaseId;
  /** The day on which it stopped moving: since when it is at its stage, or placed where nothing says more. */
  readonly since: Day;
  readonly stage: string;
  /** A code. */
  readonly reason: string | null;
  readonly supplier: string | null;
  /** Who answers for it: a person's id. */
  readonly owner: string | null;
  readonly lane: string | null;
  readonly promisedFor: Day | null;
}

/** Pure: how each open case of one customer stands; of what no row shows now nothing is said anew. */
export function caseStandings(
  facts: CustomerFacts,
  cases: readonly Case[],
  decisions: readonly Decision[],
  { givenDates }: Pick<CustomerMemory, 'givenDates'>,
  { company }: Pick<Rules, 'company'>,
): readonly CaseStanding[] {
  const zone = zoneOf(company.timeZone);
  return cases.flatMap(({ id, item: ref, closedAt }): readonly CaseStanding[] => {
    const item = closedAt === null ? facts.items.find((each) => sameItem(each, ref)) : undefined;
    if (item === undefined) return [];
    const findings = decisions.find((each) => sameItem(each.item, ref))?.findings ?? [];
    const overrun = theFinding(findings, 'stage_overrun');
    return [
      {
        caseId: id,
        since: overrun?.since ?? zone.dayAt(item.stageSince ?? item.openedAt),
        ...standsAt(item, overrun),
        supplier: shortOrNull(item.supplier),
        owner: item.ownerId ?? facts.customer.ownerId,
        lane: shortOrNull(item.lane),
        promisedFor: promisedNow(item, givenDates),
      },
    ];
  });
}
