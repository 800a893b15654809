import type { Path } from './document.ts';
import { pathInWords } from './faults.ts';
import { type Layers, layersOf } from './parse.ts';
import { isTable, merged, own, type YamlTable } from './table.ts';

/** One value of a policy, and where it comes from. */
export interface PolicyValue {
  /** As an admin finds it: `waiting.stages."from warehouse".kind`. */
  readonly key: string;
  readonly value: string;
  /** As YAML has it. */
  readonly raw: unknown;
  readonly path: Path;
  readonly from: PolicyOrigin;
  /** From 1, in the file or in the default policy; null: it was published. */
  readonly line: number | null;
}

/** Who says a value: the file, else what was published in the console, else the default. */
export type PolicyOrigin = 'file' | 'published' | 'default';

/**
 * Every value that is in force, in the order of the default policy: what the file says, what was published, and what both leave to
 * the default. A list is one value; one of maps, such as the ladder, is one for each of them. Throws as parsePolicy does.
 */
export function policyInForce(
  text: string,
  name: string,
  shipped: string,
  published: YamlTable | null = null,
): readonly PolicyValue[] {
  const layers = layersOf(text, name, shipped, published);
  return leavesOf(layers.whole, []).map(({ path, value }) => ({
    key: pathInWords(path),
    path,
    value: inWords(value),
    raw: value,
    ...originOf(layers, path),
  }));
}

/** Who says the value of a path, and on which line. */
export function originOf(
  { document, says, base, published }: Layers,
  path: Path,
): Pick<PolicyValue, 'from' | 'line'> {
  const beneath = merged(base?.says ?? {}, published ?? {});
  if (speaksOf(says, isTable(beneath) ? beneath : {}, path))
    return { from: 'file', line: document.lineOf(path) };
  if (published !== null && speaksOf(published, base?.says ?? {}, path))
    return { from: 'published', line: null };
  return base === null
    ? { from: 'file', line: document.lineOf(path) }
    : { from: 'default', line: base.document.lineOf(path) };
}

interface Leaf {
  readonly path: Path;
  readonly value: unknown;
}

function leavesOf(value: unknown, path: Path): readonly Leaf[] {
  if (isTable(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, below]) => leavesOf(below, [...path, key]));
  if (Array.isArray(value) && value.some(isTable))
    return value.map((below, place) => ({ path: [...path, place], value: below as unknown }));
  return [{ path, value }];
}

/** Whether the value of this path is the file's own: an empty key over a map of the default changes nothing. */
function speaksOf(file: YamlTable, base: YamlTable, path: Path): boolean {
  let says: unknown = file;
  let beneath: unknown = base;
  for (const step of path) {
    // A list that the file names replaces the whole list.
    if (Array.isArray(says)) return true;
    if (!isTable(says) || !Object.hasOwn(says, String(step))) return false;
    says = own(says, String(step));
    beneath = isTable(beneath) ? own(beneath, String(step)) : undefined;
    if ((says === null || says === undefined) && isTable(beneath)) return false;
  }
  return true;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.map(inWords).join(', ');
  if (isTable(value)) {
    const entries = Object.entries(value).map(([key, below]) => `${key}: ${inWords(below)}`);
    return entries.length === 0 ? '{}' : entries.join(', ');
  }
  return value === null || value === undefined ? '' : String(value);
}
