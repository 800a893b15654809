import { parseDocument, stringify } from 'yaml';
import type { Path } from './document.ts';
import { type PathFault, pathFaultsOf } from './faults.ts';
import { policyInForce } from './in-force.ts';
import { layersOf, type PolicyTexts } from './parse.ts';
import { policySchema } from './schema.ts';
import { isTable, own, type YamlTable } from './table.ts';

/** What is published of a policy is kept as a document of this name. */
export const POLICY_DOCUMENT = 'policy.yaml';

/**
 * What may be published in the console. Who the company is, where its tables and files are, and what guards and connections may do
 * is for whoever runs the worker, and stands in the file alone.
 */
const PUBLISHED_SECTIONS = ['hours', 'waiting', 'dunning', 'escalation', 'alarms_to', 'report_to'];

/** One value that is to be published; null: none of its own, such as of a stage's allowance. */
export interface PolicyChange {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Reads a published document, which was judged when it was published. @throws Error when it is no YAML any more */
export function readPublishedTable(content: string | null): YamlTable {
  if (content === null) return {};
  const value: unknown = parseDocument(content, { logLevel: 'error' }).toJS({ maxAliasCount: 0 });
  return isTable(value) ? value : {};
}

/** The text of a document as it is kept. */
export const publishedText = (table: YamlTable): string => stringify(table, { lineWidth: 0 });

/** The document with these values in it. */
export const withChanges = (table: YamlTable, changes: readonly PolicyChange[]): YamlTable =>
  changes.reduce((whole, { path, value }) => put(whole, path, value), table);

function put(table: YamlTable, [key, ...below]: readonly string[], value: unknown): YamlTable {
  if (key === undefined) return table;
  if (below.length === 0) return { ...table, [key]: value };
  const beneath = own(table, key);
  return { ...table, [key]: put(isTable(beneath) ? beneath : {}, below, value) };
}

/** Every fault that keeps a document from being published under this file, each at its place. */
export function publishedFaults(
  { file, name, shipped }: PolicyTexts,
  published: YamlTable,
): readonly PathFault[] {
  const strange = Object.keys(published).filter((key) => !PUBLISHED_SECTIONS.includes(key));
  const { whole } = layersOf(file, name, shipped, published);
  const { error } = policySchema.safeParse(whole);
  return [
    ...strange.map((key) => ({ path: [key], message: 'is the file’s alone, and cannot be published' })),
    ...(error ? pathFaultsOf(error, policySchema, whole) : []),
  ];
}

/** What becomes of one value, as YAML has it. Undefined: it is not there. */
export interface PolicyDifference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is another value in the policy with one document than with the other, in the order of the policy. */
export function policyDifferences(
  { file, name, shipped }: PolicyTexts,
  before: YamlTable,
  after: YamlTable,
): readonly PolicyDifference[] {
  const [old, now] = [before, after].map(
    (table) => new Map(policyInForce(file, name, shipped, table).map((value) => [value.key, value])),
  );
  const keys = new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])]);
  return [...keys].flatMap((key) => {
    const [was, is] = [old?.get(key), now?.get(key)];
    const path = (is ?? was)?.path;
    if (path === undefined || was?.value === is?.value) return [];
    return [{ path, before: was?.raw, after: is?.raw }];
  });
}
