import type { Address } from '../../customer/address.ts';
import { type ItemRef, refKey } from '../../customer/ids.ts';
import {
  type AnyLetterKind,
  goesAsWritten,
  LETTER_TRAITS,
  REMINDER_LETTERS,
  STATUS_LETTERS,
} from '../../customer/letter-kinds.ts';
import { statusReason } from '../../customer/status-reason.ts';
import type { TaskReason } from '../../customer/task.ts';
import { billingAddressOf } from '../../dunning/billing-address.ts';
import { greeted, greetedAbout } from '../../letters/compose/customer-letter.ts';
import type { ToCustomerFacts } from '../../letters/facts/fact-shapes.ts';
import type { AddressesNow } from '../../source/find/addresses.ts';
import { itemAddress, usableAddress } from '../../waiting/address.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';

/** Whom a letter goes to by the company's tables of now, beside whom it was written to. */
export type Recipient =
  | { readonly is: 'the same' }
  /** Somebody else; `greeted`: whom its letter greets, in one to a customer. */
  | { readonly is: 'another'; readonly to: Address; readonly greeted: ToCustomerFacts['customer'] | null }
  /** Nobody; `task`: a person must reach the customer instead. */
  | { readonly is: 'nobody'; readonly why: string; readonly task: TaskReason | null };

/** A letter as far as it is asked whom it goes to. */
export type Addressed = Pick<
  ClaimedLetter,
  'id' | 'audience' | 'customerId' | 'forPerson' | 'about' | 'to'
> & { readonly kind: string };

/** Pure: whom this letter goes to now, by the rules by which letters are addressed when they are written. */
export function recipientNow(letter: Omit<Addressed, 'id'>, now: AddressesNow): Recipient {
  // No table names whom it goes to.
  if (goesAsWritten(letter.kind)) return { is: 'the same' };
  const found = letter.audience === 'staff' ? personOf(letter, now) : customerOf(letter, now);
  if ('is' in found) return found;
  const isSame = found.address.toLowerCase() === letter.to.address.toLowerCase();
  return isSame ? { is: 'the same' } : { is: 'another', to: found, greeted: greetedIn(letter, found, now) };
}

/** A letter that finds another reader greets that one. */
function greetedIn(
  { audience, kind, customerId, about }: Omit<Addressed, 'id'>,
  { address }: Address,
  { customers, items }: AddressesNow,
): ToCustomerFacts['customer'] | null {
  const customer = audience === 'staff' ? undefined : customers.get(customerId);
  if (!customer) return null;
  const [first] = itemsFor({ audience, kind, about });
  const item = first && items.get(refKey(first));
  return item ? greetedAbout(item, customer, address) : greeted(customer, address);
}

/** The items that say whom this letter goes to. A letter about money goes where the customer's bills go. */
export const itemsFor = ({
  audience,
  kind,
  about,
}: Pick<Addressed, 'audience' | 'kind' | 'about'>): readonly ItemRef[] =>
  audience === 'staff' || ABOUT_MONEY.has(kind) ? [] : about.filter(isItem);

/** By which of the company's tables it is known whom this letter goes to: the same name for the same tables. */
export function tablesFor(letter: Pick<Addressed, 'audience' | 'kind' | 'about'>): string {
  if (goesAsWritten(letter.kind)) return '';
  if (letter.audience === 'staff') return 'people';
  return ['customers', ...new Set(itemsFor(letter).map(({ kind }) => kind))].sort().join(' ');
}

type FoundRecipient = Address | Extract<Recipient, { is: 'nobody' }>;

const nobody = (why: string, task: TaskReason | null = null): FoundRecipient => ({ is: 'nobody', why, task });

function personOf({ forPerson }: Pick<Addressed, 'forPerson'>, { people }: AddressesNow): FoundRecipient {
  const person = forPerson === null ? undefined : people.get(forPerson);
  if (!person) return nobody(statusReason('person_gone'));
  const address = usableAddress(person.email);
  return address === null
    ? nobody(statusReason('person_no_address', { name: person.name || String(forPerson) }))
    : { name: person.name, address };
}

function customerOf(letter: Omit<Addressed, 'id'>, now: AddressesNow): FoundRecipient {
  const customer = now.customers.get(letter.customerId);
  if (!customer) return nobody(statusReason('customer_gone'));
  // Good news that cannot be mailed is no reason to make a person call.
  const call = (why: string, task: TaskReason) => nobody(why, GOOD_NEWS.has(letter.kind) ? null : task);
  if (!customer.emailAllowed) return call(statusReason('email_not_wanted'), 'email_not_wanted');
  const addresses = ABOUT_MONEY.has(letter.kind)
    ? [billingAddressOf(customer)]
    : letter.about.filter(isItem).map((item) => {
        const row = now.items.get(refKey(item));
        return row?.customerId === letter.customerId ? itemAddress(row, customer) : undefined;
      });
  const [first, ...others] = addresses;
  if (addresses.includes(undefined) || first === undefined) return nobody(statusReason('item_gone'));
  if (addresses.includes(null)) return call(statusReason('no_address'), 'no_address');
  const isOne = others.every((other) => other?.address.toLowerCase() === first?.address.toLowerCase());
  if (first === null || !isOne) return nobody(statusReason('several_addresses'));
  return first;
}

const GOOD_NEWS: ReadonlySet<string> = new Set<AnyLetterKind>([
  ...STATUS_LETTERS.filter((kind) => LETTER_TRAITS[kind].goodNews),
  'payment-seen',
]);
const ABOUT_MONEY: ReadonlySet<string> = new Set(REMINDER_LETTERS);
const isItem = (about: ClaimedLetter['about'][number]): about is ItemRef => about.kind !== 'invoice';
