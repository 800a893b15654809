import type { Person } from '../customer.ts';
import type { CustomerId, InvoiceId } from '../ids.ts';
import { personAt } from '../waiting/escalation.ts';
import type { DunningSituation } from './situation.ts';

/** Who answers for the customer's account: their owner; nobody named: anyone of the company above. */
export function accountPerson({ facts }: DunningSituation): Person | null {
  const { ownerId } = facts.customer;
  return (
    personAt('owner', ownerId, facts.people) ??
    personAt('manager', ownerId, facts.people) ??
    personAt('director', ownerId, facts.people)
  );
}

/** What stands for a case where a letter or a task is about an invoice; a company may move it to another customer. */
export const invoiceCase = (customerId: CustomerId, invoiceId: InvoiceId): string =>
  `${customerId}/invoice:${invoiceId}`;
