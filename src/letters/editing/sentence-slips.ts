import { forbiddenIn } from '../check/forbidden-words.ts';
import {
  kindnessOf,
  MOST_IN_SUBJECT,
  sentencesOf,
  WORDS_IN_SENTENCE,
  wordsOf,
} from '../check/plain-language.ts';
import { safetyOf } from '../check/safety.ts';
import type { Engine } from '../language/liquid.ts';
import { localeOf } from '../language/locale.ts';
import type { TemplateSource } from '../template/template.ts';
import { variableUses } from '../template/variable-uses.ts';
import { isStaffLetter } from '../template/variables.ts';
import { unmarked } from './marked.ts';
import { namesIn } from './sentence-parts.ts';

/** What is wrong with one sentence, or could be plainer. */
export type Slip =
  | { readonly kind: 'empty' }
  /** Braces that do not fit, or a word between them that means nothing. */
  | { readonly kind: 'syntax'; readonly near: string }
  | { readonly kind: 'unknown'; readonly name: string; readonly nearest: string | null }
  | { readonly kind: 'long'; readonly words: number; readonly most: number }
  | { readonly kind: 'subject'; readonly signs: number; readonly most: number }
  | { readonly kind: 'forbidden'; readonly phrase: string }
  | { readonly kind: 'exclaims' };

const LONGEST_QUOTED = 80;

/**
 * What is wrong with a sentence, where it is said with `given`; null: the letter that is shown does not say it, and only its
 * braces are looked at.
 */
export function slipsOf(
  source: Pick<TemplateSource, 'letter' | 'language' | 'locale' | 'safety'>,
  key: string,
  sentence: string,
  given: object | null,
  engine: Engine,
): readonly Slip[] {
  if (sentence.trim() === '') return [{ kind: 'empty' }];
  const unknown = unknownIn(sentence, given, engine);
  if (unknown.length > 0) return unknown;
  return plainSlips(source, key, saidWith(sentence, given, engine));
}

function unknownIn(sentence: string, given: object | null, engine: Engine): readonly Slip[] {
  try {
    const used = variableUses(sentence, engine.liquid);
    if (given === null) return [];
    const known = namesIn(given);
    const own = new Set([...used.assigned, ...used.loops.keys(), 'forloop']);
    const names = [...new Set(used.uses.map(({ path }) => path))];
    return names
      .filter((name) => !own.has(name.split('.')[0] ?? '') && !isIn(given, name))
      .map((name) => ({
        kind: 'unknown' as const,
        name: name.slice(0, LONGEST_QUOTED),
        nearest: nearestOf(name, known),
      }));
  } catch {
    return [
      { kind: 'syntax', near: (/\{[^}]*\}?\}?/.exec(sentence)?.[0] ?? sentence).slice(0, LONGEST_QUOTED) },
    ];
  }
}

function isIn(given: object, path: string): boolean {
  let value: unknown = given;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return true;
}

/** The name that was probably meant; null: none is near. */
export function nearestOf(name: string, known: readonly string[]): string | null {
  const most = Math.max(2, Math.floor(name.length / 3));
  const [first] = known
    .map((other) => ({
      other,
      steps: Math.min(stepsBetween(name, other), stepsBetween(name, other.split('.').at(-1) ?? '') + 1),
    }))
    .filter(({ steps }) => steps <= most)
    .sort((one, other) => one.steps - other.steps);
  return first?.other ?? null;
}

/** How many letters are to be changed, added or taken away (Levenshtein). */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, sign] of [...one].entries()) {
    const next = [at + 1];
    for (let to = 1; to <= other.length; to++)
      next.push(
        Math.min(
          (next[to - 1] ?? 0) + 1,
          (row[to] ?? 0) + 1,
          (row[to - 1] ?? 0) + (sign === other[to - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** As the letter says it; where it cannot, its words without what stands in braces. */
function saidWith(sentence: string, given: object | null, engine: Engine): string {
  try {
    if (given !== null) return unmarked(engine.parse(sentence)(given));
  } catch {
    // The words alone are looked at.
  }
  return sentence.replace(/\{%[\s\S]*?%\}/g, '').replace(/\{\{[\s\S]*?\}\}/g, '…');
}

function plainSlips(
  source: Pick<TemplateSource, 'letter' | 'language' | 'locale' | 'safety'>,
  key: string,
  said: string,
): readonly Slip[] {
  const { letter } = source;
  const staff = isStaffLetter(letter);
  const forbidden = forbiddenIn(said, safetyOf(source), kindnessOf(letter)).map(
    (phrase): Slip => ({ kind: 'forbidden', phrase }),
  );
  const exclaims: readonly Slip[] = said.includes('!') ? [{ kind: 'exclaims' }] : [];
  if (staff) return [...forbidden, ...exclaims];
  const long = sentencesOf(said, localeOf(source).tag)
    .map((one) => wordsOf(one).length)
    .filter((words) => words > WORDS_IN_SENTENCE)
    .map((words): Slip => ({ kind: 'long', words, most: WORDS_IN_SENTENCE }));
  const signs = [...said].length;
  const subject: readonly Slip[] =
    /(?:^|\.)subjects?(?:\.|$)/.test(key) && signs > MOST_IN_SUBJECT
      ? [{ kind: 'subject', signs, most: MOST_IN_SUBJECT }]
      : [];
  return [...forbidden, ...exclaims, ...long, ...subject];
}
