import type { Day, Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { type Absence, NOTHING_ABSENT } from '../../customer/absence.ts';
import { NO_ACCOUNT } from '../../customer/account.ts';
import type { CustomerFacts, Feeds, OrderLine, People, WaitingItem } from '../../customer/customer.ts';
import { type FeedName, refKey } from '../../customer/ids.ts';
import type { Shipment } from '../../customer/shipment.ts';
import type { Rules } from '../../policy/rules.ts';
import { theirDays } from '../../waiting/their-days.ts';
import { accountAsKnown } from './account-as-known.ts';
import type { CustomerHistory, ItemHistory, LineHistory, StageEvent } from './history.ts';

/** What is needed besides a customer's own history. */
export interface Surroundings {
  readonly people: People;
  readonly rules: Rules;
  /** False: what they owe is not wanted, as a round leaves it out where nothing depends on it. */
  readonly account?: boolean;
  /** Addresses of too many customers to be anybody's, in small letters. */
  readonly sharedAddresses?: ReadonlySet<string>;
}

const NONE_SHARED: ReadonlySet<string> = new Set();

/**
 * What was known of a customer at a moment, and nothing that came later: items open then, at the stage and with the promise of
 * then, what was said by then, and what was owed. What the source keeps no history of is taken as it stands at the end
 * (`ASSUMPTIONS`); the feeds are taken as fresh.
 */
export function factsAsKnown(
  history: CustomerHistory,
  at: Instant,
  { people, rules, account = true, sharedAddresses = NONE_SHARED }: Surroundings,
): CustomerFacts {
  return {
    customer: history.customer,
    items: history.items
      .filter((item) => isOpenAt(item, at))
      .map((item) => ({
        ...itemAsKnown(item, at),
        theirDays: theirDays(item.events, at, rules),
      })),
    ended: [],
    contacts: history.contacts.filter((contact) => contact.at <= at),
    account: account ? accountAsKnown(history, at, zoneOf(rules.company.timeZone), rules) : NO_ACCOUNT,
    people,
    feeds: freshAt(at),
    doubts: history.doubts,
    quarantined: history.quarantined,
    sharedAddresses,
    absence: absenceAsKnown(history, at, rules),
  };
}

/** What was over by then: closed, or paid. Nothing vanishes from a history. */
export function absenceAsKnown(
  { items, invoices }: Pick<CustomerHistory, 'items' | 'invoices'>,
  at: Instant,
  rules: Rules,
): Absence {
  const today = zoneOf(rules.company.timeZone).dayAt(at);
  const over = new Set<string>();
  for (const item of items) if (item.row.openedAt <= at && !isOpenAt(item, at)) over.add(refKey(item.row));
  for (const { invoice, settledOn } of invoices)
    if (invoice.issuedOn <= today && settledOn !== null && settledOn <= today)
      over.add(refKey({ kind: 'invoice', id: invoice.id }));
  return over.size === 0 ? NOTHING_ABSENT : { ...NOTHING_ABSENT, over };
}

const FEEDS: readonly FeedName[] = ['orders', 'service_jobs', 'payments'];

/** All feeds as fresh at this moment: of the past nobody knows when an export came late. */
export const freshAt = (at: Instant): Feeds => new Map(FEEDS.map((name) => [name, at]));

/** Placed or reported by then, and not closed. */
export const isOpenAt = ({ row, closedAt }: ItemHistory, at: Instant): boolean =>
  row.openedAt <= at && (closedAt === null || closedAt > at);

/** An item that was open at `at`, as its row stood then. */
export function itemAsKnown(history: ItemHistory, at: Instant): WaitingItem {
  const { row } = history;
  const { stage, since } = standingAt(history, at);
  const asInRow = standsAsInRow(row, stage, at);
  return {
    ...row,
    stage,
    stageSince: since,
    promisedFor: promiseAt(history, at),
    outcome: null,
    // Why it stands still belongs to the stage in which that was written.
    reason: asInRow ? row.reason : null,
    publicNote: asInRow ? row.publicNote : null,
    updatedAt: row.updatedAt !== null && row.updatedAt <= at ? row.updatedAt : null,
    shipments: row.shipments.length === 0 ? row.shipments : shipmentsAsKnown(row.shipments, at),
    lines:
      history.lines.length === 0 ? row.lines : history.lines.map((line) => lineAsKnown(line, at, asInRow)),
  };
}

/** An item that had been closed by `at`, as its row stands since then. */
export const itemAsEnded = (history: ItemHistory, at: Instant): WaitingItem => ({
  ...itemAsKnown(history, at),
  closedAt: history.closedAt,
  outcome: history.outcome,
});

interface Standing {
  readonly stage: string;
  readonly since: Instant | null;
}

/** A stage that nobody recorded: it is mapped to nothing, and counts as work in progress. */
const UNKNOWN_STAGE = '';
const NOBODY_KNOWS: Standing = { stage: UNKNOWN_STAGE, since: null };

/** Where the item stood, by the last event up to then; before any by its row, from the moment that the row names. */
export const standingAt = ({ row, events, standsFrom }: ItemHistory, at: Instant): Standing =>
  standingByEvents(events, at) ??
  (at >= standsFrom ? { stage: row.stage, since: row.stageSince } : NOBODY_KNOWS);

/** An event that names the stage at which the item stood already moves nothing: it may tell of a new promise. */
function standingByEvents(events: readonly StageEvent[], at: Instant): Standing | null {
  let last = events.length - 1;
  while (last >= 0 && (events[last]?.at ?? 0) > at) last -= 1;
  const event = events[last];
  if (!event) return null;
  let first = last;
  while (first > 0 && events[first - 1]?.stage === event.stage) first -= 1;
  return { stage: event.stage, since: events[first]?.at ?? event.at };
}

/** It stands where its row says: what else the row says of that stage holds. */
const standsAsInRow = (
  row: { readonly stage: string | null; readonly stageSince: Instant | null },
  stage: string,
  at: Instant,
): boolean => stage === row.stage && (row.stageSince === null || row.stageSince <= at);

/** The promise as it stood then. Where events tell of promises, none was given before the first that does. */
export function promiseAt(
  {
    row,
    events,
    promiseFrom,
  }: Pick<ItemHistory, 'events' | 'promiseFrom'> & {
    readonly row: { readonly promisedFor: Day | null };
  },
  at: Instant,
): Day | null {
  if (promiseFrom === 'row') return row.promisedFor;
  return events.findLast((event) => event.promisedFor !== null && event.at <= at)?.promisedFor ?? null;
}

function lineAsKnown(line: LineHistory, at: Instant, orderIsAsInRow: boolean): OrderLine {
  const { row, events } = line;
  const promisedFor = promiseAt(line, at);
  const standing = standingByEvents(events, at);
  if (standing !== null) {
    const { stage, since } = standing;
    const reason = standsAsInRow(row, stage, at) ? row.reason : null;
    return { ...row, stage, stageSince: since, promisedFor, reason };
  }
  const asInRow = row.stageSince === null ? orderIsAsInRow : row.stageSince <= at;
  if (asInRow) return { ...row, promisedFor };
  // Before that it followed its order.
  return { ...row, stage: null, stageSince: null, promisedFor, reason: null };
}

/** A shipment is known from the moment at which it left, with the day that its carrier named last; of one that never left nobody knows since when. */
const shipmentsAsKnown = (shipments: readonly Shipment[], at: Instant): readonly Shipment[] =>
  shipments.flatMap((shipment) => {
    const left = shipment.shippedAt ?? shipment.deliveredAt;
    if (left === null || left > at) return [];
    const { deliveredAt } = shipment;
    return deliveredAt !== null && deliveredAt > at ? [{ ...shipment, deliveredAt: null }] : [shipment];
  });
