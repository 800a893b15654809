import { z } from 'zod';
import { VERDICT_GROUPS } from '../../dunning/verdict.ts';
import { WAITING_KINDS } from '../../policy/stage-kinds.ts';
import { FIGURES } from '../../week/week.ts';
import { sentence, sentences } from './sentence-kinds.ts';

const HOW_MANY = ['some', 'none', 'unknown'] as const;

/** The sentences of phrases.yaml in the letter about a week. */
export const weekPhrases = z.strictObject({
  subject: sentences(HOW_MANY),
  headline: sentences(HOW_MANY),
  most_for: sentences(WAITING_KINDS),
  span: sentence,
  figure: sentence,
  figures: sentences(FIGURES),
  titles: sentences(['longest', 'stage', 'reason', 'supplier', 'owner', 'harsh', 'to_mend', 'allowances']),
  // Versions of before mended nobody.
  mended: sentence.optional(),
  pothole: sentence,
  unnamed: sentence,
  wait: sentence,
  items: sentences(['order', 'service_job']),
  harsh: sentences(VERDICT_GROUPS),
  to_mend: sentences([
    'rows_set_aside',
    'fields_in_doubt',
    'unmapped_stages',
    'unsaid_reasons',
    'no_address',
  ]),
  too_short: sentence,
  too_long: sentence,
  where: sentence,
  footer: sentence,
});
