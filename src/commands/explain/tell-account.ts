import type { AccountStory } from '../../explain/account-story.ts';
import type { VerdictEntry } from '../../round/round-report.ts';

/** What a customer owes, as a person reads it in a terminal: each invoice with its verdicts and every reason. */
export function accountLines(account: AccountStory | null): string[] {
  if (account === null) return [];
  const { record } = account;
  const since = record.since === null ? '' : ` since ${record.since}`;
  return [
    '',
    `Payment record: ${record.grade} (${record.on_time} of ${record.settled} settled invoices on time${since}); ` +
      `payments read as of ${account.payments_as_of?.slice(0, 16).replace('T', ' ') ?? 'nobody knows when'}`,
    ...account.invoices.flatMap(invoiceLines),
    ...account.holds_by_hand.map(
      ({ invoice_id, until, why, by }) =>
        `  held by ${by}${invoice_id === null ? '' : ` (invoice ${invoice_id})`}${until === null ? '' : ` until ${until}`}: ${why}`,
    ),
  ];
}

function invoiceLines(invoice: AccountStory['invoices'][number]): string[] {
  const { currency, open, remains } = invoice;
  const marks = [invoice.disputed && 'disputed', invoice.autopay && 'collected by us', ...invoice.doubts];
  return [
    '',
    `Invoice ${invoice.number} of ${invoice.issued_on}, due ${invoice.due_on}: ` +
      (currency === '' ? 'its currency is none' : `${open} of ${invoice.total} ${currency} open`) +
      `${remains === open ? '' : `, ${remains} when what is here or on its way is taken off`}` +
      marks
        .filter((mark) => mark !== false)
        .map((mark) => `; ${mark}`)
        .join(''),
    ...(invoice.verdicts.length === 0 ? ['  not overdue'] : invoice.verdicts.flatMap(verdictLines)),
    ...invoice.reminders.map(
      ({ at, letter, rung, status }) =>
        `  ${at.slice(0, 10)} ${letter}${rung === null ? '' : ` (${rung})`}: ${status}`,
    ),
  ];
}

function verdictLines(verdict: VerdictEntry): string[] {
  const { planned_letter: planned, asked_tone: asked, tone, days_overdue: days } = verdict;
  const whose = planned === null ? 'verdict' : `verdict on letter ${planned} of another system`;
  const to = verdict.verdict === 'soften' ? ` to ${tone}` : tone === null ? '' : ` (${tone})`;
  return [
    `  ${days} days overdue; ${whose}: ${verdict.verdict}${to}${asked === null ? '' : `, asked was ${asked}`}` +
      `${verdict.until === null ? '' : `, until ${verdict.until}`}`,
    ...verdict.reasons.map((reason) => `    ${reason}`),
  ];
}
