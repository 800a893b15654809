import { stageKey } from '../customer/stage-key.ts';
import { ConfigurationFailure } from '../failure.ts';
import { type Path, type PolicyDocument, type PolicyFault, readDocument } from './document.ts';
import { faultsOf, pathInWords, placed } from './faults.ts';
import { type LetterLanguages, letterLanguageFaults } from './letter-languages.ts';
import { oldKeysIn } from './old-keys.ts';
import type { Rules } from './rules.ts';
import { rulesOf } from './rules-of.ts';
import { policySchema } from './schema.ts';
import { isTable, merged, own, type YamlTable } from './table.ts';

const STAGES: Path = ['waiting', 'stages'];

/** What a policy is read from. */
export interface PolicyTexts {
  readonly file: string;
  /** How faults call the file. */
  readonly name: string;
  /** The default that a file may extend. */
  readonly shipped: string;
  /** What letters can be written in. */
  readonly languages: LetterLanguages;
}

/** A policy file and what it is laid over. */
export interface Layers {
  readonly document: PolicyDocument;
  /** What the file itself says, without `extends`. */
  readonly says: YamlTable;
  /** Null: the file extends nothing. */
  readonly base: { readonly document: PolicyDocument; readonly says: YamlTable } | null;
  /** What was published in the console: over the default, under the file. Null: nothing. */
  readonly published: YamlTable | null;
  /** All together, before anybody asks whether it makes sense. */
  readonly whole: YamlTable;
  readonly faults: PolicyFault[];
}

/**
 * Reads a policy file. `name` is how faults call it; `shipped` is the text of the default policy, which a file
 * that says `extends: default` is laid over (maps merge by key, lists replace). Without it a file must be complete.
 * `languages` are those that letters can be written in. Throws ConfigurationFailure with every fault at once, each with its line.
 */
export function parsePolicy(text: string, name: string, shipped: string, languages: LetterLanguages): Rules {
  const texts = { file: text, name, shipped, languages };
  return readFrom(texts, rulesFrom(texts, null));
}

/** What rules were read from, while they are as they were read; what was changed in memory (a trial, a replay) is from no file. */
const origins = new WeakMap<Rules, PolicyTexts>();
export const textsOf = (rules: Rules): PolicyTexts | null => origins.get(rules) ?? null;
const readFrom = (texts: PolicyTexts, rules: Rules): Rules => {
  origins.set(rules, texts);
  return rules;
};

/**
 * The rules of a file with what was published under it: the file's own keys stand, and what it leaves open is as published.
 * Throws ConfigurationFailure when both together make no policy.
 */
export const rulesWithPublished = (texts: PolicyTexts, published: YamlTable): Rules =>
  readFrom(texts, rulesFrom(texts, published));

function rulesFrom({ file, name, shipped, languages }: PolicyTexts, published: YamlTable | null): Rules {
  const layers = layersOf(file, name, shipped, published);
  const { document, says, whole, faults } = layers;
  const result = policySchema.safeParse(whole);
  faults.push(...placed(letterLanguageFaults(whole, languages), document));
  if (result.success && faults.length === 0) return rulesOf(result.data, oldKeysIn(says, document));
  if (!result.success) faults.push(...faultsOf(result.error, policySchema, document, whole));
  const told = failure(name, faults);
  throw published === null ? told : new ConfigurationFailure([...told.faults, TO_MEND]);
}

const TO_MEND =
  'A policy was published in the console, and lies under this file: what is wrong may stand there. `tidings policy versions` lists what was published, `tidings policy restore` puts an earlier one in force.';

/** The file and what it lies over, as parsePolicy reads them. Throws ConfigurationFailure when one is no YAML. */
export function layersOf(
  text: string,
  name: string,
  shipped: string,
  published: YamlTable | null = null,
): Layers {
  const document = opened(text, name);
  const faults: PolicyFault[] = [];
  const { extends: extended, ...own } = withStageKeys(document, faults);
  if (extended !== undefined && extended !== 'default') {
    faults.push({ line: document.lineOf(['extends']), message: 'extends: can only be default' });
  }
  // Where nobody has a file of their own the default is nobody's word.
  const isDefault = extended === undefined && text === shipped;
  const says = isDefault ? {} : own;
  const under = (base: unknown): YamlTable => {
    const whole = merged(published === null ? base : merged(base, published), says);
    return isTable(whole) ? whole : says;
  };
  if (extended === undefined && !isDefault)
    return { document, says, base: null, published, whole: under({}), faults };
  const below = isDefault ? document : opened(shipped, 'the shipped policy.yaml');
  const base = { document: below, says: isDefault ? own : withStageKeys(below, []) };
  return { document, says, base, published, whole: under(base.says), faults };
}

function opened(text: string, name: string): PolicyDocument {
  const document = readDocument(text, name);
  if ('table' in document) return document;
  throw failure(name, document);
}

/** Stage names count the same in any case; two that differ only in case are a fault. */
function withStageKeys(document: PolicyDocument, faults: PolicyFault[]): YamlTable {
  const { table } = document;
  const waiting = own(table, 'waiting');
  const stages = isTable(waiting) ? own(waiting, 'stages') : undefined;
  if (!isTable(waiting) || !isTable(stages)) return table;
  const keyed = new Map<string, unknown>();
  for (const [name, rule] of Object.entries(stages)) {
    const key = stageKey(name);
    if (keyed.has(key)) {
      const message = `${pathInWords([...STAGES, name])}: is the same stage as another one; keep one of them`;
      faults.push({ line: document.lineOf([...STAGES, name]), message });
    }
    keyed.set(key, rule);
  }
  return { ...table, waiting: { ...waiting, stages: Object.fromEntries(keyed) } };
}

function failure(name: string, faults: readonly PolicyFault[]): ConfigurationFailure {
  const inOrder = [...faults].sort((a, b) => a.line - b.line);
  return new ConfigurationFailure(inOrder.map(({ line, message }) => `${name}:${line}: ${message}`));
}
