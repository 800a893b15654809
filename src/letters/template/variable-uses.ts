import type { Liquid } from 'liquidjs';
import type { FilePlace } from '../language/place.ts';
import { commentsBlanked, plainSource } from './mjml-document.ts';

/** A variable as a template uses it: "item.what", "one.url", and where it does so. */
export interface VariableUse extends FilePlace {
  readonly path: string;
}

export interface VariableUses {
  /** In the order of the file, each time that it is used. */
  readonly uses: readonly VariableUse[];
  /** Variables of loops, and what they go through. */
  readonly loops: ReadonlyMap<string, string>;
  readonly assigned: readonly string[];
}

/** What the Liquid of a text uses. Throws what LiquidJS throws when it does not parse. */
export function variableUses(text: string, liquid: Liquid): VariableUses {
  const plain = commentsBlanked(plainSource(text));
  const { variables } = liquid.analyzeSync(liquid.parse(plain));
  const uses = Object.values(variables)
    .flat()
    .map(({ segments, location: { row, col } }) => ({
      path: segments.filter((part) => typeof part === 'string').join('.'),
      line: row,
      column: col,
    }));
  const loops = [...plain.matchAll(/\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+)/g)];
  return {
    uses: uses.sort((one, other) => one.line - other.line || one.column - other.column),
    loops: new Map(loops.map(([, variable = '', list = '']) => [variable, list])),
    assigned: [...plain.matchAll(/\{%-?\s*assign\s+(\w+)/g)].map(([, name = '']) => name),
  };
}

/** The first use of each variable. */
export const firstUses = ({ uses }: VariableUses): readonly VariableUse[] =>
  [...new Map([...uses].reverse().map((use) => [use.path, use])).values()].reverse();
