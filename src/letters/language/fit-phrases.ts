import type { z } from 'zod';
import { isMap } from './laid-over.ts';

/**
 * Stands for a sentence or a word that a version of another build lacks. Words are made for all that a template might say, so it
 * goes as far as the letter: only one that would say it is broken. No text of the database holds a NUL.
 */
export const lacking = (path: string): string => `\0${path}\0`;
const LACKING = /\0([^\0]*)\0/;
export const MISSING = lacking('a word');

/** A part of a letter. @throws Error where it would say what its version lacks */
export function sayable(part: string): string {
  const lack = LACKING.exec(part);
  if (lack) throw new Error(`${lack[1]}: these phrases are of a version that has no such sentence`);
  return part;
}

/** How deep phrases are, and a few more: each pass mends one level. */
const MOST_PASSES = 10;
const DAYS_OF_THE_WEEK = 7;

/**
 * Data as a schema of sentences wants it: without keys that it does not know and, when asked to, with MISSING for those that
 * the data lacks. Null where something else is wrong with it.
 */
export function fitted<Shape>(schema: z.ZodType<Shape>, data: unknown, fill: boolean): Shape | null {
  const copy = structuredClone(data);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const parsed = schema.safeParse(copy);
    if (parsed.success) return parsed.data;
    if (!parsed.error.issues.every((issue) => mend(copy, issue, fill))) return null;
  }
  return null;
}

type Issue = z.core.$ZodIssue;

/** A key that the schema does not know, and nothing else. */
export const isUnknownKey = ({ code }: Issue): boolean => code === 'unrecognized_keys';

/** Whether the data holds nothing where the schema asks for something; what holds something else is wrong. */
export const isLacking = (issue: Issue, data: unknown): issue is z.core.$ZodIssueInvalidType =>
  issue.code === 'invalid_type' &&
  issue.path.every((key) => typeof key === 'string') &&
  at(data, issue.path) === undefined;

function mend(data: unknown, issue: Issue, fill: boolean): boolean {
  if (issue.code === 'unrecognized_keys') {
    const map = at(data, issue.path);
    return isMap(map) && issue.keys.every((key) => Reflect.deleteProperty(map, key));
  }
  const last = issue.path.at(-1);
  const map = at(data, issue.path.slice(0, -1));
  if (!fill || !isLacking(issue, data) || typeof last !== 'string' || !isMap(map)) return false;
  map[last] = emptyOf(issue.expected);
  return true;
}

function emptyOf(expected: string): unknown {
  if (expected === 'string') return MISSING;
  return expected === 'array' ? Array(DAYS_OF_THE_WEEK).fill(MISSING) : {};
}

function at(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isMap(value) && typeof key === 'string' ? value[key] : undefined),
    data,
  );
}
