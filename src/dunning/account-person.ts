import type { Person } from '../customer.ts';
import type { CustomerId, InvoiceId } from '../ids.ts';
import { answersFor } from '../waiting/escalation.ts';
import type { DunningSituation } from './situation.ts';

/** Who answers for the customer's account. */
export const accountPerson = ({ facts }: DunningSituation): Person | null =>
  answersFor(facts.customer.ownerId, facts.people);

/** What stands for a case where a letter or a task is about an invoice; a company may move it to another customer. */
export const invoiceCase = (customerId: CustomerId, invoiceId: InvoiceId): string =>
  `${customerId}/invoice:${invoiceId}`;
