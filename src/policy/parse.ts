import { stageKey } from '../customer/stage-key.ts';
import { ConfigurationFailure } from '../failure.ts';
import { type Fault, type Path, type PolicyDocument, readDocument } from './document.ts';
import { faultsOf, pathInWords } from './faults.ts';
import { oldKeysIn } from './old-keys.ts';
import type { Rules } from './rules.ts';
import { rulesOf } from './rules-of.ts';
import { policySchema } from './schema.ts';
import { isTable, merged, own, type Table } from './table.ts';

const STAGES: Path = ['waiting', 'stages'];

/** A policy file and what it is laid over. */
export interface Layers {
  readonly document: PolicyDocument;
  /** What the file itself says, without `extends`. */
  readonly says: Table;
  /** Null: the file extends nothing. */
  readonly base: { readonly document: PolicyDocument; readonly says: Table } | null;
  /** Both together, before anybody asks whether it makes sense. */
  readonly whole: Table;
  readonly faults: Fault[];
}

/**
 * Reads a policy file. `name` is how faults call it; `shipped` is the text of the default policy, which a file
 * that says `extends: default` is laid over (maps merge by key, lists replace). Without it a file must be complete.
 * Throws ConfigurationFailure with every fault at once, each with its line.
 */
export function parsePolicy(text: string, name: string, shipped: string): Rules {
  const { document, says, whole, faults } = layersOf(text, name, shipped);
  const result = policySchema.safeParse(whole);
  if (!result.success) faults.push(...faultsOf(result.error, policySchema, document, whole));
  if (!result.success || faults.length > 0) throw failure(name, faults);
  return rulesOf(result.data, oldKeysIn(says, document));
}

/** The file and what it extends, as parsePolicy reads them. Throws ConfigurationFailure when one is no YAML. */
export function layersOf(text: string, name: string, shipped: string): Layers {
  const document = opened(text, name);
  const faults: Fault[] = [];
  const { extends: extended, ...says } = withStageKeys(document, faults);
  if (extended !== undefined && extended !== 'default') {
    faults.push({ line: document.lineOf(['extends']), message: 'extends: can only be default' });
  }
  if (extended === undefined) return { document, says, base: null, whole: says, faults };
  const below = opened(shipped, 'the shipped policy.yaml');
  const base = { document: below, says: withStageKeys(below, []) };
  const whole = merged(base.says, says);
  return { document, says, base, whole: isTable(whole) ? whole : says, faults };
}

function opened(text: string, name: string): PolicyDocument {
  const document = readDocument(text, name);
  if ('table' in document) return document;
  throw failure(name, document);
}

/** Stage names count the same in any case; two that differ only in case are a fault. */
function withStageKeys(document: PolicyDocument, faults: Fault[]): Table {
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

function failure(name: string, faults: readonly Fault[]): ConfigurationFailure {
  const inOrder = [...faults].sort((a, b) => a.line - b.line);
  return new ConfigurationFailure(inOrder.map(({ line, message }) => `${name}:${line}: ${message}`));
}
