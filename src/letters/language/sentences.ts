import { ConfigurationFailure, messageOf } from '../../failure.ts';
import { faultLines } from './file-faults.ts';
import { lacking, MISSING } from './fit-phrases.ts';
import { type Engine, enginesFor, type Rendering } from './liquid.ts';
import { localeOf } from './locale.ts';
import { type Phrases, readPhrases } from './phrases.ts';

/** A phrase, parsed once: give it a context and it is a sentence. */
export type Sentence = (context: object) => string;

type Parsed<Value> = Value extends string ? Sentence : { readonly [Key in keyof Value]: Parsed<Value[Key]> };
type Spoken = Omit<Phrases, 'plurals' | 'numbers' | 'weekdays' | 'day_separator'>;
/** The phrases of one language with every sentence parsed. */
export type Sentences = { readonly [Key in keyof Spoken]: Parsed<Spoken[Key]> };

/** A phrase that is not sound Liquid; `path` names it: "reasons.weather.why". */
export class BadPhrase extends Error {
  override readonly name = 'BadPhrase';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`${path}: ${messageOf(cause)}`, { cause });
    this.path = path;
  }
}

/**
 * The sentences of one language, from the texts of its phrases.yaml and language.yaml. Throws ConfigurationFailure naming
 * line and column of everything that is wrong with them.
 */
export function sentencesFor(language: string, phrasesYaml: string, localeYaml?: string): Sentences {
  const read = readPhrases(phrasesYaml, language);
  if ('faults' in read) {
    throw new ConfigurationFailure(faultLines('phrases.yaml', language, read.faults));
  }
  const locale = localeOf({ language, locale: localeYaml });
  return parseSentences(read.phrases, enginesFor(locale, read.phrases).text);
}

const parsedWith = new WeakMap<Engine, { readonly phrases: Phrases; readonly sentences: Sentences }>();

/** Parses every sentence of the phrases with the engine that escapes nothing, once for the same two. Throws BadPhrase. */
export function parseSentences(phrases: Phrases, engine: Engine): Sentences {
  const before = parsedWith.get(engine);
  if (before?.phrases === phrases) return before.sentences;
  const sentences = parseSpoken(phrases, engine);
  parsedWith.set(engine, { phrases, sentences });
  return sentences;
}

function parseSpoken(phrases: Phrases, engine: Engine): Sentences {
  const { plurals: _p, numbers: _n, weekdays: _w, day_separator: _d, ...spoken } = phrases;
  return parseAll(spoken, engine, '') as Sentences;
}

function parseAll(value: unknown, engine: Engine, path: string): unknown {
  if (typeof value === 'string') return parseOne(value, engine, path);
  const entries = Object.entries(value ?? {}).map(([key, inner]) => [
    key,
    parseAll(inner, engine, path === '' ? key : `${path}.${key}`),
  ]);
  return Object.fromEntries(entries);
}

function parseOne(text: string, engine: Engine, path: string): Sentence {
  if (text === MISSING) return () => lacking(path);
  const parsed = parse(text, engine, path);
  // Most phrases have no variables: nothing to render.
  if (!text.includes('{')) return () => text;
  return (context) => {
    try {
      return parsed(context);
    } catch (error) {
      throw new BadPhrase(path, error);
    }
  };
}

function parse(text: string, engine: Engine, path: string): Rendering {
  try {
    return engine.parse(text);
  } catch (error) {
    throw new BadPhrase(path, error);
  }
}
