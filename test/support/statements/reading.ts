import path from 'node:path';
import {
  type CallExpression,
  type Expression,
  isArrayBindingPattern,
  isArrayLiteralExpression,
  isArrowFunction,
  isAsExpression,
  isBinaryExpression,
  isBindingElement,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isForOfStatement,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isIfStatement,
  isMethodDeclaration,
  isNoSubstitutionTemplateLiteral,
  isNumericLiteral,
  isObjectLiteralExpression,
  isParameterDeclaration,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isReturnStatement,
  isSatisfiesExpression,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  isStringLiteral,
  isSwitchStatement,
  isTemplateExpression,
  isVariableDeclaration,
  isVariableStatement,
  type Node,
  NodeFlags,
  type ParameterDeclaration,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { OurProgram } from './program.ts';

/** What the text of a statement is made of can be known only when it runs. */
export class Unreadable extends Error {}

/** A module is needed for what it exports: it is loaded, and the reading begins anew. */
class Needed {
  constructor(readonly file: string) {}
}

type Later = () => unknown;

/** What the parameters of the functions stand for into which the reading has gone. */
interface Scope {
  readonly values: ReadonlyMap<Node, Later>;
  readonly above: Scope | null;
}

type Ours = Node & { readonly parameters: readonly ParameterDeclaration[]; readonly body?: Node };

const MOST_WAYS = 200;
const DEEPEST = 300;

/** One way in which a call may come about: what is given then, and who called the function that it stands in. */
export interface Way<Value> {
  readonly value: Value;
  /** The call by which each function was entered. */
  readonly entered: ReadonlyMap<Node, CallExpression>;
}

/**
 * Reads what an expression is, in each way that the code may go: by each branch of a condition that cannot be known, and from each
 * caller of the function that it stands in. Constants, templates, and functions of ours that only put texts together are followed.
 * @param take what is wanted of the value: what else it has need not be readable
 * @throws Unreadable
 */
export async function waysOf<Value>(
  program: OurProgram,
  expression: Expression,
  take: (value: unknown) => Value,
): Promise<readonly Way<Value>[]> {
  const modules = new Map<string, Readonly<Record<string, unknown>>>();
  const ways: Way<Value>[] = [];
  let turns: readonly Turn[] = [];
  for (;;) {
    const reading = new Reading(program, modules, turns);
    try {
      ways.push({ value: take(reading.value(expression)), entered: reading.entered });
    } catch (thrown) {
      if (!(thrown instanceof Needed)) throw thrown;
      modules.set(thrown.file, await import(thrown.file));
      continue;
    }
    const next = nextTurns(reading.taken);
    if (next === null) return ways;
    if (ways.length === MOST_WAYS) throw new Unreadable(`more than ${MOST_WAYS} ways`);
    turns = next;
  }
}

/** At a fork: which of so many ways was taken. */
interface Turn {
  readonly taken: number;
  readonly of: number;
}

/** The turns that lead to the next way: the last one that has a way left, and no more after it. */
function nextTurns(taken: readonly Turn[]): readonly Turn[] | null {
  const last = taken.findLastIndex((turn) => turn.taken + 1 < turn.of);
  const turn = taken[last];
  return turn ? [...taken.slice(0, last), { ...turn, taken: turn.taken + 1 }] : null;
}

class Reading {
  readonly taken: Turn[] = [];
  readonly entered = new Map<Node, CallExpression>();
  /** By a condition's own words: it is the same wherever it is asked again. */
  readonly #decided = new Map<string, boolean>();
  readonly #chosen = new Map<Node, unknown>();
  #deep = 0;

  constructor(
    readonly program: OurProgram,
    readonly modules: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
    readonly turns: readonly Turn[],
  ) {}

  value(node: Node, scope: Scope | null = null): unknown {
    if (++this.#deep > DEEPEST) throw new Unreadable('too deep');
    try {
      return this.#value(node, scope);
    } finally {
      this.#deep -= 1;
    }
  }

  #value(node: Node, scope: Scope | null): unknown {
    if (isParenthesizedExpression(node) || isAsExpression(node) || isSatisfiesExpression(node))
      return this.value(node.expression, scope);
    if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
    if (isNumericLiteral(node)) return Number(node.text);
    if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword)
      return node.kind === SyntaxKind.TrueKeyword;
    if (node.kind === SyntaxKind.NullKeyword) return null;
    if (isTemplateExpression(node))
      return node.templateSpans.reduce(
        (text, span) => text + this.#text(span.expression, scope) + span.literal.text,
        node.head.text,
      );
    if (isConditionalExpression(node))
      return this.value(this.#holds(node.condition, scope) ? node.whenTrue : node.whenFalse, scope);
    if (isBinaryExpression(node))
      return this.#operation(node.operatorToken.kind, node.left, node.right, scope);
    if (isArrayLiteralExpression(node))
      return node.elements.flatMap((element) =>
        isSpreadElement(element) ? this.#list(element.expression, scope) : [this.value(element, scope)],
      );
    if (isObjectLiteralExpression(node)) return this.#object(node.properties, scope);
    if (isArrowFunction(node) || isFunctionExpression(node)) return this.#closure(node, scope);
    if (isIdentifier(node)) return node.text === 'undefined' ? undefined : this.#named(node, scope);
    if (isPropertyAccessExpression(node))
      return this.#member(this.value(node.expression, scope), node.name.text);
    if (isElementAccessExpression(node))
      return this.#element(node.expression, node.argumentExpression, scope);
    if (isCallExpression(node)) return this.#called(node, scope);
    throw new Unreadable(`${SyntaxKind[node.kind]}: ${node.getText().slice(0, 60)}`);
  }

  #text(node: Node, scope: Scope | null): string {
    const value = this.value(node, scope);
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new Unreadable(`no text: ${node.getText().slice(0, 60)}`);
    return String(value);
  }

  #list(node: Node, scope: Scope | null): readonly unknown[] {
    const value = this.value(node, scope);
    if (!Array.isArray(value)) throw new Unreadable(`no list: ${node.getText().slice(0, 60)}`);
    return value;
  }

  #operation(operator: SyntaxKind, left: Node, right: Node, scope: Scope | null): unknown {
    if (operator === SyntaxKind.PlusToken) {
      const [a, b] = [this.value(left, scope), this.value(right, scope)];
      return typeof a === 'number' && typeof b === 'number' ? a + b : `${a}${b}`;
    }
    if (operator === SyntaxKind.EqualsEqualsEqualsToken)
      return this.value(left, scope) === this.value(right, scope);
    if (operator === SyntaxKind.ExclamationEqualsEqualsToken)
      return this.value(left, scope) !== this.value(right, scope);
    if (operator === SyntaxKind.AmpersandAmpersandToken)
      return this.#holds(left, scope) ? this.value(right, scope) : false;
    if (operator === SyntaxKind.QuestionQuestionToken)
      return this.value(left, scope) ?? this.value(right, scope);
    throw new Unreadable(SyntaxKind[operator]);
  }

  /** Each property when it is asked for: what a statement does not use need not be readable. */
  #object(properties: readonly Node[], scope: Scope | null): unknown {
    const made = {};
    for (const property of properties) {
      if (isSpreadAssignment(property)) {
        const spread = Object(this.value(property.expression, scope));
        Object.defineProperties(made, Object.getOwnPropertyDescriptors(spread));
      } else if (isPropertyAssignment(property) || isShorthandPropertyAssignment(property)) {
        const name = property.name.getText().replace(/^['"]|['"]$/g, '');
        const read = isPropertyAssignment(property)
          ? () => this.value(property.initializer, scope)
          : () => this.#named(property.name, scope);
        Object.defineProperty(made, name, { get: read, enumerable: true, configurable: true });
      } else throw new Unreadable(`a property: ${property.getText().slice(0, 60)}`);
    }
    return made;
  }

  #member(of: unknown, name: string): unknown {
    if (of === null || of === undefined) throw new Unreadable(`.${name} of nothing`);
    return (Object(of) as Record<string, unknown>)[name];
  }

  /** What stands at a place that is not known may be whatever stands at any. */
  #element(of: Node, at: Node, scope: Scope | null): unknown {
    const all = this.value(of, scope);
    let place: unknown;
    try {
      place = this.value(at, scope);
    } catch (thrown) {
      if (!(thrown instanceof Unreadable)) throw thrown;
      return this.#anyOf(at, Object.keys(Object(all))).map((key) => this.#member(all, key))[0];
    }
    return this.#member(all, String(place));
  }

  #anyOf<Each>(asked: Node, all: readonly Each[]): readonly [Each] | readonly [] {
    if (all.length === 0) return [];
    const one = this.#chosen.has(asked) ? this.#chosen.get(asked) : all[this.#turn(all.length)];
    this.#chosen.set(asked, one);
    return [one as Each];
  }

  #turn(of: number): number {
    const taken = this.turns[this.taken.length]?.taken ?? 0;
    this.taken.push({ taken, of });
    return taken;
  }

  #holds(condition: Node, scope: Scope | null): boolean {
    try {
      return Boolean(this.value(condition, scope));
    } catch (thrown) {
      if (!(thrown instanceof Unreadable)) throw thrown;
    }
    const words = condition.getText();
    const decided = this.#decided.get(words) ?? this.#turn(2) === 0;
    this.#decided.set(words, decided);
    return decided;
  }

  #named(name: Node, scope: Scope | null): unknown {
    if (name.getText() === 'Object') return Object;
    const declared = this.program.declarationOf(name);
    if (declared === null) throw new Unreadable(`not ours: ${name.getText()}`);
    return this.#declared(declared, scope);
  }

  #declared(declared: Node, scope: Scope | null): unknown {
    if (isParameterDeclaration(declared)) return this.#parameter(declared, scope);
    if (isBindingElement(declared)) return this.#bound(declared, scope);
    if (isFunctionDeclaration(declared) || isMethodDeclaration(declared))
      return this.#closure(declared, scope);
    if (!isVariableDeclaration(declared)) throw new Unreadable(`declared as ${SyntaxKind[declared.kind]}`);
    const list = declared.parent;
    if (isForOfStatement(list.parent))
      return this.#anyOf(declared, this.#list(list.parent.expression, scope))[0];
    if (!declared.initializer || !(list.flags & NodeFlags.Const))
      throw new Unreadable(`changes as it runs: ${declared.name.getText()}`);
    const { initializer } = declared;
    if (isArrowFunction(initializer)) return this.#closure(initializer, scope);
    if (isVariableStatement(list.parent) && list.parent.modifiers?.length)
      return this.#exported(declared, declared.name.getText());
    if (isArrayLiteralExpression(initializer) && initializer.elements.length === 0)
      throw new Unreadable(`filled as it runs: ${declared.name.getText()}`);
    return this.value(initializer, scope);
  }

  #exported(declared: Node, name: string): unknown {
    const file = path.resolve(declared.getSourceFile().fileName);
    const module = this.modules.get(file);
    if (module === undefined) throw new Needed(file);
    return module[name];
  }

  #bound(element: Node, scope: Scope | null): unknown {
    if (!isBindingElement(element)) throw new Unreadable('bound');
    const pattern = element.parent;
    const whole = this.#declared(pattern.parent, scope);
    if (isArrayBindingPattern(pattern)) return this.#member(whole, String(pattern.elements.indexOf(element)));
    return this.#member(whole, (element.propertyName ?? element.name ?? element).getText());
  }

  #parameter(parameter: Node, scope: Scope | null): unknown {
    for (let at = scope; at !== null; at = at.above) {
      const known = at.values.get(parameter);
      if (known) return known();
    }
    const inside = parameter.parent as Ours;
    const place = inside.parameters.indexOf(parameter as ParameterDeclaration);
    const given = this.#enteredBy(inside).arguments[place];
    if (given === undefined) throw new Unreadable(`not given: ${parameter.getText()}`);
    return this.value(given);
  }

  /** One of those who call a function: it is the same for all its parameters. */
  #enteredBy(inside: Ours): CallExpression {
    const known = this.entered.get(inside);
    if (known) return known;
    const name = nameOf(inside);
    const callers = name === null ? [] : this.program.callersOf(name);
    const caller = callers[callers.length === 0 ? 0 : this.#turn(callers.length)];
    if (caller === undefined)
      throw new Unreadable(`given by nobody who is known: ${inside.getText().slice(0, 40)}`);
    this.entered.set(inside, caller);
    return caller;
  }

  #called(call: CallExpression, scope: Scope | null): unknown {
    const { expression } = call;
    if (isIdentifier(expression)) {
      const called = this.#named(expression, scope);
      const within = functions.get(called as object);
      if (within)
        return this.#invoked(
          within.of,
          call.arguments.map((each) => () => this.value(each, scope)),
          within.scope,
        );
      throw new Unreadable(`does what it does: ${expression.text}`);
    }
    if (!isPropertyAccessExpression(expression)) throw new Unreadable('called');
    const of = this.value(expression.expression, scope);
    const method = this.#member(of, expression.name.text);
    if (typeof method !== 'function') throw new Unreadable(`no method: ${expression.getText().slice(0, 60)}`);
    return method.apply(
      of,
      call.arguments.map((each) => this.value(each, scope)),
    );
  }

  #closure(of: Ours, scope: Scope | null): unknown {
    const made = (...values: unknown[]) =>
      this.#invoked(
        of,
        values.map((value) => () => value),
        scope,
      );
    functions.set(made, { of, scope });
    return made;
  }

  #invoked(of: Ours, values: readonly Later[], above: Scope | null): unknown {
    const given = of.parameters.map((parameter, place): [Node, Later] => [
      parameter,
      values[place] ?? (() => parameter.initializer && this.value(parameter.initializer, above)),
    ]);
    const scope = { values: new Map(given), above };
    if (!of.body) throw new Unreadable('without a body');
    if (!isBlock(of.body)) return this.value(of.body, scope);
    const result = this.#returned(of.body.statements, scope);
    if (result === null) throw new Unreadable(`gives nothing: ${of.getText().slice(0, 40)}`);
    return result.value;
  }

  #returned(statements: readonly Node[], scope: Scope): { readonly value: unknown } | null {
    for (const statement of statements) {
      if (isVariableStatement(statement)) continue;
      if (isSwitchStatement(statement)) {
        const [clause] = this.#anyOf(statement, statement.caseBlock.clauses);
        return this.#returned(clause?.statements ?? [], scope);
      }
      if (isReturnStatement(statement))
        return { value: statement.expression && this.value(statement.expression, scope) };
      if (!isIfStatement(statement)) throw new Unreadable(`does more: ${statement.getText().slice(0, 60)}`);
      const branch = this.#holds(statement.expression, scope)
        ? statement.thenStatement
        : statement.elseStatement;
      const result = branch && this.#returned(isBlock(branch) ? branch.statements : [branch], scope);
      if (result) return result;
    }
    return null;
  }
}

/** Functions of ours that a reading met, to go into them with what is not read yet. */
const functions = new WeakMap<object, { readonly of: Ours; readonly scope: Scope | null }>();

/** The name by which a function is called. */
function nameOf(inside: Node): Node | null {
  if ('name' in inside && inside.name) return inside.name as Node;
  return isVariableDeclaration(inside.parent) ? inside.parent.name : null;
}
