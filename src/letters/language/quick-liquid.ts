import type { OwnFilter } from './own-filters.ts';

/** Names in reach while rendering: the context, and the variables of the loops around. */
type Scope = Record<string, unknown>;
type Step = (scope: Scope) => string;
interface Block {
  readonly tag: 'if' | 'unless' | 'for' | 'top';
  readonly steps: Step[];
  /** if, unless: what decides, and what runs otherwise. for: what it goes through, and its variable. */
  readonly subject: (scope: Scope) => unknown;
  readonly variable: string;
  otherwise: Step[] | null;
}

/** Loops within loops multiply, and nothing counts their turns here: LiquidJS does, and stops them at its limits. */
const MOST_LOOPS = 2;

const TOKEN = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;
const PATH = '[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*';
const OUTPUT = new RegExp(`^\\{\\{\\s*(${PATH})((?:\\s*\\|\\s*\\w+(?:\\s*:\\s*'[^']*')?)*)\\s*\\}\\}$`);
const FILTER = /\|\s*(\w+)(?:\s*:\s*'([^']*)')?/g;
const TEST = new RegExp(`^\\{%\\s*(if|unless)\\s+(${PATH})\\s*%\\}$`);
const LOOP = new RegExp(`^\\{%\\s*for\\s+(\\w+)\\s+in\\s+(${PATH})\\s*%\\}$`);
const WORD = /^\{%\s*(else|endif|endunless|endfor)\s*%\}$/;
/** What Liquid gives a meaning of its own. */
const SPECIAL = /(?:^|\.)(?:size|first|last)$|^(?:forloop|true|false|nil|null|empty|blank)$/;

/**
 * Compiles the plain part of Liquid (outputs with our own filters, tests of one variable, loops) to functions.
 * Null when the template uses anything else: LiquidJS renders it then. It means the same either way.
 */
export function compileQuickly(
  source: string,
  filters: Readonly<Record<string, OwnFilter>>,
  escaping: boolean,
): ((context: object) => string) | null {
  const top: Block = { tag: 'top', steps: [], subject: () => null, variable: '', otherwise: null };
  const open = [top];
  for (const part of source.split(TOKEN)) {
    const block = open.at(-1) ?? top;
    const steps = block.otherwise ?? block.steps;
    if (!/^\{[{%]/.test(part)) {
      if (part !== '') steps.push(() => part);
      continue;
    }
    const step = outputStep(part, filters, escaping);
    const begun = beginBlock(part);
    const word = WORD.exec(part)?.[1];
    if (step) steps.push(step);
    else if (begun?.tag === 'for' && open.filter(({ tag }) => tag === 'for').length >= MOST_LOOPS)
      return null;
    else if (begun) open.push(begun);
    else if (word === 'else' && block.otherwise === null && block.tag !== 'for') block.otherwise = [];
    else if (word === `end${block.tag}`) {
      open.pop();
      const outer = open.at(-1) ?? top;
      (outer.otherwise ?? outer.steps).push(blockStep(block));
    } else return null;
  }
  if (open.length > 1) return null;
  return (context) => run(top.steps, context as Scope);
}

function outputStep(
  part: string,
  filters: Readonly<Record<string, OwnFilter>>,
  escaping: boolean,
): Step | null {
  const output = OUTPUT.exec(part);
  const path = output?.[1];
  if (path === undefined || SPECIAL.test(path)) return null;
  const chain: ((value: unknown, today: string) => unknown)[] = [];
  for (const [, name, argument] of (output?.[2] ?? '').matchAll(FILTER)) {
    const filter = name === undefined || !Object.hasOwn(filters, name) ? undefined : filters[name];
    if (!filter) return null;
    chain.push((value, today) => filter(value, argument, today));
  }
  const read = reader(path);
  return (scope) => {
    let value = read(scope);
    for (const filter of chain) value = filter(value, String(scope.today));
    const text = value === null ? '' : String(value);
    return escaping ? escapeHtml(text) : text;
  };
}

function beginBlock(part: string): Block | null {
  const test = TEST.exec(part);
  const loop = LOOP.exec(part);
  const path = test?.[2] ?? loop?.[2];
  if (path === undefined || SPECIAL.test(path)) return null;
  const tag = loop ? 'for' : test?.[1] === 'unless' ? 'unless' : 'if';
  return { tag, steps: [], subject: reader(path), variable: loop?.[1] ?? '', otherwise: null };
}

function blockStep({ tag, steps, subject, variable, otherwise }: Block): Step {
  if (tag === 'for') {
    return (scope) => {
      const list = subject(scope);
      if (!Array.isArray(list)) return '';
      return list.map((value) => run(steps, { ...scope, [variable]: value })).join('');
    };
  }
  return (scope) => {
    const value = subject(scope);
    const holds = value !== null && value !== false;
    return holds === (tag === 'if') ? run(steps, scope) : run(otherwise ?? [], scope);
  };
}

function run(steps: readonly Step[], scope: Scope): string {
  let text = '';
  for (const step of steps) text += step(scope);
  return text;
}

/** Reads own properties only; what is missing is a fault of the template. */
function reader(path: string): (scope: Scope) => unknown {
  const names = path.split('.');
  return (scope) => {
    let value: unknown = scope;
    for (const name of names) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
        throw new Error(`undefined variable: ${path}`);
      }
      value = (value as Scope)[name];
    }
    if (value === undefined) throw new Error(`undefined variable: ${path}`);
    return value;
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
