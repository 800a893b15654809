import { z } from 'zod';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { letterFactsSchema } from '../../letters/facts/facts-schema.ts';

/*
 * What the desk asks of the process that judges drafts, and what it hears back. Both sides read what comes to them as if a
 * stranger had written it.
 */
const source = z.strictObject({
  letter: z.enum(ALL_LETTERS),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/),
  template: z.string(),
  layout: z.string(),
  phrases: z.string(),
});
const sample = z.strictObject({ name: z.string(), hostile: z.boolean(), facts: letterFactsSchema });

export const draftRequest = z.discriminatedUnion('asks', [
  z.strictObject({ asks: z.literal('check'), source, samples: z.array(sample).readonly() }),
  z.strictObject({ asks: z.literal('preview'), source, sample }),
  z.strictObject({ asks: z.literal('report'), source, sample }),
  z.strictObject({ asks: z.literal('change'), source, published: source }),
]);
export type DraftRequest = z.infer<typeof draftRequest>;

const place = { file: z.string(), line: z.number().nullable(), column: z.number().nullable() };
const fault = z.strictObject({ rule: z.string(), ...place, message: z.string() });
const difference = z.strictObject({ name: z.string(), ...place });
const differences = z.array(difference).readonly();

/** What was asked for, or why there is no such thing. */
const judged = <Good extends z.ZodType>(good: Good) =>
  z.union([z.strictObject({ ok: good }), z.strictObject({ faults: z.array(fault).readonly() })]);

/** What each question is answered with. */
export const draftAnswers = {
  check: judged(z.null()),
  preview: judged(
    z.strictObject({
      subject: z.string(),
      preheader: z.string(),
      html: z.string(),
      text: z.string(),
      lang: z.string(),
    }),
  ),
  report: judged(
    z.strictObject({
      words: z.number(),
      mostWords: z.number().nullable(),
      longest: z.strictObject({ words: z.number(), text: z.string() }).nullable(),
      readability: z
        .strictObject({
          index: z.enum(['Flesch', 'Flesch-Oborneva', 'FOG-PL', 'LIX']),
          score: z.number(),
          grade: z.enum(['easy', 'plain', 'hard']),
        })
        .nullable(),
      answers: z
        .array(
          z.strictObject({
            answer: z.string(),
            line: z.number().nullable(),
            column: z.number().nullable(),
          }),
        )
        .readonly(),
      forbidden: z.array(z.strictObject({ phrase: z.string(), ...place })).readonly(),
    }),
  ),
  change: judged(
    z.strictObject({
      variablesAdded: differences,
      variablesDropped: differences,
      phrasesAdded: differences,
      phrasesDropped: differences,
      answersLost: differences,
    }),
  ),
};

export type DraftAnswers = {
  readonly [Asks in keyof typeof draftAnswers]: z.infer<(typeof draftAnswers)[Asks]>;
};

/** The first word of the process: it has loaded all that it needs. */
export const READY = 'ready';
