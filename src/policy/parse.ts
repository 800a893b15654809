import { ConfigurationFailure } from '../failure.ts';
import { type Fault, type Path, type PolicyDocument, readDocument, stageKey } from './document.ts';
import { faultsOf, pathInWords } from './faults.ts';
import type { Rules } from './rules.ts';
import { rulesOf } from './rules-of.ts';
import { policySchema } from './schema.ts';
import { isTable, merged, own, type Table } from './table.ts';

const STAGES: Path = ['waiting', 'stages'];

/**
 * Reads a policy file. `name` is how faults call it; `shipped` is the text of the default policy, which a file
 * that says `extends: default` is laid over (maps merge by key, lists replace). Without it a file must be complete.
 * Throws ConfigurationFailure with every fault at once, each with its line.
 */
export function parsePolicy(text: string, name: string, shipped: string): Rules {
  const document = opened(text, name);
  const faults: Fault[] = [];
  const file = withStageKeys(document, faults);
  const { extends: base, ...says } = file;
  const whole = base === undefined ? says : layered(shipped, says);
  if (base !== undefined && base !== 'default') {
    faults.push({ line: document.lineOf(['extends']), message: 'extends: can only be default' });
  }

  const result = policySchema.safeParse(whole);
  if (!result.success) faults.push(...faultsOf(result.error, policySchema, document, whole));
  if (!result.success || faults.length > 0) throw failure(name, faults);
  return rulesOf(result.data);
}

function opened(text: string, name: string): PolicyDocument {
  const document = readDocument(text, name);
  if ('table' in document) return document;
  throw failure(name, document);
}

function layered(shipped: string, file: Table): Table {
  const base = withStageKeys(opened(shipped, 'the shipped policy.yaml'), []);
  const whole = merged(base, file);
  return isTable(whole) ? whole : file;
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
