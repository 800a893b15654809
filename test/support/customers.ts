import fc from 'fast-check';
import { DAY, dayOf, HOUR, type Instant, instantOf, isoDay } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import type { Account } from '../../src/customer/account.ts';
import type { CustomerFacts, CustomerMemory } from '../../src/customer/customer.ts';
import type { About, LetterId } from '../../src/customer/ids.ts';
import { NOTHING_DUNNED } from '../../src/customer/reminders.ts';
import { NOTHING_RECEIVED, type Reply } from '../../src/customer/replies.ts';
import { aHandHold, anAccount, anInvoice, aPayment, aReminder, aSettled } from './account.ts';
import { aContact, aCustomer, FRESH, facts, memoryOf, rules, warsaw } from './builders.ts';
import { itemFrom, items, moment } from './timeline.ts';

/** A customer as the tables and our memory know them at a moment. */
export interface Known {
  readonly facts: CustomerFacts;
  readonly memory: CustomerMemory;
  readonly now: Instant;
}

const zone = zoneOf(rules().company.timeZone);
const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(usual) },
    ...others.map((other) => ({ weight: 1, arbitrary: fc.constant(other) })),
  );
/** Some hours before now. */
const before = fc.integer({ min: 1, max: 600 });

const invoice = fc.record({
  dueAgo: fc.integer({ min: -10, max: 90 }),
  open: fc.bigInt({ min: 2_000n, max: 9_999_999n }),
  currency: mostly('PLN', 'EUR'),
  disputed: mostly(false, true),
  autopay: mostly(false, true),
  credit: mostly(false, true),
  forItem: fc.boolean(),
  /** The rungs that were sent about it so far, one each eight days. */
  sent: fc.nat(3),
});
const reply = fc.record({
  ago: before,
  answeredAfter: fc.option(fc.integer({ min: 1, max: 60 })),
  about: fc.constantFrom<'nothing' | 'item' | 'invoice'>('nothing', 'item', 'invoice'),
});
const contact = fc.record({
  ago: before,
  direction: fc.constantFrom('to_customer' as const, 'from_customer' as const),
  channel: fc.constantFrom('email', 'phone'),
  forItem: fc.boolean(),
});
const words = fc.record({
  now: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.integer({ min: 0, max: 300 }).map((n) => instantOf(warsaw('2026-01-12 10:15') + n * DAY)),
    },
    { weight: 1, arbitrary: moment },
  ),
  items: perhaps(5, items),
  invoices: fc.array(invoice, { minLength: 1, maxLength: 4 }),
  habit: fc.constantFrom<'clean' | 'mixed' | 'poor' | 'unknown'>('clean', 'mixed', 'poor', 'unknown'),
  coming: rarely(fc.record({ amount: fc.bigInt({ min: 1n, max: 9_999_999n }), named: fc.boolean() })),
  complaint: rarely(fc.constantFrom('at large', 'item', 'invoice')),
  replies: perhaps(5, fc.array(reply, { maxLength: 3 })),
  contacts: rarely(contact),
  hold: rarely(fc.constantFrom(0, 3)),
  email: mostly<string | null>('zofia@maj.example', null, 'no address'),
  emailAllowed: mostly(true, false),
  payments: mostly('fresh', 'stale'),
});
type Words = typeof words extends fc.Arbitrary<infer Value> ? Value : never;

function perhaps<T>(weight: number, some: fc.Arbitrary<readonly T[]>): fc.Arbitrary<readonly T[]> {
  const none: fc.Arbitrary<readonly T[]> = fc.constant([]);
  return fc.oneof({ weight: 10, arbitrary: none }, { weight, arbitrary: some });
}

function rarely<T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return perhaps(1, fc.array(one, { minLength: 1, maxLength: 2 }));
}

/** Customers who order, owe, pay, write and complain, in every combination. */
export const known: fc.Arbitrary<Known> = words.map(knownFrom);

function knownFrom(of: Words): Known {
  const { now } = of;
  const today = zone.dayAt(now);
  const ago = (hours: number): Instant => instantOf(now - hours * HOUR);
  const theItems = of.items.map((item, index) => itemFrom(item, index, now, today));
  const [first] = theItems;
  const item = first ? { kind: first.kind, id: first.id } : null;
  const account = accountFrom(of, first);
  const invoiceId = account.open[0]?.id ?? null;
  const aboutOf = (about: 'nothing' | 'item' | 'invoice'): readonly About[] => {
    if (about === 'item') return item ? [item] : [];
    return about === 'invoice' && invoiceId ? [{ kind: 'invoice', id: invoiceId }] : [];
  };
  const feeds = new Map(FRESH);
  if (of.payments === 'stale') feeds.set('payments', ago(24 * 30));
  const replies = of.replies
    .map(({ ago: hours, answeredAfter, about }, index): Reply => {
      const answeredAt = answeredAfter === null ? null : ago(hours - answeredAfter);
      return {
        id: `R${index}`,
        at: ago(hours),
        letterId: null,
        about: aboutOf(about),
        owedBy: dayOf(zone.dayAt(ago(hours)) + 1),
        answeredAt: answeredAt !== null && answeredAt > now ? null : answeredAt,
      };
    })
    .sort((a, b) => a.at - b.at);
  return {
    now,
    facts: facts({
      customer: aCustomer({ email: of.email, emailAllowed: of.emailAllowed }),
      items: theItems,
      contacts: of.contacts.map(({ ago: hours, direction, channel, forItem }) =>
        aContact({ at: ago(hours), direction, channel, item: forItem ? item : null }),
      ),
      account: {
        ...account,
        complaints: of.complaint.map((about, index) => ({
          id: `K${index}`,
          item: about === 'item' ? item : null,
          invoiceId: about === 'invoice' ? invoiceId : null,
          openedAt: ago(48),
        })),
      },
      feeds,
    }),
    memory: {
      ...memoryOf(),
      inbox: { ...NOTHING_RECEIVED, replies },
      dunning: {
        ...NOTHING_DUNNED,
        holds: of.hold.map((days) => aHandHold({ until: isoDay(dayOf(today + days)) })),
        reminders: of.invoices.flatMap(({ sent }, index) => remindersFrom(index, sent, now)),
      },
    },
  };
}

