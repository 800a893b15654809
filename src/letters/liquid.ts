import { Liquid, type Template } from 'liquidjs';
import { dayFilters } from './days.ts';
import type { Phrases } from './phrases.ts';
import { pluralOf } from './plurals.ts';

/** What a template may do, and nothing else: a letter decides little, and reaches nothing outside its facts. */
export const ALLOWED_TAGS = ['assign', 'case', 'if', 'unless', 'for', 'break', 'continue', 'comment'] as const;
export const ALLOWED_FILTERS = ['capitalize', 'join', 'size', 'first', 'last', 'default', 'escape'] as const;
export const OWN_FILTERS = ['day', 'on', 'by', 'since', 'for', 'plural', 'in_words'] as const;

/** A token as it stands in a source: `{{ … }}` or `{% … %}`. */
export const LIQUID_TOKEN = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

export interface Engines {
  /** Escapes every output for HTML. */
  readonly html: Liquid;
  /** Escapes nothing: subject, preheader's source, text part and phrases. */
  readonly text: Liquid;
}

/** Limits that no honest letter comes near; a template that loops without end stops at them. */
const LIMITS = { parseLimit: 200_000, renderLimit: 500, memoryLimit: 2_000_000 };

/** The two engines of one language, with its days, plurals and number words as filters. */
export function enginesFor(language: string, phrases: Phrases): Engines {
  const engine = (escaping: boolean): Liquid => {
    const liquid = new Liquid({
      ...(escaping ? { outputEscape: 'escape' as const } : {}),
      strictVariables: true,
      strictFilters: true,
      ownPropertyOnly: true,
      cache: false,
      ...LIMITS,
    });
    keepOnly(liquid.tags, ALLOWED_TAGS);
    keepOnly(liquid.filters, ALLOWED_FILTERS);
    for (const [name, filter] of Object.entries(dayFilters(language, phrases))) {
      liquid.registerFilter(name, function (this: { context: { getSync(path: string[]): unknown } }, day) {
        return filter(String(day), String(this.context.getSync(['today'])));
      });
    }
    const plural = pluralOf(language, phrases.plurals);
    liquid.registerFilter('plural', (n, noun) => plural(Number(n), String(noun)));
    liquid.registerFilter('in_words', (n) => phrases.numbers[Number(n)] ?? String(n));
    return liquid;
  };
  return { html: engine(true), text: engine(false) };
}

function keepOnly(registered: object, allowed: readonly string[]): void {
  for (const name of Object.keys(registered)) {
    if (!allowed.includes(name)) Reflect.deleteProperty(registered, name);
  }
}

/** Renders parsed Liquid to a string. Throws what LiquidJS throws. */
export const renderLiquid = (engine: Liquid, parsed: Template[], context: object): string =>
  String(engine.renderSync(parsed, context));
