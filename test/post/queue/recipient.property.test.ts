import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attend } from '../../../src/attend/attend.ts';
import { isUsableAddress } from '../../../src/customer/address.ts';
import {
  type CustomerId,
  type ItemId,
  type LetterId,
  type PersonId,
  refKey,
} from '../../../src/customer/ids.ts';
import type { AnyLetterKind } from '../../../src/customer/letter-kinds.ts';
import type { ClaimedLetter } from '../../../src/post/letter/claimed-letter.ts';
import { address } from '../../../src/post/queue/readdress.ts';
import { recipientNow } from '../../../src/post/queue/recipient.ts';
import type { AddressesNow } from '../../../src/source/find/addresses.ts';
import { aCustomer, anOrder, day, facts, memoryOf, rules, warsaw } from '../../support/builders.ts';
import { at, statusFacts } from '../../support/outbox.ts';

/*
 * The law: no letter ever leaves for an address that the company's tables do not give for it as it leaves.
 */
const EMAILS = [
  'a@old.example',
  ' A@Old.example ',
  'b@new.example',
  'site@maj.example',
  'b at new',
  '',
  null,
];
const email = fc.constantFrom(...EMAILS);
const customerId = fc.constantFrom('C1', 'C2', 'C3');

const tables: fc.Arbitrary<AddressesNow> = fc
  .record({
    customers: fc.dictionary(
      customerId,
      fc.record({
        name: fc.constant('Zofia'),
        salutation: fc.constant(null),
        email,
        billingEmail: email,
        emailAllowed: fc.boolean(),
        contacts: fc.constant([]),
      }),
    ),
    items: fc.dictionary(
      fc.constantFrom('order O1', 'order O2', 'service_job O1'),
      fc.record({ customerId: fc.option(customerId), contactName: fc.constant(null), contactEmail: email }),
    ),
    people: fc.dictionary(fc.constantFrom('anna', 'ewa'), fc.record({ name: fc.constant('Anna'), email })),
  })
  .map(({ customers, items, people }) => ({
    customers: new Map(Object.entries(customers)),
    items: new Map(Object.entries(items)),
    people: new Map(Object.entries(people)),
  }));

const ITEMS = [
  { kind: 'order', id: 'O1' as ItemId },
  { kind: 'order', id: 'O2' as ItemId },
  { kind: 'service_job', id: 'O1' as ItemId },
] as const;

const letter: fc.Arbitrary<ClaimedLetter> = fc
  .record({
    id: fc.uuid().map((id) => id as LetterId),
    customerId: customerId.map((id) => id as CustomerId),
    kind: fc.constantFrom<AnyLetterKind>(
      'late',
      'several-items',
      'moving-again',
      'reminder-plain',
      'payment-seen',
      'task',
    ),
    forPerson: fc.option(fc.constantFrom('anna', 'ewa').map((id) => id as PersonId)),
    about: fc.subarray([...ITEMS], { minLength: 1 }),
    to: fc.constantFrom('a@old.example', 'b@new.example', 'gone@old.example'),
  })
  .map(({ to, ...given }) => ({
    ...given,
    audience: given.kind === 'task' ? 'staff' : 'customer',
    language: 'en',
    templateVersion: '',
    to: { name: 'Zofia', address: to },
    replyTo: null,
    subject: '',
    facts: statusFacts,
    messageId: '',
    inReplyTo: null,
    references: [],
    statusReason: null,
    decidedAt: at('09:00'),
    releasedAt: null,
    readAs: null,
    firstAttemptAt: at('09:00'),
    attempts: 1,
    uncertainCount: 0,
  }));

/** Every usable address that the tables name for this letter, in small letters. */
function given(
  { audience, kind, customerId: id, forPerson, about }: ClaimedLetter,
  now: AddressesNow,
): readonly string[] {
  const own = now.customers.get(id);
  const named =
    audience === 'staff'
      ? [now.people.get(forPerson ?? '')?.email]
      : !own?.emailAllowed
        ? []
        : kind === 'reminder-plain' || kind === 'payment-seen'
          ? [own.billingEmail, own.email]
          : about.flatMap((item) => {
              const row = item.kind === 'invoice' ? undefined : now.items.get(refKey(item));
              return row?.customerId === id ? [row.contactEmail, own.email] : [];
            });
  return named.map((one) => (one ?? '').trim().toLowerCase()).filter((one) => isUsableAddress(one));
}

test('no letter leaves for an address that the tables do not give, and every other one is settled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(letter, { maxLength: 8 }), tables, async (letters, now) => {
      const addressed = await address(
        letters,
        at('09:10'),
        async (those) => new Map(those.map((one) => [one.id, recipientNow(one, now)])),
      );
      for (const going of addressed.letters) {
        expect(given(going, now)).toContain(going.to.address.toLowerCase());
        const before = letters.find(({ id }) => id === going.id);
        expect(addressed.changed.has(going.id)).toBe(before?.to.address !== going.to.address);
      }
      expect([...addressed.letters, ...addressed.settled].map(({ id }) => id).sort()).toEqual(
        letters.map(({ id }) => id).sort(),
      );
      for (const { status, reason } of addressed.settled)
        expect({ status, why: reason !== '' }).toEqual({ status: 'withdrawn', why: true });
    }),
  );
});

test('a letter that is written now goes where it was written to: both ask by one rule', () => {
  const soon = warsaw('2026-11-26 10:00');
  fc.assert(
    fc.property(email, email, fc.boolean(), (own, contact, emailAllowed) => {
      const customer = aCustomer({ email: own, emailAllowed });
      const order = anOrder({ promisedFor: day('2026-11-24'), contactEmail: contact, contactName: 'Site' });
      const { letters } = attend(facts({ customer, items: [order] }), memoryOf(), soon, rules());
      const status = letters.find(({ audience }) => audience === 'customer');
      const now: AddressesNow = {
        customers: new Map([[customer.id, customer]]),
        items: new Map([[refKey(order), { ...order, customerId: customer.id }]]),
        people: new Map(),
      };
      const written = {
        audience: 'customer' as const,
        kind: 'late' as const,
        customerId: customer.id,
        forPerson: null,
        about: [{ kind: order.kind, id: order.id }],
        to: status?.to ?? { name: '', address: 'nobody@nowhere.example' },
      };
      expect(recipientNow(written, now).is).toBe(status ? 'the same' : 'nobody');
    }),
  );
});
