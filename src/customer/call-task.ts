import { invoiceCase } from './ids.ts';
import { taskKey } from './task-key.ts';

/*
 * How a call comes to be asked for:
 * - an item is waited for, and no letter may say so (waiting/tasks.ts): the nth call of its case
 * - an invoice stands before a rung at which a person calls (dunning/tasks.ts): once for each rung
 * - a letter was refused (ledger/letter-states/settled.ts), came back or was reported as spam (ledger/mail/call-after-mail.ts): for
 *   each item and invoice that it told of and that is open (ledger/letter-states/open-calls.ts), or at large
 * However the call about an invoice comes to be, it has one key, so that nobody is asked twice.
 */
const CALL = 'call-customer';

/** @param occasion how many calls the case has asked for with this one, or the letter that brought it about */
export const itemCallKey = (caseId: string, occasion: string): string => taskKey(caseId, CALL, occasion);

/** @param rung null: the ladder has none for it yet */
export const invoiceCallKey = (customerId: string, invoiceId: string, rung: string | null): string =>
  taskKey(invoiceCase(customerId, invoiceId), CALL, rung ?? 'overdue');

/** A call about whatever a letter was about: nothing of it is open any more. */
export const callAtLargeKey = (letterId: string): string => `${CALL}/${letterId}`;

/** A person calls the customer. @param about who calls whom about what, and why */
export const callTask = <About extends object>(
  key: string,
  about: About,
): About & { readonly key: string; readonly kind: typeof CALL } => ({ key, kind: CALL, ...about });
