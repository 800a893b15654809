import { answersIn } from '../check/answers.ts';
import { placeIn } from '../check/fault.ts';
import { enginesFor } from '../language/liquid.ts';
import { localeOf } from '../language/locale.ts';
import { type Phrases, readPhrases } from '../language/phrases.ts';
import { LAYOUT_FILE, phrasesFile, templateFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { firstUses, variableUses } from '../template/variable-uses.ts';

/** Something that one text has and the other has not, and where it stands in the one that has it. */
export interface Difference {
  readonly name: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** What a draft of a letter says or leaves out that the published text does not; JSON. */
export interface LetterChange {
  /** Variables by their path: "item.what". */
  readonly variablesAdded: readonly Difference[];
  readonly variablesDropped: readonly Difference[];
  /** Phrases by their key: "reasons.weather.why". */
  readonly phrasesAdded: readonly Difference[];
  readonly phrasesDropped: readonly Difference[];
  /** Answers that the published text gives and the draft does not. */
  readonly answersLost: readonly Difference[];
}

/** Compares two texts of one letter. Throws what the parsers throw: a draft that is not sound has its faults told first. */
export function changeOf(published: TemplateSource, draft: TemplateSource): LetterChange {
  const before = { variables: variablesIn(published), phrases: phrasesIn(published) };
  const after = { variables: variablesIn(draft), phrases: phrasesIn(draft) };
  const given = new Set(answersIn(draft).flatMap(({ answer, line }) => (line === null ? [] : [answer])));
  return {
    variablesAdded: beyond(after.variables, before.variables),
    variablesDropped: beyond(before.variables, after.variables),
    phrasesAdded: beyond(after.phrases, before.phrases),
    phrasesDropped: beyond(before.phrases, after.phrases),
    answersLost: answersIn(published)
      .filter(({ answer, line }) => line !== null && !given.has(answer))
      .map(({ answer, line, column }) => ({ name: answer, file: templateFile(published), line, column })),
  };
}

/** A variable that only moved within its file is no difference; one that moved to another file is. */
function beyond(some: readonly Difference[], others: readonly Difference[]): Difference[] {
  const known = new Set(others.map(({ file, name }) => `${file} ${name}`));
  return some.filter(({ file, name }) => !known.has(`${file} ${name}`));
}

function variablesIn(source: TemplateSource): Difference[] {
  const phrases = phrasesOf(source);
  const { liquid } = enginesFor(localeOf(source), phrases).text;
  const inMjml = (file: string, text: string): Difference[] =>
    firstUses(variableUses(text, liquid)).map(({ path, line, column }) => ({
      name: path,
      file,
      line,
      column,
    }));
  const spoken = new Set(
    sentencesIn(phrases, '').flatMap(([, sentence]) =>
      variableUses(sentence, liquid).uses.map(({ path }) => path),
    ),
  );
  const inPhrases = [...spoken].map((path) => ({
    name: path,
    file: phrasesFile(source.language),
    ...(placeIn(source.phrases, path) ?? NOWHERE),
  }));
  return [
    ...inMjml(templateFile(source), source.template),
    ...inMjml(LAYOUT_FILE, source.layout),
    ...inPhrases,
  ];
}

const phrasesIn = (source: TemplateSource): Difference[] =>
  sentencesIn(phrasesOf(source), '').map(([name]) => ({
    name,
    file: phrasesFile(source.language),
    ...(placeIn(source.phrases, `${name.split('.').at(-1)}:`) ?? NOWHERE),
  }));

const NOWHERE = { line: null, column: null };

function phrasesOf({ phrases, language }: TemplateSource): Phrases {
  const read = readPhrases(phrases, language);
  if ('faults' in read) throw new Error(read.faults.map(({ message }) => message).join('\n'));
  return read.phrases;
}

/** Every text of the phrases with its key. */
function sentencesIn(value: unknown, path: string): [key: string, sentence: string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) =>
    sentencesIn(inner, path === '' ? key : `${path}.${key}`),
  );
}
