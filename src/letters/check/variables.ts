import { enginesFor } from '../language/liquid.ts';
import { localeOf } from '../language/locale.ts';
import type { Phrases } from '../language/phrases.ts';
import { LAYOUT_FILE, templateFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { firstUses, type VariableUses, variableUses } from '../template/variable-uses.ts';
import { mustUse, type Shape, variablesOf } from '../template/variables.ts';
import { type Fault, faultAt, placeIn } from './fault.ts';

/** Unknown variables, variables that the letter must carry and does not, and those assigned and never used. */
export function variableFaults(source: TemplateSource, phrases: Phrases): Fault[] {
  const { liquid } = enginesFor(localeOf(source), phrases).text;
  const letter = variableUses(source.template, liquid);
  const layout = variableUses(source.layout, liquid);
  const known = variablesOf(source.letter);
  return [
    ...unknown(templateFile(source), letter, known),
    // The layout serves both kinds of letters.
    ...unknown(LAYOUT_FILE, layout, known),
    ...missing(source, new Set([...letter.uses, ...layout.uses].map(({ path }) => path))),
    ...unused(templateFile(source), source.template, letter),
  ];
}

function unknown(file: string, uses: VariableUses, known: Shape): Fault[] {
  return firstUses(uses).flatMap((use) => {
    const fault = faultOfPath(use.path, uses, known);
    return fault === null ? [] : [faultAt(file, use, 'variables', fault)];
  });
}

function faultOfPath(path: string, uses: VariableUses, known: Shape): string | null {
  const [root = '', ...rest] = path.split('.');
  if (uses.assigned.includes(root) || root === 'forloop') return null;
  const looped = uses.loops.has(root);
  const start = looped ? loopedOver(root, uses, known, MOST_LOOPS) : known;
  const names = looped ? rest : [root, ...rest];
  if (start === null) return `{{ ${path} }} is not a variable of this letter`;
  if (shapeAt(names, start) !== null) return null;
  const around = shapeAt(names.slice(0, -1), start) ?? start;
  return `{{ ${path} }} is not a variable of this letter; there are ${Object.keys(around).join(', ')}`;
}

/** Loops stand within loops: the lines of an invoice of the letter. No letter has them deeper. */
const MOST_LOOPS = 4;

/** What the variable of a loop holds; null when the loop goes through nothing that is known. */
function loopedOver(variable: string, uses: VariableUses, known: Shape, depth: number): Shape | null {
  const [root = '', ...rest] = (uses.loops.get(variable) ?? '').split('.');
  if (depth === 0) return null;
  if (!uses.loops.has(root)) return elementOf(shapeAt([root, ...rest], known));
  const outer = loopedOver(root, uses, known, depth - 1);
  return outer === null ? null : elementOf(shapeAt(rest, outer));
}

function elementOf(shape: Shape | null): Shape | null {
  return Array.isArray(shape) ? (shape[0] ?? null) : null;
}

function shapeAt(path: readonly string[], shape: Shape): Shape | null {
  const [name, ...rest] = path;
  if (name === undefined) return shape;
  if (shape === 'value' || Array.isArray(shape)) return null;
  const inner = new Map<string, Shape>(Object.entries(shape)).get(name);
  return inner === undefined ? null : shapeAt(rest, inner);
}

function missing(source: TemplateSource, used: ReadonlySet<string>): Fault[] {
  return mustUse(source.letter)
    .filter((path) => !used.has(path))
    .map((path) =>
      faultAt(
        templateFile(source),
        null,
        'answers',
        `{{ ${path} }} is missing: this letter must say it, in its own words or in the layout's`,
      ),
    );
}

function unused(file: string, text: string, uses: VariableUses): Fault[] {
  return uses.assigned
    .filter((name) => !uses.uses.some(({ path }) => path === name || path.startsWith(`${name}.`)))
    .map((name) =>
      faultAt(
        file,
        placeIn(text, `assign ${name}`),
        'variables',
        `${name} is assigned and never used: take it out`,
      ),
    );
}
