import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import type { LetterFacts } from '../facts/letter-facts.ts';
import { ALLOWED_FILTERS, ALLOWED_TAGS, enginesFor } from '../language/liquid.ts';
import type { Locale } from '../language/locale.ts';
import { ownFilters } from '../language/own-filters.ts';
import type { Phrases } from '../language/phrases.ts';
import { parseSentences } from '../language/sentences.ts';
import { type Shape, variablesOf } from '../template/variables.ts';
import { wordsFor } from '../words/words.ts';

/** A variable that a letter may use. */
export interface VariableOffer {
  /** "item.what"; of what a list holds "items[].what": a loop gives it another name. */
  readonly path: string;
  readonly holds: 'text' | 'number' | 'yes or no' | 'day' | 'amount' | 'list' | 'fields';
  /** What it is in the first sample that has it; null: none has, so it may be missing in a letter. */
  readonly example: string | null;
}

/** All that may stand between the braces of a letter's template. */
export interface Completions {
  readonly variables: readonly VariableOffer[];
  readonly filters: readonly string[];
  readonly tags: readonly string[];
}

/**
 * What an editor offers while somebody writes the template of a letter, with examples out of its samples. The phrases are
 * those of the language that the samples are in.
 */
export function completionsFor(
  letter: AnyLetterKind,
  locale: Locale,
  phrases: Phrases,
  samples: readonly LetterFacts[],
): Completions {
  const say = parseSentences(phrases, enginesFor(locale, phrases).text);
  const given = samples.map((facts): unknown => wordsFor(facts, locale.language, say));
  return {
    variables: offersIn(variablesOf(letter), '', given),
    filters: [...Object.keys(ownFilters(locale, phrases)), ...ALLOWED_FILTERS].sort(),
    tags: ALLOWED_TAGS,
  };
}

/** @param given the values that the samples have there */
function offersIn(shape: Shape, path: string, given: readonly unknown[]): VariableOffer[] {
  const known = given.filter((value) => value !== null && value !== undefined);
  if (shape === 'value') return [{ path, ...printed(known[0]) }];
  if (Array.isArray(shape)) {
    const [element] = shape;
    const inner = element ? offersIn(element, `${path}[]`, known.flat()) : [];
    return [{ path, holds: 'list', example: null }, ...inner];
  }
  if (isAmount(shape)) return [{ path, holds: 'amount', example: amountOf(known[0]) }];
  const fields = Object.entries(shape).flatMap(([name, inner]) =>
    offersIn(
      inner,
      path === '' ? name : `${path}.${name}`,
      known.map((value) => fieldOf(value, name)),
    ),
  );
  return path === '' ? fields : [{ path, holds: 'fields', example: null }, ...fields];
}

function printed(value: unknown): Omit<VariableOffer, 'path'> {
  if (value === undefined) return { holds: 'text', example: null };
  const example = String(value);
  if (typeof value === 'boolean') return { holds: 'yes or no', example };
  if (typeof value === 'number') return { holds: 'number', example };
  return { holds: /^\d{4}-\d\d-\d\d$/.test(example) ? 'day' : 'text', example };
}

const isAmount = (shape: Shape): boolean =>
  typeof shape === 'object' && Object.keys(shape).join() === 'amount,currency';

const amountOf = (value: unknown): string | null =>
  value === undefined ? null : `${String(fieldOf(value, 'amount'))} ${String(fieldOf(value, 'currency'))}`;

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
