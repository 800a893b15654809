import { z } from 'zod';
import { isKnownCountry, regionsOf } from '../calendar/holidays.ts';
import { isZone } from '../calendar/zone.ts';
import { STAGE_KINDS } from '../waiting/stage.ts';
import { isCurrency, minorUnits } from './money.ts';
import { didYouMean } from './nearest.ts';
import { sender } from './sender.ts';
import * as read from './words.ts';

/** The languages that letters are shipped in. */
export const LETTER_LANGUAGES = ['en', 'pl', 'ru'] as const;

/** A value that one reader of `words.ts` understands. The reader's sentence becomes the fault. */
function word<Value>(reader: (value: unknown) => Value) {
  return z.unknown().transform((value, context): Value => {
    try {
      return reader(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.issues.push({ code: 'custom', message: error.message, input: value });
      return z.NEVER;
    }
  });
}

/** The same where the key may be absent or empty. */
const optional = <Value>(reader: (value: unknown) => Value) =>
  word((value) => (value === undefined || value === null ? null : reader(value))).optional();

const listOf = <Value>(reader: (value: unknown) => Value) => z.array(word(reader));

const CALENDAR_UNITS = ['days', 'weeks', 'months'] as const;
const calendarSpan = (example: string) => word(read.span(CALENDAR_UNITS, example));
const FIXED_UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;
const fixedSpan = (example: string) => word(read.span(FIXED_UNITS, example));

function timeZone(value: unknown): string {
  const name = read.line(value);
  if (isZone(name)) return name;
  throw new RangeError(
    `"${name}" is not a time zone${didYouMean(name, Intl.supportedValuesOf('timeZone')) || '; write one like Europe/Warsaw'}`,
  );
}

function country(value: unknown): string {
  const code = read.line(value).toUpperCase();
  if (isKnownCountry(code)) return code;
  throw new RangeError(`"${code}" is not a country whose holidays are known; write its ISO code, such as PL`);
}

function schemaName(value: unknown): string {
  const name = read.line(value);
  if (name === 'tidings') throw new RangeError('"tidings" is our own schema; name the one with your tables');
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(name)) return name;
  throw new RangeError(`${JSON.stringify(name)} is not a schema; write lower-case letters, digits and _`);
}

const language = read.oneOf('a language that letters are written in', LETTER_LANGUAGES);

const company = z
  .strictObject({
    name: word(read.line),
    from: word(sender),
    languages: listOf(language).min(1, 'is empty; name at least one language'),
    admin_language: word(language),
    time_zone: word(timeZone),
    country: word(country),
    region: optional(read.line),
    days_off: listOf(read.day).nullish(),
    working_days: listOf(read.day).nullish(),
    pay_to: optional(read.line),
  })
  .superRefine(({ country: of, region }, context) => {
    const regions = regionsOf(of);
    if (!region || regions.some((code) => code.toUpperCase() === region.toUpperCase())) return;
    const choice = regions.length > 0 ? `one of: ${regions.join(', ')}` : `${of} has none; leave it out`;
    context.addIssue({
      code: 'custom',
      path: ['region'],
      message: `"${region}" is no region of ${of}; ${choice}`,
    });
  });

const hours = z
  .strictObject({
    from: word(read.clockTime),
    to: word(read.clockTime),
    on: word(read.oneOf('a choice', ['working days', 'every day'])),
  })
  .superRefine(({ from, to }, context) => {
    if (from < to) return;
    context.addIssue({ code: 'custom', path: ['to'], message: 'must be later in the day than from' });
  });

const stage = z.strictObject({
  kind: word(read.oneOf('a stage kind', STAGE_KINDS)),
  allowance: optional(read.workingDays(0)),
});

const waiting = z.strictObject({
  silence: word(read.workingDays(1)),
  next_word_within: word(read.workingDays(1)),
  default_allowance: word(read.workingDays(0)),
  abandoned_after: calendarSpan('6 months'),
  at_risk_below: word(read.share),
  offer_partial: word(read.yesOrNo),
  stages: z.record(z.string(), stage),
});

const TONES = ['friendly', 'plain', 'firm', 'formal'] as const;
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
    if (TONES.indexOf(tone) < TONES.indexOf(below.tone))
      fault('tone', `is softer than that of "${below.rung}"`);
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

const dunning = z.strictObject({
  grace: calendarSpan('5 days'),
  small_balance: smallBalance,
  minimum_gap: calendarSpan('7 days'),
  clean_record: z.strictObject({
    window: calendarSpan('24 months'),
    min_settled: word(read.count(1)),
    tolerance: calendarSpan('5 days'),
    worst: calendarSpan('30 days'),
    max_late_share: word(read.share),
  }),
  hold_when_we_owe: word(read.oneOf('a choice', ['any', 'same item'])),
  ladder,
});

const escalation = z
  .strictObject({
    owner_after: word(read.letters),
    manager_after: word(read.letters),
    director_after: word(read.letters),
    call_after: optional(read.letters),
  })
  .superRefine((after, context) => {
    const chain = ['owner_after', 'manager_after', 'director_after', 'call_after'] as const;
    for (const [index, key] of chain.entries()) {
      const below = chain[index - 1];
      const [here, before] = [after[key] ?? null, below ? (after[below] ?? null) : null];
      if (here === null || before === null || here >= before) continue;
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `must not come before ${below} (${before} letters)`,
      });
    }
  });

const feed = z.strictObject({ max_age: fixedSpan('24 hours') });

/** What a policy file must say, key by key (DESIGN.md section 10 and a few optional keys more). */
export const policySchema = z.strictObject({
  company,
  source: z.strictObject({ schema: word(schemaName) }).nullish(),
  go_live: optional(read.moment),
  hours,
  waiting,
  dunning,
  escalation,
  feeds: z.strictObject({ orders: feed, service_jobs: feed, payments: feed }),
  guards: z.strictObject({
    letters_per_round: word(read.count(1)),
    letters_per_customer_per_day: word(read.count(1)),
    newly_stalled_share: word(read.share),
    newly_stalled_floor: word(read.count(0)),
  }),
  post: z.strictObject({
    last_look: fixedSpan('10 minutes'),
    expire_after: fixedSpan('3 days'),
    per_minute: word(read.count(1)),
    connections: word(read.count(1, 100)),
  }),
});

/** A policy file whose every value has been understood. */
export type PolicyFile = z.output<typeof policySchema>;
