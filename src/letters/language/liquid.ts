import { Context, Liquid } from 'liquidjs';
import type { Locale } from './locale.ts';
import { type OwnFilter, ownFilters } from './own-filters.ts';
import type { Phrases } from './phrases.ts';

/** What a template may do, and nothing else: a letter decides little, and reaches nothing outside its facts. */
export const ALLOWED_TAGS: readonly string[] = ['assign', 'case', 'if', 'unless', 'for', 'break', 'continue'];
export const ALLOWED_FILTERS: readonly string[] = ['capitalize', 'join', 'size', 'first', 'last', 'default'];

/** A token as it stands in a source: `{{ … }}` or `{% … %}`. */
export const LIQUID_TOKEN = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** A parsed template: give it a context and it is text. Throws when the context lacks what it asks for. */
export type Rendering = (context: object) => string;

export interface Engines {
  /** Escapes every output for HTML. */
  readonly html: Engine;
  /** Escapes nothing: subject, preheader, text part and phrases. */
  readonly text: Engine;
}

export interface Engine {
  readonly liquid: Liquid;
  /** Parses once. Throws what LiquidJS throws: an unknown tag or filter, an unclosed block. */
  parse(source: string): Rendering;
}

/**
 * Limits that no honest letter comes near, on a busy machine neither (`renderLimit`: milliseconds by the clock); a template that loops
 * without end stops at them.
 */
const LIMITS = { parseLimit: 200_000, renderLimit: 1500, memoryLimit: 2_000_000 };

const made = new WeakMap<Phrases, Engines & { readonly locale: Locale }>();

/** The two engines of one language, with its days, plurals and number words as filters; made once for the same phrases. */
export function enginesFor(locale: Locale, phrases: Phrases): Engines {
  const before = made.get(phrases);
  if (before?.locale === locale) return before;
  const filters = ownFilters(locale, phrases);
  const engines = { html: engine(filters, true), text: engine(filters, false), locale };
  made.set(phrases, engines);
  return engines;
}

function engine(filters: Readonly<Record<string, OwnFilter>>, escaping: boolean): Engine {
  const liquid = strictLiquid(filters, escaping);
  return {
    liquid,
    parse(source) {
      const parsed = liquid.parse(source);
      return (context) =>
        String(liquid.renderSync(parsed, new Strict(context, liquid.options, { sync: true })));
    },
  };
}

/**
 * What is not there is not printed: `{{ item.line.of }}` of an item without a line is a fault. A condition may ask for it, for LiquidJS
 * reads both sides of `item.line and item.line.of > 1`; a name that no fact has is a fault there too.
 */
class Strict extends Context {
  override readProperty(of: object | null, name: Parameters<Context['readProperty']>[1]): unknown {
    // LiquidJS makes a fault of it, but in conditions (`lenientIf`).
    if (of === null) return undefined;
    const value: unknown = super.readProperty(of, name);
    if (value === undefined) throw new Error(`undefined variable: ${String(name)}`);
    return value;
  }
}

function strictLiquid(filters: Readonly<Record<string, OwnFilter>>, escaping: boolean): Liquid {
  const liquid = new Liquid({
    ...(escaping ? { outputEscape: 'escape' as const } : {}),
    strictVariables: true,
    lenientIf: true,
    strictFilters: true,
    ownPropertyOnly: true,
    ...LIMITS,
  });
  keepOnly(liquid.tags, ALLOWED_TAGS);
  // `escape` is what outputEscape itself runs.
  keepOnly(liquid.filters, [...ALLOWED_FILTERS, 'escape']);
  for (const [name, filter] of Object.entries(filters)) {
    liquid.registerFilter(name, function (value, argument) {
      return filter(value, argument, () => String(this.context.getSync(['today'])));
    });
  }
  return liquid;
}

function keepOnly(registered: object, allowed: readonly string[]): void {
  for (const name of Object.keys(registered)) {
    if (!allowed.includes(name)) Reflect.deleteProperty(registered, name);
  }
}
