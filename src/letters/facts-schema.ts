import { z } from 'zod';
import { parseDay } from '../calendar/time.ts';
import { LETTER_STATUSES } from '../customer.ts';
import { FINDING_KINDS } from '../waiting/finding.ts';
import { STAGE_KINDS } from '../waiting/stage-kinds.ts';
import type { LetterFacts } from './letter.ts';
import { STAFF_LETTERS, STATUS_LETTERS } from './letter-kinds.ts';

const day = z.string().refine((text) => parseDay(text) !== null, 'is not a day such as 2026-11-26');
const text = z.string().nullable();
const count = z.number().int().nonnegative();

const person = z.strictObject({
  name: z.string(),
  role: z.enum(['owner', 'manager', 'director', 'credit']),
  phone: text,
  email: text,
});

const item = z.strictObject({
  kind: z.enum(['order', 'service_job']),
  id: z.string(),
  number: z.string(),
  thing: text,
  asset: text,
  url: text,
  publicNote: text,
  found: z.array(z.enum(FINDING_KINDS)),
  stageKind: z.enum(STAGE_KINDS),
  reason: z.string(),
  since: day.nullable(),
  inStageFor: count.nullable(),
  promisedFor: day.nullable(),
  promisedBefore: day.nullable(),
  neededBy: day.nullable(),
  expected: day.nullable(),
  lateBy: count.nullable(),
  silentSince: day.nullable(),
  silentFor: count.nullable(),
  unanswered: count,
  brokenWord: day.nullable(),
  line: z.strictObject({ description: z.string(), of: count, ready: count }).nullable(),
  offerPartial: z.boolean(),
});

const status = z.strictObject({
  letter: z.enum(STATUS_LETTERS),
  company: z.string(),
  customer: z.strictObject({ name: z.string(), salutation: text }),
  today: day,
  person,
  nextPerson: person.nullable(),
  deciders: z.array(person),
  items: z.array(item).min(1),
  nextWordBy: day,
  apology: z.enum(['delay', 'silence']).nullable(),
  lettersBefore: count,
  noNews: z.boolean(),
});

const staff = z.strictObject({
  letter: z.enum(STAFF_LETTERS),
  company: z.string(),
  today: day,
  person,
  task: z.enum(['call-customer', 'answer-customer', 'review-credit-limit', 'escalation']),
  why: z.enum([
    'no_address',
    'email_not_wanted',
    'past_letters',
    'reply_owed',
    'credit_hold',
    'letters_passed',
    'word_broken',
    'needed_soon',
    'address_refused',
  ]),
  customer: z.strictObject({ id: z.string(), name: z.string(), email: text }),
  items: z.array(item),
  story: z.array(
    z.strictObject({
      on: day,
      letter: z.enum(STATUS_LETTERS),
      status: z.enum(LETTER_STATUSES),
    }),
  ),
});

/** Facts of a letter as JSON or YAML holds them: read from samples and from the ledger. */
export const letterFactsSchema: z.ZodType<LetterFacts> = z.discriminatedUnion('letter', [status, staff]);
