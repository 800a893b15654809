import { type CustomerMemory, type CustomerRange, noMemory } from '../customer/customer.ts';
import { type CustomerId, type ItemRef, invoiceCase, refKey } from '../customer/ids.ts';
import { compareBytes } from '../database/byte-order.ts';
import type { Move } from '../ledger/memory/remembered.ts';
import type { Remember } from '../source/reading/read-batches.ts';

type Memories = ReadonlyMap<string, CustomerMemory>;

/**
 * Our memory as it will be once these moves are made, for a round that makes none: a dry round decides as the next one will. What
 * `move_memory` does in the ledger, done to what was read.
 * @param memoriesOf reads the memory of customers by their ids
 */
export function asIfMoved(
  remember: Remember,
  moves: readonly Move[],
  memoriesOf: (ids: readonly CustomerId[]) => Promise<Memories>,
): Remember {
  if (moves.length === 0) return remember;
  return async (range) => {
    const memories = new Map(await remember(range));
    const concerned = moves.filter(({ from, to }) => isIn(range, from) || isIn(range, to));
    if (concerned.length === 0) return memories;
    const others = await memoriesOf([...new Set(concerned.map(({ from }) => from))]);
    for (const move of concerned) {
      const from = memories.get(move.from) ?? others.get(move.from);
      if (!from) continue;
      const moved = moveBetween(from, memories.get(move.to) ?? noMemory(move.to), move);
      if (isIn(range, move.to)) memories.set(move.to, moved.to);
      if (isIn(range, move.from)) memories.set(move.from, moved.from);
    }
    return memories;
  };
}

const isIn = ({ after, through }: CustomerRange, id: string): boolean =>
  (after === null || compareBytes(id, after) > 0) && (through === null || compareBytes(id, through) <= 0);

/** Both memories once one thing has gone from the one to the other; kind customer: what belongs to no single thing. */
function moveBetween(
  from: CustomerMemory,
  to: CustomerMemory,
  { kind, id, address, merged }: Move,
): { readonly from: CustomerMemory; readonly to: CustomerMemory } {
  const key = refKey({ kind, id });
  const [cases, otherCases] = parted(from.cases, ({ item }) => refKey(item) === key);
  const [absent, otherAbsent] = parted(from.absent, ({ about }) => refKey(about) === key);
  const [released, otherReleased] = parted(from.released, (item) => refKey(item) === key);
  const isInvoice = (of: string | null) => kind === 'invoice' && of === id;
  const { dunning, inbox } = from;
  const [reminders, otherReminders] = parted(dunning.reminders, ({ invoiceId }) => isInvoice(invoiceId));
  const before = `${invoiceCase(from.customerId, id)}/`;
  const [tasks, otherTasks] = parted(
    dunning.tasks,
    ({ key: of }) => kind === 'invoice' && of.startsWith(before),
  );
  const [holds, otherHolds] = parted(dunning.holds, ({ invoiceId }) => isInvoice(invoiceId));
  const atLarge = dunning.holds.filter(
    ({ invoiceId }) => invoiceId === null && (merged || kind === 'invoice'),
  );
  const [replies, otherReplies] = parted(inbox.replies, ({ about, answeredAt }) =>
    kind === 'customer'
      ? about.length === 0 && answeredAt === null
      : about.some((one) => refKey(one) === key),
  );
  const said = saidMoved(from, to, (item) =>
    item === null ? kind === 'customer' && merged : refKey(item) === key,
  );
  const last = to.dunning.reminders
    .filter(({ invoiceId }) => isInvoice(invoiceId))
    .reduce((most, { ordinal }) => Math.max(most, ordinal), 0);
  const inOrder = [
    ...to.dunning.reminders,
    ...reminders.map((one) => ({ ...one, ordinal: one.ordinal + last })),
  ];
  const suppressed = [...inbox.suppressed].filter(([one]) => merged || one === address);
  return {
    from: {
      ...from,
      cases: otherCases,
      absent: otherAbsent,
      released: otherReleased,
      ...said.from,
      dunning: { ...dunning, reminders: otherReminders, tasks: otherTasks, holds: otherHolds },
      inbox: { ...inbox, replies: otherReplies },
    },
    to: {
      ...to,
      cases: [...to.cases, ...cases],
      absent: [...to.absent, ...absent],
      released: [...to.released, ...released],
      ...said.to,
      dunning: {
        ...to.dunning,
        creditReviewOpen: to.dunning.creditReviewOpen || (cases.length > 0 && dunning.creditReviewOpen),
        reminders: inOrder.sort((a, b) => a.decidedAt - b.decidedAt),
        tasks: [
          ...to.dunning.tasks,
          ...tasks.map((task) => ({
            ...task,
            key: `${to.customerId}${task.key.slice(from.customerId.length)}`,
          })),
        ],
        holds: [
          ...to.dunning.holds,
          ...holds,
          ...atLarge.map((hold) => (merged ? hold : { ...hold, invoiceId: reminders[0]?.invoiceId ?? null })),
        ],
      },
      inbox: {
        ...to.inbox,
        replies: [...to.inbox.replies, ...replies],
        suppressed: new Map([...suppressed, ...to.inbox.suppressed]),
      },
    },
  };
}

type Said = Pick<CustomerMemory, 'givenDates' | 'contacts' | 'itemHolds' | 'asked' | 'complaints'>;

/** What people said and decided follows the thing that it is about. @param goes null: about their business at large */
function saidMoved(
  from: Said,
  to: Said,
  goes: (item: ItemRef | null) => boolean,
): { readonly from: Said; readonly to: Said } {
  const parts = <About extends { readonly item: ItemRef | null }>(
    theirs: readonly About[],
    others: readonly About[],
  ) => {
    const [gone, stays] = parted(theirs, ({ item }) => goes(item));
    return { stays, there: [...others, ...gone] };
  };
  const givenDates = parts(from.givenDates, to.givenDates);
  const contacts = parts(from.contacts, to.contacts);
  const itemHolds = parts(from.itemHolds, to.itemHolds);
  const asked = parts(from.asked, to.asked);
  const complaints = parts(from.complaints, to.complaints);
  return {
    from: {
      givenDates: givenDates.stays,
      contacts: contacts.stays,
      itemHolds: itemHolds.stays,
      asked: asked.stays,
      complaints: complaints.stays,
    },
    to: {
      givenDates: givenDates.there,
      contacts: contacts.there,
      itemHolds: itemHolds.there,
      asked: asked.there,
      complaints: complaints.there,
    },
  };
}

function parted<Value>(all: readonly Value[], is: (value: Value) => boolean): [Value[], Value[]] {
  const [those, others]: [Value[], Value[]] = [[], []];
  for (const value of all) (is(value) ? those : others).push(value);
  return [those, others];
}
