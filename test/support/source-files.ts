import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One file of src/, as the architecture test looks at it. */
export interface SourceFile {
  /** From src/, with slashes: `waiting/find.ts`. */
  readonly path: string;
  readonly lines: number;
  /** Without comments, so that a rule is broken by code and not by words about it. */
  readonly code: string;
  /** Paths from src/ for our own files, names for packages; type imports too. */
  readonly imports: readonly string[];
  /** Names that the file exports. */
  readonly exports: readonly string[];
}

const SRC = path.resolve(import.meta.dirname, '../../src');

export function readSource(): readonly SourceFile[] {
  return namesIn(SRC).map((name) => {
    const text = readFileSync(path.join(SRC, name), 'utf8');
    const code = withoutComments(text);
    return {
      path: name,
      lines: text.split('\n').length - 1,
      code,
      imports: importsOf(name, code),
      exports: namesOf(EXPORT, code),
    };
  });
}

/** The text of every file under test/, for what only tests use. */
export const readTests = (): readonly string[] =>
  namesIn(path.resolve(SRC, '../test')).map((name) =>
    readFileSync(path.resolve(SRC, '../test', name), 'utf8'),
  );

const namesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    // What runs in a browser has a shape of its own.
    .filter((name) => name.endsWith('.ts') && !name.startsWith('console/browser/'))
    .sort();

// Biome writes every import and export statement from the first column, with single quotes.
const STATEMENT = /^(?:import|export)\b(?:[^;'"`=]*?\bfrom)?\s*'([^']+)'/gm;
const CALL = /\bimport\(\s*'([^']+)'\s*\)/g;
const EXPORT = /^export (?:declare )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;

const namesOf = (pattern: RegExp, code: string): readonly string[] =>
  [...code.matchAll(pattern)].flatMap(([, name]) => name ?? []);

const importsOf = (file: string, code: string): readonly string[] =>
  [...namesOf(STATEMENT, code), ...namesOf(CALL, code)].map((target) =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
  );

/** Whole-line and block comments; what stands behind code on its line stays, and harms nothing. */
const withoutComments = (text: string): string =>
  text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/^[ \t]*\/\/.*$/gm, '');
