import { z } from 'zod';
import { company } from './company-schema.ts';
import { dunning } from './dunning-schema.ts';
import { proxy } from './proxy.ts';
import { retention } from './retention.ts';
import { sender } from './sender.ts';
import { sources } from './sources.ts';
import { STAGE_KINDS } from './stage-kinds.ts';
import { calendarSpan, fixedSpan, listOf, optional, word } from './value.ts';
import * as read from './words.ts';

function schemaName(value: unknown): string {
  const name = read.line(value);
  if (name === 'tidings') throw new RangeError('"tidings" is our own schema; name the one with your tables');
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(name)) return name;
  throw new RangeError(`${JSON.stringify(name)} is not a schema; write lower-case letters, digits and _`);
}

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
  /** What a stage of theirs waits for: a code with a sentence per language (`needs` in phrases.yaml). */
  needs: optional((value) => read.line(value).toLowerCase()),
});

/** One span, or several one after another: the last one goes on. */
const spans = (least: number) => (value: unknown) =>
  (Array.isArray(value) && value.length > 0 ? value : [value]).map(read.workingDays(least));

const TELLING = ['never', 'after_delay', 'always'] as const;

const waiting = z.strictObject({
  silence: word(spans(1)),
  next_word: optional(spans(1)),
  /** Of the first edition: one span for every word. */
  next_word_within: optional(read.workingDays(1)),
  default_allowance: word(read.workingDays(0)),
  after_a_person: optional(read.workingDays(0)),
  warn_before: optional(read.workingDays(0)),
  delay_option: optional(read.oneOf('a rule', ['none', '16 CFR 435'])),
  promise_means: optional(read.oneOf('a choice', ['done', 'shipped'])),
  tell_ready: optional(read.oneOf('a choice', TELLING)),
  remind_ready: optional(read.workingDays(1)),
  tell_done: optional(read.oneOf('a choice', TELLING)),
  on_course_note: optional(read.oneOf('a choice', ['never', 'half-time'])),
  abandoned_after: calendarSpan('6 months'),
  at_risk_below: word(read.share),
  offer_partial: word(read.yesOrNo),
  offer_change: optional(read.yesOrNo),
  stages: z.record(z.string(), stage),
});

const escalation = z
  .strictObject({
    /** Of the first edition: the owner has the case from its first letter on. */
    owner_after: optional(read.letters),
    manager_after: word(read.letters),
    director_after: word(read.letters),
    /** Of the first edition, which counted every letter. */
    call_after: optional(read.letters),
    call_after_quiet: optional(read.letters),
  })
  .superRefine((after, context) => {
    const chain = ['manager_after', 'director_after'] as const;
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

const addresses = listOf(sender).max(20, 'is too long; name at most 20 addresses');

const feed = z.strictObject({ max_age: fixedSpan('24 hours') });

/** Of recipients; `default` stands for all that are not named. */
const DOMAIN = /^([a-z0-9-]+\.)+[a-z0-9-]+$|^default$/;

/** What a policy file must say, key by key. */
export const policySchema = z.strictObject({
  company,
  source: z.strictObject({ schema: word(schemaName) }).nullish(),
  sources: sources.nullish(),
  go_live: optional(read.moment),
  supervise: optional(read.count(0)),
  hours,
  waiting,
  dunning,
  escalation,
  feeds: z.strictObject({ orders: feed, service_jobs: feed, payments: feed }),
  guards: z.strictObject({
    letters_share: optional(read.share),
    letters_times: optional(read.count(1)),
    letters_floor: optional(read.count(0)),
    letters_per_round: optional(read.count(1)),
    letters_per_address: optional(read.count(1)),
    letters_per_customer_per_day: word(read.count(1)),
    customers_per_address: optional(read.count(1)),
    tell_upgrade_over: optional(read.workingDays(0)),
    newly_stalled_share: word(read.share),
    newly_stalled_floor: word(read.count(0)),
    vanished_share: optional(read.share),
    vanished_floor: optional(read.count(0)),
    clock_off: fixedSpan('10 minutes').optional(),
    longest_gap: fixedSpan('7 days').optional(),
  }),
  mending: z
    .strictObject({ days: optional(read.count(0, 60)), contacts: optional(read.count(0, 10)) })
    .nullish(),
  tasks: z.strictObject({ digest_at: optional(read.clockTime) }).nullish(),
  inbox: z
    .strictObject({
      answer_within: optional(read.workingDays(1)),
      soft_bounces: optional(read.count(1)),
      closed_per_day: optional(read.count(1)),
      date_order: optional(read.oneOf('an order', ['day first', 'month first'])),
      soft_bounces_within: fixedSpan('14 days').optional(),
      authserv_id: optional(read.line),
      read_by: optional(read.line),
    })
    .nullish(),
  post: z.strictObject({
    last_look: fixedSpan('10 minutes'),
    expire_after: fixedSpan('3 days'),
    per_minute: word(read.count(1)),
    per_domain: z
      .record(
        z.string().toLowerCase().regex(DOMAIN, 'is no domain, such as mail.example, and not `default`'),
        word(read.count(1)),
      )
      .nullish(),
    connections: word(read.count(1, 100)),
    captured_counts: z.boolean().nullish(),
  }),
  alarms_to: addresses.nullish(),
  report_to: addresses.nullish(),
  alarms: z
    .strictObject({ oldest_due: fixedSpan('2 hours').optional(), disk_free: optional(read.bytes) })
    .nullish(),
  http: z.strictObject({ trusted_proxies: listOf(proxy).max(100).nullish() }).nullish(),
  retention: retention.nullish(),
});

/** A policy file whose every value has been understood. */
export type PolicyFile = z.output<typeof policySchema>;
