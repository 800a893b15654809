import { z } from 'zod';
import { isCurrency, minorUnits } from '../customer/money.ts';
import { isHarsher, TONES } from '../customer/tone.ts';
import { calendarSpan, optional, word } from './value.ts';
import * as read from './words.ts';

const rung = z.strictObject({
  rung: word(read.line),
  after: calendarSpan('14 days'),
  tone: word(read.oneOf('a tone', TONES)),
  release: optional(read.oneOf('a way to release', ['automatic', 'human'])),
});

const DAYS_IN = { days: 1, weeks: 7, months: 30.4 } as const;
const roughDays = ({ amount, unit }: z.output<typeof rung>['after']): number =>
  amount * (unit === 'weeks' || unit === 'months' ? DAYS_IN[unit] : DAYS_IN.days);

const ladder = z.array(rung).superRefine((rungs, context) => {
  for (const [index, { after, tone, rung: name }] of rungs.entries()) {
    const below = rungs[index - 1];
    const fault = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [index, key], message });
    if (rungs.findIndex((other) => other.rung === name) < index) fault('rung', `"${name}" stands twice`);
    if (!below) continue;
    if (roughDays(after) <= roughDays(below.after))
      fault('after', `must be later than that of "${below.rung}"`);
    if (isHarsher(below.tone, tone)) fault('tone', `is softer than that of "${below.rung}"`);
  }
});

const smallBalance = z
  .record(z.string(), z.union([z.number(), z.string()]))
  .transform((amounts, context): ReadonlyMap<string, bigint> => {
    const balances = new Map<string, bigint>();
    for (const [currency, written] of Object.entries(amounts)) {
      const fault = (message: string) =>
        context.issues.push({ code: 'custom', message, path: [currency], input: written });
      if (!isCurrency(currency)) {
        fault('is not a currency; write its ISO code, such as EUR');
        continue;
      }
      const minor = minorUnits(String(written), currency);
      if (minor === null) fault(`${JSON.stringify(written)} is not an amount in ${currency}`);
      else balances.set(currency, minor);
    }
    return balances;
  });

/** Reminders: the `dunning` block of a policy. */
export const dunning = z.strictObject({
  grace: calendarSpan('5 days'),
  small_balance: smallBalance,
  minimum_gap: calendarSpan('7 days'),
  settled_after: calendarSpan('14 days').optional(),
  remind_when_usual_delay_is_over: optional(read.yesOrNo),
  remind_late_payers_after: calendarSpan('5 days').optional(),
  decide_within: optional(read.workingDays(1)),
  said_paid_holds: optional(read.workingDays(1)),
  clean_record: z.strictObject({
    window: calendarSpan('24 months'),
    min_settled: word(read.count(1)),
    tolerance: calendarSpan('5 days'),
    worst: calendarSpan('30 days'),
    max_late_share: word(read.share),
    long_tenure: optional(read.span(['months'], '10 years')),
  }),
  poor_record: z
    .strictObject({ late_share: word(read.share), long_overdue: calendarSpan('90 days') })
    .optional(),
  seasonal_grace: z
    .array(
      z.strictObject({
        country: optional(read.line),
        from: word(read.dayOfYear),
        to: word(read.dayOfYear),
      }),
    )
    .optional(),
  thank_for_payment: optional(read.yesOrNo),
  formal_reviewed_by: optional(read.line),
  // Each kind of customer its own: laws differ.
  interest: z
    .strictObject({ person: optional(read.yearlyRate), company: optional(read.yearlyRate) })
    .nullish(),
  legal_step_after: optional(read.span(['days', 'weeks', 'months'], '14 days')),
  hold_when_we_owe: word(read.oneOf('a choice', ['any', 'same item'])),
  ladder,
});
