import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { xml } from '@codemirror/lang-xml';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { liquidCompletions, liquidMarks, readOffers } from './liquid.ts';

/** A place in the text, from 1, and what is wrong there. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface CodeOptions {
  readonly text: string;
  readonly language: 'mjml' | 'yaml';
  readonly label: string;
  /** What the page brought for completion, as JSON. */
  readonly offers: string | undefined;
  /** Somebody typed. */
  readonly onChange: () => void;
}

/** Colours are the page's own, so that they follow light and dark and keep their contrast. */
const theme = EditorView.theme({
  '&': { height: '34rem', fontSize: '0.88rem', color: 'var(--ink)', backgroundColor: 'var(--card)' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)' },
  // The page draws it around the whole.
  '&.cm-focused': { outline: 'none' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--paper)',
    color: 'var(--soft)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--tint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 30%, transparent)',
  },
  '.cm-variable': { color: 'var(--accent)', fontWeight: '600' },
  '.cm-tag': { color: 'var(--warn)', fontWeight: '600' },
  '.cm-variable *, .cm-tag *': { color: 'inherit' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--soft)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-ink)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected] .cm-completionDetail': { color: 'var(--accent-ink)' },
  '.cm-completionDetail': { color: 'var(--soft)' },
});
const colours = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--accent)' },
  { tag: [tags.attributeName, tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--warn)' },
  { tag: [tags.attributeValue, tags.string], color: 'var(--good)' },
  { tag: [tags.comment], color: 'var(--soft)', fontStyle: 'italic' },
  { tag: [tags.invalid], color: 'var(--bad)' },
]);

/**
 * The editor, in a shadow root: there its style sheets need no inline style, which our pages allow nobody.
 * Tab indents; Esc, then Tab leaves it (CodeMirror's own).
 */
export function codeView(host: HTMLElement, options: CodeOptions): EditorView {
  const root = host.attachShadow({ mode: 'open' });
  const offers = readOffers(options.offers);
  // One and the same source each time it is asked for: another would be taken for a new question.
  const sources = offers === null ? [] : [{ autocomplete: liquidCompletions(offers) }];
  return new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        lintGutter(),
        options.language === 'mjml' ? xml() : yaml(),
        EditorState.languageData.of(() => sources),
        liquidMarks,
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange();
        }),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
      ],
    }),
  });
}

/** Shows a line, from 1, with the cursor at its beginning; the last one where the text is shorter. */
export function goTo(view: EditorView, line: number): void {
  const { doc } = view.state;
  const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)));
  view.dispatch({
    selection: { anchor: from, head: to },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
  view.focus();
}

/** Marks what is wrong. Since it was asked the text may have become shorter. */
export function mark(view: EditorView, marks: readonly Mark[]): void {
  const { doc } = view.state;
  const diagnostics = marks.map(({ line, column, message }): Diagnostic => {
    const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)));
    const at = Math.min(to, from + Math.max(0, column - 1));
    return { from: at, to: Math.max(at, Math.min(to, at + 12)), severity: 'error', message };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
