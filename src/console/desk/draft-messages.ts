import { z } from 'zod';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { letterFactsSchema } from '../../letters/facts/facts-schema.ts';
import { READABILITY } from '../../letters/language/locale.ts';
import { LANGUAGE } from '../../settings/language-folders.ts';

/*
 * What the desk asks of the process that judges drafts, and what it hears back. Both sides read what comes to them as if a
 * stranger had written it.
 */
const source = z.strictObject({
  letter: z.enum(ALL_LETTERS),
  language: z.string().regex(LANGUAGE),
  template: z.string(),
  layout: z.string(),
  phrases: z.string(),
  locale: z.string().optional(),
  safety: z.string().optional(),
});
const sample = z.strictObject({ name: z.string(), hostile: z.boolean(), facts: letterFactsSchema });

export const draftRequest = z.discriminatedUnion('asks', [
  z.strictObject({ asks: z.literal('check'), source, samples: z.array(sample).readonly() }),
  z.strictObject({ asks: z.literal('preview'), source, sample }),
  z.strictObject({ asks: z.literal('report'), source, sample }),
  z.strictObject({ asks: z.literal('change'), source, published: source }),
  z.strictObject({
    asks: z.literal('sentences'),
    source,
    sample,
    /** Keys of which a person wants to know more, and of those that are shown as changed. */
    chosen: z.string().nullable(),
    changed: z.array(z.string()).readonly(),
  }),
  z.strictObject({ asks: z.literal('put'), source, sample, key: z.string(), sentence: z.string() }),
]);
export type DraftRequest = z.infer<typeof draftRequest>;

const place = { file: z.string(), line: z.number().nullable(), column: z.number().nullable() };
const fault = z.strictObject({ rule: z.string(), ...place, message: z.string() });
const difference = z.strictObject({ name: z.string(), ...place });
const differences = z.array(difference).readonly();

/** What was asked for, or why there is no such thing. */
const judged = <Good extends z.ZodType>(good: Good) =>
  z.union([z.strictObject({ ok: good }), z.strictObject({ faults: z.array(fault).readonly() })]);

/** What is wrong with one sentence, or could be plainer: the first kinds keep it from being saved. */
const sentenceSlip = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({ kind: z.literal('syntax'), near: z.string() }),
  z.strictObject({ kind: z.literal('unknown'), name: z.string(), nearest: z.string().nullable() }),
  z.strictObject({ kind: z.literal('long'), words: z.number(), most: z.number() }),
  z.strictObject({ kind: z.literal('subject'), signs: z.number(), most: z.number() }),
  z.strictObject({ kind: z.literal('forbidden'), phrase: z.string() }),
  z.strictObject({ kind: z.literal('exclaims') }),
]);

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
          index: z.enum(READABILITY),
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
  sentences: judged(
    z.strictObject({
      subject: z.string(),
      preheader: z.string(),
      /** With a span around what each sentence says. */
      html: z.string(),
      text: z.string(),
      /** The sentences of this letter in their order, and what each says in it. */
      said: z.array(z.strictObject({ key: z.string(), words: z.string() })).readonly(),
      /** All sentences of the language. */
      all: z.array(z.tuple([z.string(), z.string()])).readonly(),
      chips: z.array(z.strictObject({ token: z.string(), example: z.string().nullable() })).readonly(),
    }),
  ),
  put: judged(
    z.strictObject({
      /** The phrases with the sentence in them. */
      content: z.string(),
      /** What it was before; null: there is no such sentence. */
      was: z.string().nullable(),
      slips: z.array(sentenceSlip).readonly(),
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
