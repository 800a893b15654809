import { z } from 'zod';
import { ITEM_KINDS } from '../../customer/ids.ts';
import { VERDICT_GROUPS } from '../../dunning/verdict.ts';
import { STAGE_KINDS } from '../../policy/stage-kinds.ts';
import { FIGURES, POTHOLES, weekSchema } from '../../week/week.ts';
import { common, count, day, type FactsOf, text } from './fact-shapes.ts';

const { to_mend: toMend, allowances, mended } = weekSchema.shape;

/** All that the letter about a week says, before words. */
export const week = z.strictObject({
  letter: z.literal('week'),
  ...common,
  /** `2026-W48` */
  week: z.string(),
  from: day,
  to: day,
  headline: z.strictObject({
    customers: count.nullable(),
    change: z.int().nullable(),
    mostFor: z.enum(STAGE_KINDS).nullable(),
  }),
  figures: z.array(
    z.strictObject({ name: z.enum(FIGURES), value: count.nullable(), change: z.int().nullable() }),
  ),
  /** The worst of each; an owner by name. */
  potholes: z.array(z.strictObject({ by: z.enum(POTHOLES), name: text, customers: count, daysLost: count })),
  /** Without those of customers who were forgotten since. */
  longest: z.array(
    z.strictObject({
      customer: z.strictObject({ id: z.string(), name: z.string() }),
      kind: z.enum(ITEM_KINDS),
      number: z.string(),
      since: day,
      /** Working days for which it was late. */
      days: count,
    }),
  ),
  harsh: z.array(z.strictObject({ group: z.enum(VERDICT_GROUPS), letters: count })),
  toMend,
  allowances,
  mended,
});
export type WeekFacts = FactsOf<typeof week>;
