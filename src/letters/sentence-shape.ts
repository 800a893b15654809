import { z } from 'zod';

/** A phrase of phrases.yaml: one sentence, or a few that belong together. */
export const sentence = z.string().trim().min(1);

/** One sentence for each of these keys, and no other. */
export const sentences = <Key extends string>(keys: readonly [Key, ...Key[]]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, sentence])) as Record<Key, typeof sentence>);
