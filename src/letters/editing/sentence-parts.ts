import { type Engine, LIQUID_TOKEN } from '../language/liquid.ts';
import { unmarked } from './marked.ts';

/** Something that may stand in a sentence in place of words, and what it is in the letter that is shown. */
export interface Chip {
  /** As it is written: `{{ item.promised_for | on }}`. */
  readonly token: string;
  /** Null: nothing here, or it is no value but a condition. */
  readonly example: string | null;
}

/** More than any sentence is given. */
const MOST_CHIPS = 120;
const LONGEST_EXAMPLE = 60;
const DEEPEST = 3;
const CODES = /(?:^|\.)(?:kind|lead|reason|state|code|currency|today|url|tel)$/;

/** All that a sentence may say besides its words: what stands in it first, then every value that it is given. */
export function chipsOf(sentence: string, given: object, engine: Engine): readonly Chip[] {
  const here = sentence.match(LIQUID_TOKEN) ?? [];
  const offered = valuesIn(given, '').flatMap(([path, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    const text = unmarked(String(value));
    // Codes are nothing to read, and whole sentences are no part of one.
    if (/^[a-z]+_[a-z_]+$|^$/.test(text) || CODES.test(path) || text.length > LONGEST_EXAMPLE) return [];
    const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
    return [`{{ ${path}${isDay ? ' | day' : ''} }}`];
  });
  const tokens = [...new Set([...here, ...offered])].slice(0, MOST_CHIPS);
  return tokens.map((token) => ({ token, example: exampleOf(token, given, engine) }));
}

function exampleOf(token: string, given: object, engine: Engine): string | null {
  if (token.startsWith('{%')) return null;
  try {
    const text = unmarked(engine.parse(token)(given));
    return text === '' ? null : cut(text);
  } catch {
    return null;
  }
}

const cut = (text: string): string => {
  const signs = [...text];
  return signs.length <= LONGEST_EXAMPLE ? text : `${signs.slice(0, LONGEST_EXAMPLE - 1).join('')}…`;
};

/** Names of all that is given, by their paths: "item.line.due". */
export const namesIn = (given: object): readonly string[] => valuesIn(given, '').map(([path]) => path);

function valuesIn(value: unknown, path: string): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [[path, value]];
  if (Array.isArray(value) || path.split('.').length > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    valuesIn(inner, path === '' ? name : `${path}.${name}`),
  );
}
