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

/** Nothing is read of what is not there: `item.line.of` of an item without a line is a fault, as a name that no fact has. */
class Strict extends Context {
  override readProperty(of: object | null, name: Parameters<Context['readProperty']>[1]): unknown {
    return of === null ? undefined : super.readProperty(of, name);
  }
}

function strictLiquid(filters: Readonly<Record<string, OwnFilter>>, escaping: boolean): Liquid {
  const liquid = new Liquid({
    ...(escaping ? { outputEscape: 'escape' as const } : {}),
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    ...LIMITS,
  });
  keepOnly(liquid.tags, ALLOWED_TAGS);
  // `escape` is what outputEscape itself runs.
  keepOnly(liquid.filters, [...ALLOWED_FILTERS, 'escape']);
  for (const [name, filter] of Object.entries(filters)) {
    liquid.registerFilter(name, function (value, argument) {
      return filter(value, argument, () => todayOf(this.context));
    });
  }
  return liquid;
}

/** The day that the letter is written on; a sentence that is given none, as of a count, says days with their year. */
function todayOf(context: Context): string {
  try {
    return String(context.getSync(['today']));
  } catch {
    return '';
  }
}

function keepOnly(registered: object, allowed: readonly string[]): void {
  for (const name of Object.keys(registered)) {
    if (!allowed.includes(name)) Reflect.deleteProperty(registered, name);
  }
}
