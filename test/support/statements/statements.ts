import path from 'node:path';
import {
  type CallExpression,
  isPropertyAccessExpression,
  isTypeReferenceNode,
  type Node,
  type TypeNode,
} from 'typescript/unstable/ast';
import { type Checker, type Type, TypeFlags } from 'typescript/unstable/sync';
import { packageRoot } from '../../../src/settings/package-root.ts';
import type { OurProgram } from './program.ts';
import { Unreadable, type Way, waysOf } from './reading.ts';

/** A statement that code gives to the driver, in one of the ways in which it may come about. */
export interface Statement {
  /** From the package: `src/ledger/rounds/pauses.ts:14`. */
  readonly at: string;
  readonly sql: string;
  /** What the code says that a row is: names with what each value is; null: it says nothing, or rows are lists. */
  readonly row: ReadonlyMap<string, string> | null;
}

/** A statement that cannot be known before it runs, and why. */
export interface Unread {
  readonly at: string;
  readonly because: string;
}

export interface Statements {
  readonly statements: readonly Statement[];
  readonly unread: readonly Unread[];
}

/** Every statement that goes to `….query(…)` in the files of a folder below the package. */
export async function statementsOf(program: OurProgram, folder: string): Promise<Statements> {
  const statements: Statement[] = [];
  const unread: Unread[] = [];
  for (const call of program.callsOf('query', folder)) {
    if (!isPropertyAccessExpression(call.expression)) continue;
    const at = placeOf(call);
    try {
      statements.push(...(await statementsIn(program, call)).map((statement) => ({ at, ...statement })));
    } catch (thrown) {
      if (!(thrown instanceof Unreadable)) throw thrown;
      unread.push({ at, because: thrown.message });
    }
  }
  return { statements, unread };
}

async function statementsIn(
  program: OurProgram,
  call: CallExpression,
): Promise<readonly Omit<Statement, 'at'>[]> {
  const [asked] = call.arguments;
  if (!asked) throw new Unreadable('nothing is asked');
  const seen = new Map<string, Omit<Statement, 'at'>>();
  for (const way of await waysOf(program, asked, askedOf)) {
    const { sql, lists } = way.value;
    const [type] = call.typeArguments ?? [];
    const row = type === undefined || lists ? null : rowOf(program.checker, type, way);
    seen.set(JSON.stringify([sql, row && [...row]]), { sql, row });
  }
  return [...seen.values()];
}

/** The text is given alone, or with what the driver is to do. */
function askedOf(value: unknown): { readonly sql: string; readonly lists: boolean } {
  if (typeof value === 'string') return { sql: value, lists: false };
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string')
    throw new Unreadable('no text');
  return { sql: value.text, lists: 'rowMode' in value };
}

const placeOf = (node: Node): string => {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${path.relative(packageRoot, file.fileName).replaceAll(path.sep, '/')}:${line + 1}`;
};

function rowOf(checker: Checker, node: TypeNode, way: Way<unknown>): ReadonlyMap<string, string> {
  const type = checker.getTypeFromTypeNode(node);
  if (!type) throw new Unreadable(`no type: ${node.getText()}`);
  if (type.flags & TypeFlags.TypeParameter) return rowOf(checker, givenAs(node, way), way);
  // A row that may be of several kinds has the columns of them all.
  const kinds = type.isUnionType() ? type.getTypes() : [type];
  const row = new Map<string, string>();
  for (const property of kinds.flatMap((kind) => checker.getPropertiesOfType(kind))) {
    const is = checker.getTypeOfSymbol(property);
    const shape = is ? shapeOf(checker, is) : 'unknown';
    if (shape !== 'never' || !row.has(property.name)) row.set(property.name, shape);
  }
  return row;
}

/** What a caller gives for a type parameter of the function. */
function givenAs(node: TypeNode, way: Way<unknown>): TypeNode {
  const name = isTypeReferenceNode(node) ? node.typeName.getText() : '';
  for (const [inside, caller] of way.entered) {
    const parameters =
      'typeParameters' in inside ? (inside.typeParameters as readonly Node[] | undefined) : undefined;
    const place =
      parameters?.findIndex((each) => 'name' in each && (each.name as Node).getText() === name) ?? -1;
    const given = place < 0 ? undefined : caller.typeArguments?.[place];
    if (given) return given;
  }
  throw new Unreadable(`a row of any type: ${node.getText()}`);
}

/** What a value is, null left aside: `string`, `Date`, `number[]`; `unknown` may be anything. */
function shapeOf(checker: Checker, type: Type): string {
  const some = checker.getNonNullableType(type) ?? type;
  if (some.flags & (TypeFlags.Any | TypeFlags.Unknown)) return 'unknown';
  if (some.flags & TypeFlags.Never) return 'never';
  if (checker.isTypeAssignableTo(some, checker.getStringType())) return 'string';
  if (checker.isTypeAssignableTo(some, checker.getNumberType())) return 'number';
  if (checker.isTypeAssignableTo(some, checker.getBooleanType())) return 'boolean';
  if (checker.isArrayLikeType(some) && some.isTypeReference()) {
    const [each] = checker.getTypeArguments(some);
    return each ? `${shapeOf(checker, each)}[]` : 'unknown[]';
  }
  return some.getSymbol()?.name ?? 'object';
}
