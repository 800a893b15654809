import { hash } from 'node:crypto';
import type { Amount } from '../../customer/money-facts.ts';
import type { LetterFacts } from './letter-facts.ts';
import type { ReminderFacts } from './reminder-facts.ts';

/** What is open on one invoice or credit note, as a letter says it; null: the letter does not name it. */
export interface MoneyChange {
  /** Its number; null: what everything comes to, where a letter has no room for each of them. */
  readonly number: string | null;
  readonly was: Amount | null;
  readonly now: Amount | null;
}

/** A letter that asks for money, or thanks for it. */
export const isAboutMoney = (facts: LetterFacts): facts is ReminderFacts =>
  'paymentsReadOn' in facts && 'nextStepOn' in facts;

/** Whether two letters ask for the same invoices, each to the cent. */
export const asksForTheSame = (a: ReminderFacts, b: ReminderFacts): boolean =>
  JSON.stringify(pressed(a)) === JSON.stringify(pressed(b));

/** Whether all that they say is open is the same, to the cent; what only fell due meanwhile is. */
export const saysTheSameMoney = (a: ReminderFacts, b: ReminderFacts): boolean => said(a) === said(b);

/** A name for all that a letter says is open: who has read it names what they have read. */
export const moneyRead = (facts: ReminderFacts): string => hash('sha256', said(facts), 'hex').slice(0, 12);

const said = (facts: ReminderFacts): string =>
  JSON.stringify([pressed(facts), tableOf(facts), facts.statement?.totals ?? facts.totals]);

const pressed = ({ invoices }: ReminderFacts) => invoices.map(({ id, open }) => [id, open]);
const rowsOf = ({ statement }: ReminderFacts) => (statement?.groups ?? []).flatMap(({ rows }) => rows);

/** What it names, wherever; where there are more than a letter has room for, how many there are. */
function tableOf(facts: ReminderFacts): unknown {
  const named = [...namedIn(facts)].map(([id, { open }]) => [id, open] as const);
  const beyond = (facts.statement?.groups ?? []).reduce((sum, { more }) => sum + (more?.count ?? 0), 0);
  return beyond > 0 ? named.length + beyond : named.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is open otherwise than it was said to be, the invoices that are asked for first; empty where all of it is the same. */
export function moneyChanges(was: ReminderFacts, now: ReminderFacts): readonly MoneyChange[] {
  if (saysTheSameMoney(was, now)) return [];
  const [before, after] = [namedIn(was), namedIn(now)];
  const changes = [...new Map([...before, ...after])].flatMap(([id, { number }]): MoneyChange[] => {
    const [then, today] = [before.get(id)?.open ?? null, after.get(id)?.open ?? null];
    return JSON.stringify(then) === JSON.stringify(today) ? [] : [{ number, was: then, now: today }];
  });
  return changes.length > 0 ? changes : [{ number: null, was: sumOf(was), now: sumOf(now) }];
}

type Named = ReadonlyMap<string, { readonly number: string; readonly open: Amount }>;

const namedIn = (facts: ReminderFacts): Named =>
  new Map([...facts.invoices, ...rowsOf(facts)].map(({ id, number, open }) => [id, { number, open }]));

const sumOf = ({ statement, totals }: ReminderFacts): Amount | null =>
  (statement?.totals ?? totals)[0] ?? null;
