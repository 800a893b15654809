import type { TaskKind } from './task.ts';

/*
 * The natural key of a task: what it is about, its kind, and its occasion among those. Ledgers are full of them, so they stay
 * as they are to the byte. Ids of items, invoices and messages may hold whatever a company likes, slashes too: a key is taken
 * apart only by who knows what it begins or ends with.
 */

/** @param subject a case, or `invoiceCase` where it is about an invoice */
export const taskKey = (subject: string, kind: TaskKind, occasion: string): string =>
  `${subject}/${kind}/${occasion}`;

/** The occasion of a task about this subject; null: it is about another, or of another kind. */
export function occasionOf(key: string, subject: string, kind: TaskKind): string | null {
  const before = taskKey(subject, kind, '');
  return key.startsWith(before) ? key.slice(before.length) : null;
}

/** Whether a key asks for the same as a task of another case: of its kind, and on its occasion. */
export function asksTheSame(
  key: string,
  subject: string,
  { key: other, caseId, kind }: { readonly key: string; readonly caseId: string; readonly kind: TaskKind },
): boolean {
  const occasion = occasionOf(other, caseId, kind);
  return occasion !== null && occasion === occasionOf(key, subject, kind);
}

/** Whether a task is of this kind and occasion, whatever it is about. */
export const isFor = (key: string, kind: TaskKind, occasion: string): boolean =>
  key.endsWith(taskKey('', kind, occasion));

/** Where no case is open that a reply could be about. */
const REPLY = 'reply';

/** Somebody is to answer what a customer wrote. */
export const replyKey = (caseId: string | null, replyId: string): string =>
  taskKey(caseId ?? REPLY, 'answer-customer', replyId);

/** Somebody said that the customer hears by a day, or kept letters about an item back through one. @param occasion what it follows from */
export const byHandKey = (occasion: string): string => taskKey('by-hand', 'call-customer', occasion);

/** Somebody is to read a mail that nobody could match or judge. */
export const readMailKey = (mailId: string): string => taskKey('mail', 'read-mail', mailId);

/** Nobody did in time, and the next person hears of it. */
export const lateReplyKey = (replyId: string): string => taskKey(REPLY, 'answer-customer', `${replyId}/late`);
