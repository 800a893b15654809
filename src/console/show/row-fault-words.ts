import type { Say } from '../frame/say.ts';

/** Why a row or a field of the company's tables is set aside, as rounds keep it in English, and the key of what the reader is told. The first that fits. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^it has no id$/, 'no_id'],
  [/^it has no usable due date(?: \((?<it>.*)\))?$/s, 'no_due'],
  [/^it has no usable day of issue(?: \((?<it>.*)\))?$/s, 'no_issue'],
  [/^(?<it>\S+) is missing or not a usable moment$/, 'missing'],
  [/^nothing is not a usable day$/, 'no_day'],
  [/^it is not a usable moment$/, 'no_moment'],
  [/^it is not a usable moment; the complaint counts as made now$/, 'complaint_now'],
  [/^(?<it>.+) is not a usable day$/s, 'not_day'],
  [/^(?<it>.+) is not a usable moment$/s, 'not_moment'],
  [/^(?<it>.+) is in the future$/s, 'future'],
  [/^its customer (?<it>.*) is not in customers$/s, 'no_customer'],
  [/^it names no customer$/, 'names_nobody'],
  [/^it names no customer and no invoice$/, 'names_nothing'],
  [/^its invoice (?<it>.*) is not in invoices$/s, 'no_invoice'],
  [/^(?:the id|it) stands twice$/, 'twice'],
  [/^(?<it>\S+) lies decades ahead$/, 'decades_ahead'],
  [/^(?<it>\S+) lies decades back$/, 'decades_back'],
  [/^(?<it>\S+) lies years ahead$/, 'years_ahead'],
  [/^(?<it>\S+) lies more than a year ahead$/, 'year_ahead'],
  [/^(?<it>\S+) lies too far back$/, 'too_far_back'],
  [/^(?<it>\S+) lies before the opening on (?<other>\S+)$/, 'before_opening'],
  [/^(?<it>\S+) lies before the issue on (?<other>\S+)$/, 'before_issue'],
  [/^(?<it>\S+) lies before it left (?:on|at) (?<other>\S+)$/, 'before_leaving'],
  [/^(?<it>\S+) lies before the order was placed on (?<other>\S+)$/, 'before_order'],
  [/^closed (?<it>.+), before it was opened$/s, 'closed_early'],
  [/^it lies before the opening$/, 'early'],
  [/^it is not a usable email address$/, 'address'],
  [/^it is not an http or https address$/, 'web'],
  [/^it has more than (?<it>\S+) characters$/, 'long'],
  [/^(?<it>.+) is no time zone$/s, 'zone'],
  [/^(?<it>.+) is no number of a line$/s, 'line'],
  [/^it is more than the total$/, 'over_total'],
  [/^it is above zero where the total is below, or below where that is above$/, 'sign'],
  [/^it, the total or the currency is none, or has more digits than the currency$/, 'amounts'],
  [/^it or its currency is none, or has more digits than the currency$/, 'amount'],
  [/^it is none, or has more digits than the currency; no line of the invoice is named$/, 'line_amount'],
  [/^a payment for it has an amount or a currency that is none$/, 'payment_amount'],
  [/^it is below zero$/, 'below_zero'],
  [/^it is not above zero, so no money is on its way$/, 'not_above_zero'],
  [/^it is (?<it>\S+), and its invoice (?<other>.+) is not$/s, 'currency'],
  [/^its tone "(?<it>.*)" is none of (?<other>.+)$/s, 'tone'],
];

/** Pure: the reason in the reader's language; what we have no words for, as it is. */
export function rowFaultWords(reason: string, say: Say): string {
  for (const [pattern, key] of FAULTS) {
    const found = pattern.exec(reason);
    if (found)
      return say(`row_faults.${key}`, { it: found.groups?.it ?? '–', other: found.groups?.other ?? '' });
  }
  return reason;
}
