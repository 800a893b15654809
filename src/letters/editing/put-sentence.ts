import { isScalar, parseDocument } from 'yaml';

/**
 * A phrases file in which one sentence says something else; all else stays as it was typed, comments too.
 * @param key "what.late". @throws Error when the file is no YAML
 */
export function putSentence(content: string, key: string, sentence: string): string {
  const document = parseDocument(content, { prettyErrors: false });
  const [fault] = document.errors;
  if (fault) throw new Error(fault.message);
  const path = key.split('.');
  const node = document.getIn(path, true);
  const quoted = JSON.stringify(sentence);
  if (!isScalar(node) || !node.range) {
    document.setIn(path, sentence);
    return document.toString({ lineWidth: 0 });
  }
  const [from, to] = node.range;
  const before = content.slice(from, to);
  // A block of lines ends with the break before what follows.
  return content.slice(0, from) + quoted + (before.endsWith('\n') ? '\n' : '') + content.slice(to);
}

/** No letter says these as a sentence: they are the forms that sentences are made with. */
const FORMS: readonly string[] = ['plurals', 'numbers', 'weekdays', 'day_separator'];

/** Every sentence of phrases by its key, in the order of the file. */
export const sentencesOf = (phrases: object): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(phrases).flatMap(([key, value]) => (FORMS.includes(key) ? [] : textsIn(value, key))),
  );

function textsIn(value: unknown, path: string): [key: string, sentence: string][] {
  // What a language need not say stands for itself: no text holds a NUL.
  if (typeof value === 'string') return value.includes('\0') ? [] : [[path, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
}

/** The sentences in which all of these words stand, at the beginning of words; case and accents do not matter. */
export function findSentences(sentences: ReadonlyMap<string, string>, sought: string): readonly string[] {
  const words = folded(sought)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return [...sentences]
    .filter(([, sentence]) => {
      const has = ` ${folded(sentence.replace(/\{[{%][\s\S]*?[}%]\}/g, ' '))}`;
      return words.every((word) => has.includes(` ${word}`));
    })
    .map(([key]) => key);
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ł', 'l')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
