import { type Document, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { messageOf } from '../../failure.ts';
import { type FilePlace, placeOf } from './place.ts';

/** What is wrong with a file of a language, and where. */
export interface FileFault extends FilePlace {
  readonly message: string;
}

/**
 * What a file holds, or why it is no YAML.
 * @param mostAliases that may be followed in it
 */
export function readYaml(
  text: string,
  mostAliases = 0,
):
  | { readonly document: Document.Parsed; readonly data: unknown }
  | { readonly faults: readonly FileFault[] } {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0)
    return { faults: document.errors.map(({ message, pos }) => ({ message, ...placeOf(text, pos[0]) })) };
  try {
    return { document, data: document.toJS({ maxAliasCount: mostAliases }) };
  } catch (error) {
    // All that can be wrong with a sound document: it follows too many aliases.
    const message = messageOf(error);
    return { faults: [{ message, ...placeOf(text, firstAlias(document)) }] };
  }
}

function firstAlias(document: Document.Parsed): number {
  let at = 0;
  visit(document, {
    Alias: (_key, { range }) => {
      at = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return at;
}

/** What a schema found wrong with the data of a file: each by its key, at the nearest place that is there. */
export const schemaFaults = (
  issues: readonly z.core.$ZodIssue[],
  document: Document.Parsed,
  text: string,
): FileFault[] =>
  issues.map(({ path, message }) => ({
    message: `${path.join('.') || 'the file'}: ${message}`,
    ...placeOf(text, offsetOf(document, path.map(String))),
  }));

/** Where the nearest existing part of `path` begins. */
export function offsetOf(document: Document.Parsed, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}

/** "emails/de/phrases.yaml:3:1: message", for whoever mends it. */
export const faultLines = (
  file: `${'phrases' | 'language'}.yaml`,
  language: string,
  faults: readonly FileFault[],
): readonly string[] =>
  faults.map(({ line, column, message }) => `emails/${language}/${file}:${line}:${column}: ${message}`);
