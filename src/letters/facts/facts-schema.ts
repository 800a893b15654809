import { z } from 'zod';
import { ALARM_CODES } from '../../alarms/alarm.ts';
import { presentName, STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import { TASK_KINDS, TASK_REASONS } from '../../customer/task.ts';
import { correction } from './correction-facts.ts';
import { digest } from './digest-facts.ts';
import { common, count, day, eventsOf, item, person, text, toCustomer, toStaff } from './fact-shapes.ts';
import type { LetterFacts } from './letter-facts.ts';
import { callCustomer, creditReview, reminder } from './money-facts-schema.ts';
import { week } from './week-facts.ts';

const status = z.strictObject({
  letter: z.enum(STATUS_LETTERS),
  ...toCustomer,
  nextPerson: person.nullable(),
  deciders: z.array(person),
  items: z.array(item).min(1),
  nextWordBy: day.nullable(),
  finder: person.nullish(),
  callBy: day.nullish(),
  rest: count.optional(),
  apology: z.enum(['delay', 'silence', 'risk']).nullable(),
  lettersBefore: count,
  noNews: z.boolean(),
});

const staff = z.strictObject({
  letter: z.enum(['task', 'escalation']),
  ...toStaff,
  task: z.enum(TASK_KINDS),
  why: z.enum(TASK_REASONS),
  dueOn: day.nullish(),
  said: z.string().nullish(),
  items: z.array(item),
  story: eventsOf(STATUS_LETTERS),
});

const wallMoment = z.strictObject({ day, time: z.string() });

const alarm = z.strictObject({
  letter: z.literal('alarm'),
  ...common,
  code: z.enum(ALARM_CODES),
  subject: z.string(),
  reason: text,
  number: count.nullable(),
  asOf: wallMoment.nullable(),
  since: wallMoment,
  ended: wallMoment.nullable(),
});

/** Facts of a letter as JSON or YAML holds them: read from samples and from the ledger. */
export const letterFactsSchema: z.ZodType<LetterFacts> = z.preprocess(
  withPresentName,
  z.discriminatedUnion('letter', [
    status,
    staff,
    digest,
    reminder,
    correction,
    callCustomer,
    creditReview,
    alarm,
    week,
  ]),
);

/** Letters of the first edition name their kind as it was called then. */
function withPresentName(facts: unknown): unknown {
  if (typeof facts !== 'object' || facts === null || !('letter' in facts)) return facts;
  return typeof facts.letter === 'string' ? { ...facts, letter: presentName(facts.letter) } : facts;
}
