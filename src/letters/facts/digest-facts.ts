import { z } from 'zod';
import { ITEM_KINDS } from '../../customer/ids.ts';
import { TASK_KINDS } from '../../customer/task.ts';
import { common, count, day, type FactsOf, text } from './fact-shapes.ts';

/** One task as a list of tasks tells of it. */
const task = z.strictObject({
  key: z.string(),
  task: z.enum(TASK_KINDS),
  /** A code; one without a sentence is left out. */
  why: z.string(),
  customer: z.strictObject({ id: z.string(), name: z.string(), phone: text }),
  about: z.array(
    z.strictObject({ kind: z.enum([...ITEM_KINDS, 'invoice']), number: z.string(), thing: text }),
  ),
  dueOn: day.nullable(),
  /** What the customer wrote beside an answer with one tap; lists of earlier versions do not say. */
  said: z.string().nullish(),
  /** The letter of ours that it follows from: what the customer was told, and by when we said we would write again. */
  told: z.strictObject({ on: day, subject: z.string(), nextWordBy: day.nullable() }).nullable(),
  /** The mail that is to be read: who wrote it, and about what, as it says itself. Versions of before had none. */
  mail: z.strictObject({ sender: text, subject: text }).nullish(),
  /** Whose task it is, where that person is away and another stands in. */
  insteadOf: text,
});

/** All that a list of one person's tasks says, before words. */
export const digest = z.strictObject({
  letter: z.literal('digest'),
  ...common,
  /** These cannot wait for the list of the day. */
  urgent: z.boolean(),
  /** Without those of customers who were forgotten since. */
  tasks: z.array(task),
  /** How many more there are. */
  more: count,
});

export type DigestTask = FactsOf<typeof task>;
export type DigestFacts = FactsOf<typeof digest>;
