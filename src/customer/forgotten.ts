import { hash } from 'node:crypto';
import { type Instant, isoDay } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import type { CustomerFacts } from './customer.ts';

/** Until when customers were forgotten, by the hash of their ids: the ids themselves are not kept. */
export type Forgotten = ReadonlyMap<string, Instant>;

/** What stands for a forgotten customer. Who has the company's tables can find whose it is; nobody else can. */
export const hashOfForgotten = (customerId: string): string =>
  hash('sha256', `tidings forgotten ${customerId}`, 'hex');

/** The mark on facts of which something was left out. */
const FIELD = 'forgotten';

/**
 * A customer as if all that was opened or issued before they were forgotten were not there. Who comes back later with
 * something new is a customer like any other.
 */
export function leaveOutForgotten(facts: CustomerFacts, forgotten: Forgotten, zone: Zone): CustomerFacts {
  if (forgotten.size === 0) return facts;
  const at = forgotten.get(hashOfForgotten(facts.customer.id));
  if (at === undefined) return facts;
  const day = zone.dayAt(at);
  const { account } = facts;
  const items = facts.items.filter(({ openedAt }) => openedAt > at);
  const open = account.open.filter(({ issuedOn }) => issuedOn > day);
  if (items.length === facts.items.length && open.length === account.open.length) return facts;
  const stays = new Set(open.map(({ id }) => id));
  return {
    ...facts,
    items,
    account: { ...account, open, planned: account.planned.filter(({ invoiceId }) => stays.has(invoiceId)) },
    doubts: [
      ...facts.doubts,
      {
        table: 'customers',
        id: facts.customer.id,
        field: FIELD,
        fault: { code: 'forgotten', at: isoDay(day) },
      },
    ],
  };
}

/** Whether this customer was forgotten: nothing may be kept under their id for what was there before. */
export const isForgotten = (customerId: string, forgotten: Forgotten): boolean =>
  forgotten.size > 0 && forgotten.has(hashOfForgotten(customerId));

/** Whether something was left out of these facts. */
export const isLeftOut = ({ doubts }: CustomerFacts): boolean => doubts.some(({ field }) => field === FIELD);
