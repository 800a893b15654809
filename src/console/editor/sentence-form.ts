import { z } from 'zod';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { LANGUAGE } from '../../settings/language-folders.ts';

/** The longest sentence that anybody may type; the longest that is shipped has some 400 characters. */
const LONGEST = 4_000;
const chosen = z
  .string()
  .max(300)
  .nullish()
  .transform((text) => text || null);
const letter = z.enum(ALL_LETTERS).nullish().catch(null);
const language = z.string().regex(LANGUAGE).nullish().catch(null);
const dark = z.literal('on').nullish().catch(null);

/** Which letter is looked at, with what facts, and which of its sentences. */
export const sentenceQuery = z.object({ language, letter, sample: chosen, key: chosen, find: chosen, dark });
export type SentenceQuery = z.infer<typeof sentenceQuery>;

/** What the field of a sentence sends. */
export const sentenceForm = z.object({
  language: z.string().max(10),
  letter: z.enum(ALL_LETTERS),
  sample: chosen,
  key: z.string().max(300),
  /** A field of several lines sends them; a sentence has one. */
  sentence: z
    .string()
    .max(LONGEST)
    .transform((text) => text.replace(/\s*[\r\n]+\s*/g, ' ')),
  /** What it was when somebody began to type. */
  was: z.string().max(LONGEST),
  dark,
});
export type SentenceForm = z.infer<typeof sentenceForm>;

/** The address of a sentence in a letter. */
export function sentencesAt(
  place: {
    readonly [Part in 'language' | 'letter' | 'sample' | 'key' | 'find' | 'dark']?: string | null | undefined;
  },
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (value) query.set(name, value);
  return `/sentences?${query}`;
}
