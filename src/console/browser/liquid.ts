import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import * as z from 'zod/mini';

/** What may stand between the braces of the letter that is open. */
const offers = z.object({
  variables: z.array(z.object({ path: z.string(), holds: z.string(), example: z.nullable(z.string()) })),
  filters: z.array(z.string()),
  tags: z.array(z.string()),
});
type Offers = z.infer<typeof offers>;

/** Reads the offers that the page brought along; null: it brought none. */
export const readOffers = (json: string | undefined): Offers | null =>
  json === undefined ? null : offers.parse(JSON.parse(json));

const TOKEN = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g;
const marks = new MatchDecorator({
  regexp: TOKEN,
  decoration: ([token]) => Decoration.mark({ class: token.startsWith('{%') ? 'cm-tag' : 'cm-variable' }),
});

/** Marks `{{ … }}` and `{% … %}` in whatever language they stand. */
export const liquidMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marks.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = marks.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** An open brace further back than this is none that somebody is writing in. */
const FURTHEST = 500;
const LOOP = /\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+)/g;

/** Offers variables, after `|` filters, and after `{%` tags. */
export const liquidCompletions =
  ({ variables, filters, tags }: Offers) =>
  (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - FURTHEST), context.pos);
    const inside = /\{[{%](?:(?!\}\}|%\}).)*$/s.exec(before)?.[0];
    if (inside === undefined) return null;
    const word = context.matchBefore(/[\w.]*/);
    const from = word?.from ?? context.pos;
    if (/\|\s*\w*$/.test(inside)) return { from, options: filters.map(plain('function')) };
    if (/^\{%-?\s*\w*$/.test(inside)) return { from, options: tags.map(plain('keyword')) };
    const loops = [...context.state.sliceDoc(0, context.pos).matchAll(LOOP)];
    return { from, options: variables.flatMap((each) => optionsOf(each, loops)), validFor: /^[\w.]*$/ };
  };

const plain =
  (type: string) =>
  (label: string): Completion => ({ label, type });

/** What a list holds has a name only in a loop over it. */
function optionsOf(
  { path, holds, example }: Offers['variables'][number],
  loops: readonly RegExpMatchArray[],
): Completion[] {
  const shown = { type: 'variable', detail: example === null ? holds : `${holds}: ${shortened(example)}` };
  if (!path.includes('[]')) return [{ label: path, ...shown }];
  return loops
    .filter(([, , list]) => path.startsWith(`${list}[]`))
    .map(([, name, list]) => ({ label: `${name}${path.slice(`${list}[]`.length)}`, ...shown }));
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
