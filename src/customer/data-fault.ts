import { z } from 'zod';

/** That it is so says all. */
const plain = z.enum([
  'no_id',
  'no_day',
  'no_moment',
  'complaint_now',
  'names_nobody',
  'names_nothing',
  'id_twice',
  'twice',
  'early',
  'address',
  'web',
  'over_total',
  'sign',
  'amounts',
  'amount',
  'line_amount',
  'payment_amount',
  'below_zero',
  'not_above_zero',
]);
/** Of what the table has, as it stands there; of `missing` the column, of `not_judged` what went wrong. */
const named = z.enum([
  'missing',
  'not_day',
  'not_moment',
  'no_customer',
  'no_invoice',
  'zone',
  'line',
  'not_judged',
]);
const dated = z.enum([
  'future',
  'decades_ahead',
  'decades_back',
  'years_ahead',
  'year_ahead',
  'too_far_back',
  'closed_early',
  'forgotten',
]);
const beforeAnother = z.enum(['before_opening', 'before_issue', 'before_leaving', 'before_order']);
/** An ISO day or moment; of what is no usable one, as it stands in the table. */
const when = z.string();

/** Why a row or a field of the company's tables is set aside: a code with its evidence. Words come from it for each reader. */
export const dataFault = z.discriminatedUnion('code', [
  z.object({ code: plain }),
  z.object({ code: named, it: z.string() }),
  z.object({ code: z.enum(['no_due', 'no_issue']), it: z.string().nullable() }),
  z.object({ code: dated, at: when, column: z.string().optional() }),
  z.object({ code: beforeAnother, at: when, other: when }),
  z.object({ code: z.literal('long'), most: z.number() }),
  z.object({ code: z.literal('currency'), it: z.string(), invoice: z.string() }),
  z.object({ code: z.literal('tone'), it: z.string(), known: z.string() }),
  // What a version before wrote in a round's report, which kept the sentence alone.
  z.object({ code: z.literal('written_before'), text: z.string() }),
]);
export type DataFault = z.infer<typeof dataFault>;

/** What a report keeps of a fault: the fault, or only the sentence, as versions before (or one that is newer than this) wrote it. */
export function keptFault(fault: unknown, text: string): DataFault {
  const read = dataFault.safeParse(fault);
  return read.success ? read.data : { code: 'written_before', text };
}

/** A text that is no usable day; none at all is one too. */
export const notADay = (raw: string | null): DataFault =>
  raw === null ? { code: 'no_day' } : { code: 'not_day', it: raw };

const PLAIN: Readonly<Record<z.infer<typeof plain>, string>> = {
  no_id: 'it has no id',
  no_day: 'nothing is not a usable day',
  no_moment: 'it is not a usable moment',
  complaint_now: 'it is not a usable moment; the complaint counts as made now',
  names_nobody: 'it names no customer',
  names_nothing: 'it names no customer and no invoice',
  id_twice: 'the id stands twice',
  twice: 'it stands twice',
  early: 'it lies before the opening',
  address: 'it is not a usable email address',
  web: 'it is not an http or https address',
  over_total: 'it is more than the total',
  sign: 'it is above zero where the total is below, or below where that is above',
  amounts: 'it, the total or the currency is none, or has more digits than the currency',
  amount: 'it or its currency is none, or has more digits than the currency',
  line_amount: 'it is none, or has more digits than the currency; no line of the invoice is named',
  payment_amount: 'a payment for it has an amount or a currency that is none',
  below_zero: 'it is below zero',
  not_above_zero: 'it is not above zero, so no money is on its way',
};

/** The fault in English: for commands, logs and reports. */
export function faultText(fault: DataFault): string {
  switch (fault.code) {
    case 'no_due':
      return `it has no usable due date${inBrackets(fault.it)}`;
    case 'no_issue':
      return `it has no usable day of issue${inBrackets(fault.it)}`;
    case 'missing':
      return `${fault.it} is missing or not a usable moment`;
    case 'not_day':
      return `${fault.it} is not a usable day`;
    case 'not_moment':
      return `${fault.it} is not a usable moment`;
    case 'future':
      return `${fault.column === undefined ? '' : `${fault.column} `}${fault.at} is in the future`;
    case 'no_customer':
      return `its customer ${fault.it} is not in customers`;
    case 'no_invoice':
      return `its invoice ${fault.it} is not in invoices`;
    case 'decades_ahead':
      return `${fault.at} lies decades ahead`;
    case 'decades_back':
      return `${fault.at} lies decades back`;
    case 'years_ahead':
      return `${fault.at} lies years ahead`;
    case 'year_ahead':
      return `${fault.at} lies more than a year ahead`;
    case 'too_far_back':
      return `${fault.at} lies too far back`;
    case 'before_opening':
      return `${fault.at} lies before the opening on ${fault.other}`;
    case 'before_issue':
      return `${fault.at} lies before the issue on ${fault.other}`;
    case 'before_leaving':
      return `${fault.at} lies before it left ${fault.other.includes('T') ? 'at' : 'on'} ${fault.other}`;
    case 'before_order':
      return `${fault.at} lies before the order was placed on ${fault.other}`;
    case 'closed_early':
      return `closed ${fault.at}, before it was opened`;
    case 'long':
      return `it has more than ${fault.most} characters`;
    case 'zone':
      return `${fault.it} is no time zone`;
    case 'line':
      return `${fault.it} is no number of a line`;
    case 'currency':
      return `it is ${fault.it}, and its invoice ${fault.invoice} is not`;
    case 'tone':
      return `its tone "${fault.it}" is none of ${fault.known}`;
    case 'not_judged':
      return `it could not be judged: ${fault.it}`;
    case 'forgotten':
      return `they were forgotten on ${fault.at}: nothing from before is written about`;
    case 'written_before':
      return fault.text;
    default:
      return PLAIN[fault.code];
  }
}

/** A row or a field with its fault, as reports give it: in English too. */
export const withReason = <Row extends { readonly fault: DataFault }>(
  row: Row,
): Row & { readonly reason: string } => ({ ...row, reason: faultText(row.fault) });

const inBrackets = (raw: string | null): string => (raw === null ? '' : ` (${raw})`);
