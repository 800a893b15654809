import { z } from 'zod';
import type { Path, PolicyDocument, PolicyFault } from './document.ts';
import { didYouMean } from './nearest.ts';
import { isTable, own, type YamlTable } from './table.ts';

/** Writes a path as an admin finds it: `waiting.stages."from warehouse".kind`, `dunning.ladder[2].tone`. */
export function pathInWords(path: Path): string {
  return path.reduce<string>((words, step) => {
    if (typeof step === 'number') return `${words}[${step}]`;
    const name = String(step);
    const key = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
    return words === '' ? key : `${words}.${key}`;
  }, '');
}

/** One fault of a policy, and where in it. */
export interface PathFault {
  readonly path: Path;
  readonly message: string;
}

/** Turns what zod found into sentences, each with the place in the policy that it is about. */
export function pathFaultsOf(error: z.ZodError, schema: z.ZodType, whole: YamlTable): readonly PathFault[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      // `extends` is read before the schema looks at the rest.
      const known = [...(issue.path.length === 0 ? ['extends'] : []), ...keysAt(schema, issue.path)];
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        message: `is not a key of a policy${remedy(key, known)}`,
      }));
    }
    const message =
      issue.code === 'custom' || issue.code === 'too_small' ? issue.message : shape(issue, whole);
    return [{ path: issue.path, message }];
  });
}

/** The same, each with the line on which it can be mended. */
export const faultsOf = (
  error: z.ZodError,
  schema: z.ZodType,
  document: PolicyDocument,
  whole: YamlTable,
): readonly PolicyFault[] => placed(pathFaultsOf(error, schema, whole), document);

export const placed = (faults: readonly PathFault[], document: PolicyDocument): readonly PolicyFault[] =>
  faults.map(({ path, message }) => ({
    line: document.lineOf(path),
    message: `${pathInWords(path)}: ${message}`,
  }));

const remedy = (key: string, known: readonly string[]): string =>
  didYouMean(key, known) || (known.length > 0 ? `; known here: ${known.join(', ')}` : '');

/** A value of the wrong shape: missing, or no map, or no list. */
function shape(issue: z.core.$ZodIssue, whole: YamlTable): string {
  const value = issue.path.reduce<unknown>(
    (at, step) => (Array.isArray(at) ? at[Number(step)] : isTable(at) ? own(at, String(step)) : undefined),
    whole,
  );
  if (value === undefined || value === null) {
    return 'is missing; add it, or start the file with "extends: default" to take the shipped value';
  }
  if (issue.code === 'invalid_type' && issue.expected === 'array')
    return 'must be a list, such as [one, two]';
  if (issue.code === 'invalid_union') return 'must be an amount, such as 20';
  return 'must be a map of keys, such as { key: value }';
}

/** The keys that the schema knows at a path. */
function keysAt(schema: unknown, path: Path): readonly string[] {
  let at = schema;
  for (const step of path) {
    at = bare(at);
    if (at instanceof z.ZodObject) at = own(at.shape, String(step));
    else if (at instanceof z.ZodRecord) at = at.valueType;
    else if (at instanceof z.ZodArray) at = at.element;
  }
  at = bare(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function bare(schema: unknown): unknown {
  let at = schema;
  while (at instanceof z.ZodOptional || at instanceof z.ZodNullable) at = at.unwrap();
  return at;
}