const LATE = { clean: 0, mixed: 0, poor: 40, unknown: 0 };

function accountFrom(of: Words, first: CustomerFacts['items'][number] | undefined): Account {
  const today = zone.dayAt(of.now);
  const settled = of.habit === 'unknown' ? 1 : 8;
  return anAccount({
    open: of.invoices
      .map(({ dueAgo, open, credit, forItem, currency, disputed, autopay }, index) =>
        anInvoice({
          id: `F${index}`,
          dueOn: dayOf(today - dueAgo),
          issuedOn: dayOf(today - dueAgo - 14),
          open: credit ? -open : open,
          item:
            forItem && first
              ? { kind: first.kind, id: first.id, promisedFor: first.promisedFor, doneOn: null }
              : null,
          currency,
          disputed,
          autopay,
        }),
      )
      .sort((a, b) => a.dueOn - b.dueOn),
    settled: Array.from({ length: settled }, (_, index) => {
      const dueOn = dayOf(today - 150 - index * 30);
      const late = of.habit === 'mixed' && index % 3 === 0 ? 20 : LATE[of.habit];
      return aSettled({ id: `S${index}`, dueOn, paidOn: dayOf(dueOn + late) });
    }),
    coming: of.coming.map(({ amount, named }, index) =>
      aPayment({
        id: `P${index}`,
        amount,
        invoiceId: named ? anInvoice({ id: 'F0' }).id : null,
        bookedOn: dayOf(today - 2),
      }),
    ),
    customerSince: dayOf(today - 900),
  });
}

const RUNGS = [
  { rung: 'nudge', tone: 'friendly', kind: 'reminder-friendly' },
  { rung: 'reminder', tone: 'plain', kind: 'reminder-plain' },
  { rung: 'notice', tone: 'firm', kind: 'reminder-firm' },
] as const;

const remindersFrom = (index: number, sent: number, now: Instant) =>
  RUNGS.slice(0, sent).map((rung, nth) => {
    const decidedAt = instantOf(now - (sent - nth) * 12 * DAY);
    const letterId = `sent ${index} ${nth}` as LetterId;
    return aReminder({ ...rung, letterId, invoiceId: `F${index}`, ordinal: nth + 1, decidedAt });
  });

/** What comes in between a round and its post. */
export const news = fc.constantFrom(
  'nothing',
  'complaint',
  'money',
  'paid',
  'mail',
  'call',
  'item closed',
  'promise moved',
);
type News = typeof news extends fc.Arbitrary<infer Value> ? Value : never;

/** The customer after something came in, some minutes before now. */
export function changed({ facts: of, memory, now }: Known, what: News): Known {
  const at = instantOf(now - HOUR / 10);
  const today = zone.dayAt(now);
  const { account } = of;
  const owing = (differs: Partial<Account>): Known => ({
    now,
    memory,
    facts: { ...of, account: { ...account, ...differs } },
  });
  switch (what) {
    case 'complaint':
      return owing({ complaints: [{ id: 'new', item: null, invoiceId: null, openedAt: at }] });
    case 'money':
      return owing({ coming: [aPayment({ id: 'new', amount: 3_000n, bookedOn: today })] });
    case 'paid':
      return owing({ open: account.open.slice(1) });
    case 'mail': {
      const mail: Reply = {
        id: 'new',
        at,
        letterId: null,
        about: [],
        owedBy: dayOf(today + 1),
        answeredAt: null,
      };
      const replies = [...memory.inbox.replies, mail];
      return { now, facts: of, memory: { ...memory, inbox: { ...memory.inbox, replies } } };
    }
    case 'call':
      return {
        now,
        memory,
        facts: { ...of, contacts: [...of.contacts, aContact({ at, channel: 'phone' })] },
      };
    case 'item closed':
      return { now, memory, facts: { ...of, items: of.items.slice(1) } };
    case 'promise moved': {
      const items = of.items.map((item) => ({ ...item, promisedFor: dayOf(today + 9) }));
      return { now, memory, facts: { ...of, items } };
    }
    case 'nothing':
      return { now, memory, facts: of };
  }
}
