import type { Account, ComingPayment, Invoice } from '../customer/account.ts';
import { isTelling, namedIn, spelledAlike } from './reference.ts';

/** Money of which nobody has said what it pays, with what the payer wrote. */
export interface StrayPayment extends ComingPayment {
  readonly reference: string | null;
  /** It came from who pays or answers for this customer, and they owe no such sum themselves. */
  readonly isRelatives: boolean;
}

interface Placed {
  /** It pays just these, each named. */
  readonly payments: readonly ComingPayment[];
  /** It names these, and is of another amount. */
  readonly unclear: Account['unclear'];
}

type Owed = Pick<Invoice, 'id' | 'number' | 'currency' | 'open' | 'total' | 'disputed'>;

/**
 * Finds what money pays that nobody has placed: the invoices whose numbers its reference holds, where the amount is theirs to the cent,
 * one or all of them together; without any number, from who pays or answers for the customer, what comes to just that amount.
 * @param open in order of due days
 * @param isOwn the money is the customer's own: it needs no exact amount to count for what it names
 */
export function placed(payment: StrayPayment, open: readonly Owed[], isOwn: boolean): Placed {
  const owed = open.filter((one) => one.open > 0n && one.currency === payment.currency);
  const named = payment.reference === null ? [] : namedOf(owed, payment.reference);
  if (named.length > 0) {
    const sum = named.reduce((total, one) => total + one.open, 0n);
    const [first] = named;
    if (named.length === 1 && first && (payment.amount === first.total || isOwn))
      return whole(payment, first);
    if (sum === payment.amount)
      return { payments: named.map((one, nth) => partFor(payment, one, nth)), unclear: [] };
    if (isOwn) return NOTHING;
    const telling = named.filter(({ number }) => isTelling(spelledAlike(number)));
    if (telling.length === 0) return NOTHING;
    return { payments: [], unclear: [{ ...payment, about: telling.map(({ id }) => id) }] };
  }
  return payment.isRelatives ? byAmount(payment, owed) : NOTHING;
}

/** The oldest invoice of just that amount, one that nobody contests before others; else all of those together. */
function byAmount(payment: StrayPayment, owed: readonly Owed[]): Placed {
  const uncontested = owed.filter(({ disputed }) => !disputed);
  const exact = [...uncontested, ...owed].find(({ open }) => open === payment.amount);
  if (exact) return whole(payment, exact);
  const sum = uncontested.reduce((total, { open }) => total + open, 0n);
  if (sum !== payment.amount) return NOTHING;
  return { payments: uncontested.map((one, nth) => partFor(payment, one, nth)), unclear: [] };
}

const NOTHING: Placed = { payments: [], unclear: [] };

function namedOf(owed: readonly Owed[], reference: string): readonly Owed[] {
  const named = namedIn(reference);
  return owed.filter(({ number }) => named.has(spelledAlike(number)));
}

const whole = (payment: StrayPayment, { id }: Owed): Placed => ({
  payments: [{ ...payment, invoiceId: id }],
  unclear: [],
});

const partFor = (payment: StrayPayment, { id, open }: Owed, nth: number): ComingPayment => ({
  ...payment,
  id: `${payment.id} ${nth + 1}`,
  invoiceId: id,
  amount: open,
});
