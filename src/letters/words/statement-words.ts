import type { StatementFacts, StatementRow } from '../facts/reminder-facts.ts';
import { cleanOr, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';

/** Everything that is open with a customer, as a template writes it: rows of three cells, by group. */
export interface StatementWords {
  readonly title: string;
  readonly groups: readonly {
    readonly heading: string;
    readonly rows: readonly { readonly what: string; readonly due: string; readonly open: string }[];
    readonly more: string | null;
  }[];
  /** Where money went that is here or on its way. */
  readonly payments: readonly string[];
  readonly total: string | null;
}

type StatementPhrases = NonNullable<Sentences['reminders']['statement']>;

/** Null where the letter tells everything by itself, or stored phrases of a build before have no words for it. */
export function statementWords(
  facts: StatementFacts | null | undefined,
  today: string,
  { reminders }: Sentences,
): StatementWords | null {
  const say = reminders.statement;
  if (!facts || !say) return null;
  return {
    title: say.title({ today }),
    groups: facts.groups.map(({ group, rows, more }) => ({
      heading: say.groups[group]({ today }),
      rows: rows.map((row) => rowWords(row, today, say)),
      more: more === null ? null : say.more({ today, ...more }),
    })),
    payments: [
      ...facts.payments.map((payment) => paymentWords(payment, today, say)),
      ...(facts.morePayments ? [say.more({ today, ...facts.morePayments })] : []),
    ],
    total: facts.totals.length === 0 ? null : say.total({ today, totals: facts.totals }),
  };
}

function rowWords(
  facts: StatementRow,
  today: string,
  say: StatementPhrases,
): StatementWords['groups'][number]['rows'][number] {
  const { kind, instalment, open, total } = facts;
  const row = {
    number: numberOf(facts.number, facts.id),
    due_on: facts.dueOn,
    issued_on: facts.issuedOn,
    days: facts.daysOverdue,
    open,
    total,
    nth: instalment?.nth ?? null,
    of: instalment?.of ?? null,
  };
  const context = { today, row };
  const isInstalment = kind === 'instalment' && instalment === null ? 'instalment_only' : kind;
  const when = kind === 'credit_note' ? say.issued : facts.daysOverdue > 0 ? say.late : say.due;
  const isWhole = open.amount === total.amount || kind === 'credit_note';
  return {
    what: say[isInstalment](context),
    due: when(context),
    open: (isWhole ? say.open : say.open_part)(context),
  };
}

const numberOf = (number: string, id: string): string =>
  cleanOr(number, LENGTHS.number, cleanOr(id, LENGTHS.number, '…'));

/** So many invoices are named that one payment went to. */
const MOST_NUMBERS = 8;

function paymentWords(
  { paid, on, kind, creditNote, numbers, left }: StatementFacts['payments'][number],
  today: string,
  say: StatementPhrases,
): string {
  const named = numbers.slice(0, MOST_NUMBERS).map((number) => numberOf(number, '…'));
  if (numbers.length > named.length) named.push('…');
  const context = {
    today,
    paid,
    on,
    left,
    credit_note: creditNote === null ? null : numberOf(creditNote, '…'),
    numbers: named.length === 0 ? null : named.join(', '),
  };
  if (creditNote !== null) return say.credit(context);
  return say[kind === 'here' ? 'paid' : kind](context);
}
