import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CallExpression,
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  type Node,
} from 'typescript/unstable/ast';
import {
  API,
  type Checker,
  type Project,
  SymbolFlags,
  type Symbol as TsSymbol,
} from 'typescript/unstable/sync';
import { packageRoot } from '../../../src/settings/package-root.ts';

/** Our own code as the compiler reads it: what a name stands for, and who calls a function. */
export class OurProgram {
  readonly #api = new API({ cwd: packageRoot });
  readonly #project: Project;
  /** The text of each file: only those that say a name are taken apart for it. */
  readonly #texts: ReadonlyMap<string, string>;
  readonly #calls = new Map<string, readonly CallExpression[]>();

  constructor() {
    const config = path.join(packageRoot, 'tsconfig.json');
    const project = this.#api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error(`${config} is no project`);
    this.#project = project;
    this.#texts = new Map(project.rootFiles.map((file) => [file, readFileSync(file, 'utf8')]));
  }

  get checker(): Checker {
    return this.#project.checker;
  }

  /** All calls of something that is called so, of whatever it may be. @param folder below the package */
  callsOf(name: string, folder: string): readonly CallExpression[] {
    const inside = path.join(packageRoot, folder, path.sep);
    const word = new RegExp(`\\b${name}\\b`);
    const files = [...this.#texts].flatMap(([file, text]) =>
      path.resolve(file).startsWith(inside) && word.test(text) ? [file] : [],
    );
    return files.flatMap((file) =>
      this.#callsIn(file).filter((call) => calledName(call)?.getText() === name),
    );
  }

  /** What a name was declared as, where it was, whatever file it was imported from. Null: nothing of ours. */
  declarationOf(name: Node): Node | null {
    const symbol = this.#symbolOf(name);
    return symbol?.valueDeclaration?.resolve(this.#project) ?? null;
  }

  /** The calls of a function that has this name where it is declared: from src, or from beside it. */
  callersOf(name: Node): readonly CallExpression[] {
    const symbol = this.#symbolOf(name);
    if (symbol === null) return [];
    const file = path.relative(packageRoot, name.getSourceFile().fileName);
    const folder = file.startsWith(`src${path.sep}`) ? 'src' : path.dirname(file);
    return this.callsOf(name.getText(), folder).filter((call) => {
      const called = calledName(call);
      return called !== null && this.#symbolOf(called)?.id === symbol.id;
    });
  }

  close(): void {
    this.#api.close();
  }

  #symbolOf(name: Node): TsSymbol | null {
    const shorthand = this.checker.getShorthandAssignmentValueSymbol(name.parent);
    const symbol = shorthand ?? this.checker.getSymbolAtLocation(name);
    if (!symbol) return null;
    return symbol.flags & SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  #callsIn(file: string): readonly CallExpression[] {
    const known = this.#calls.get(file);
    if (known) return known;
    const calls: CallExpression[] = [];
    const source = this.#project.program.getSourceFile(file);
    if (source) each(source, (node) => isCallExpression(node) && calls.push(node));
    this.#calls.set(file, calls);
    return calls;
  }
}

/** The name by which something is called: `query` of `client.query(…)`. */
function calledName({ expression }: CallExpression): Node | null {
  if (isPropertyAccessExpression(expression)) return expression.name;
  return isIdentifier(expression) ? expression : null;
}

function each(node: Node, look: (node: Node) => unknown): void {
  look(node);
  node.forEachChild((child) => each(child, look));
}
