import { type CSSToken, isTokenIdent, TokenType, tokenize } from '@csstools/css-tokenizer';
import { lately } from '../language/kept-lately.ts';
import { BY_WIDTH, PROPERTIES } from './css-values.ts';

/** `color: #fff !important`, whose property and value are among those that a letter may have. */
export interface Declaration {
  readonly property: string;
  readonly value: readonly CSSToken[];
  readonly important: boolean;
}

/** One step of a selector: the element's name, or null for any; and classes that it must have. */
export interface Step {
  readonly element: string | null;
  readonly classes: readonly string[];
  readonly id: string | null;
}

/** When a rule holds: always, by the colours that the reader likes, or by the width of the screen. */
export type When = 'always' | 'light' | 'dark' | 'width';

export interface Rule {
  readonly when: When;
  /** Each from the outermost step to the element itself. */
  readonly selectors: readonly (readonly Step[])[];
  readonly declarations: readonly Declaration[];
}

/** What was read, and what of it a letter may not have: each fault with the text that it is about. */
export interface CssRead<T> {
  readonly read: readonly T[];
  readonly faults: readonly CssFault[];
}
export interface CssFault {
  readonly what: string;
  readonly message: string;
}

const WIDTH = '\\((?:max|min)-width: ?\\d{2,4}px\\)';
const MEDIA: readonly (readonly [RegExp, When])[] = [
  [new RegExp(`^(?:(?:only )?(?:screen|all) and )?${WIDTH}(?: and ${WIDTH})?$`), 'width'],
  [/^(?:(?:only )?screen and )?\(prefers-color-scheme: ?dark\)$/, 'dark'],
  [/^(?:(?:only )?screen and )?\(prefers-color-scheme: ?light\)$/, 'light'],
];

/** When what stands under these media holds; null when letters do not ask for such. */
export const whenOf = (media: string): When | null =>
  MEDIA.find(([shape]) => shape.test(media.trim().toLowerCase().replace(/\s+/g, ' ')))?.[1] ?? null;

/** A letter says the same style a hundred times, and its samples say it again. */
const readLately = lately<CssRead<Declaration>>(400);
const sheetsLately = lately<CssRead<Rule>>(50);

/** Reads the declarations of a `style` attribute. */
export const readDeclarations = (css: string): CssRead<Declaration> =>
  readLately(css, () => {
    const faults: CssFault[] = escapes(css);
    return { read: declarationsOf(tokensOf(css), 'always', faults), faults };
  });

/**
 * Reads a style sheet: rules, and @media around rules.
 * @param outer when the sheet as a whole holds
 */
export const readSheet = (css: string, outer: When): CssRead<Rule> =>
  sheetsLately(`${outer} ${css}`, () => {
    const faults: CssFault[] = escapes(css);
    return { read: rulesOf(tokensOf(css), outer, faults), faults };
  });

/** An escape only hides what is meant from who reads the template; and mail readers disagree about them. */
const escapes = (css: string): CssFault[] =>
  css.includes('\\') ? [{ what: '\\', message: 'a style holds a backslash, which hides what is meant' }] : [];

const tokensOf = (css: string): readonly CSSToken[] =>
  tokenize({ css }).filter(([type]) => type !== TokenType.EOF);

const textOf = (tokens: readonly CSSToken[]): string =>
  tokens
    .map(([, text]) => text)
    .join('')
    .trim();

const isGap = ([type]: CSSToken): boolean => type === TokenType.Whitespace || type === TokenType.Comment;

function rulesOf(tokens: readonly CSSToken[], when: When, faults: CssFault[]): Rule[] {
  const rules: Rule[] = [];
  let at = 0;
  while (at < tokens.length) {
    const open = indexOf(tokens, TokenType.OpenCurly, at);
    const prelude = tokens.slice(at, open).filter(([type]) => type !== TokenType.Comment);
    const close = closing(tokens, open);
    const inside = tokens.slice(open + 1, close);
    at = close + 1;
    if (open === tokens.length && prelude.every(isGap)) break;
    if (open === tokens.length || close === tokens.length) {
      faults.push({ what: textOf(prelude), message: `the style ${quoted(textOf(prelude))} has no end` });
      break;
    }
    const [first] = prelude.filter((token) => !isGap(token));
    if (first?.[0] === TokenType.AtKeyword) {
      const media = textOf(prelude).replace(/^@media\b/i, '');
      const inner = first[4].value.toLowerCase() === 'media' && when === 'always' ? whenOf(media) : null;
      if (inner === null) faults.push(notAllowed(textOf(prelude)));
      else rules.push(...rulesOf(inside, inner, faults));
      continue;
    }
    const outlook = when === 'always' ? outlookDark(prelude) : null;
    const selectors = selectorsOf(outlook ?? prelude);
    if (selectors === null)
      faults.push({
        what: textOf(prelude),
        message: `the selector ${quoted(textOf(prelude))} is more than elements and classes`,
      });
    else
      rules.push({
        when: outlook === null ? when : 'dark',
        selectors,
        declarations: declarationsOf(inside, when, faults),
      });
  }
  return rules;
}

function indexOf(tokens: readonly CSSToken[], type: TokenType, from: number): number {
  const found = tokens.findIndex((token, at) => at >= from && token[0] === type);
  return found < 0 ? tokens.length : found;
}

/** Where the block that opens at `open` closes; the end when it does not. */
function closing(tokens: readonly CSSToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.[0] === TokenType.OpenCurly) depth += 1;
    if (tokens[at]?.[0] === TokenType.CloseCurly && --depth === 0) return at;
  }
  return tokens.length;
}

const OUTLOOK = /(^|,)\s*\[data-ogs[bc]\]\s+(?=[^,])/g;

/**
 * Outlook on the web asks for no colours: it marks what it turned dark itself with `data-ogsc` (colours) and `data-ogsb`
 * (backgrounds). Rules under these marks alone are what it shows in the dark; null where any selector is another one.
 */
function outlookDark(prelude: readonly CSSToken[]): readonly CSSToken[] | null {
  const text = textOf(prelude);
  const marks = text.match(OUTLOOK)?.length ?? 0;
  return marks === 0 || marks < text.split(',').length ? null : tokensOf(text.replaceAll(OUTLOOK, '$1'));
}

const STEP = /^([a-z][a-z0-9]*)?((?:\.[\w-]+)*)(?:#([\w-]+))?$/i;

/** Elements, classes and what is within them; null for anything else: no letter needs it, and `::before` writes text. */
function selectorsOf(prelude: readonly CSSToken[]): Step[][] | null {
  const selectors: Step[][] = [];
  for (const selector of textOf(prelude).split(',')) {
    const steps: Step[] = [];
    for (const part of selector.trim().split(/\s+/)) {
      const [whole, element, classes = '', id] = STEP.exec(part) ?? [];
      if (!whole) return null;
      steps.push({
        element: element?.toLowerCase() ?? null,
        classes: classes.split('.').filter(Boolean),
        id: id ?? null,
      });
    }
    selectors.push(steps);
  }
  return selectors;
}

function declarationsOf(tokens: readonly CSSToken[], when: When, faults: CssFault[]): Declaration[] {
  const declarations: Declaration[] = [];
  let at = 0;
  while (at < tokens.length) {
    const end = indexOf(tokens, TokenType.Semicolon, at);
    const part = tokens.slice(at, end);
    at = end + 1;
    if (part.every(isGap)) continue;
    const declaration = declarationOf(part);
    if (declaration === null || (when === 'width' && !BY_WIDTH.has(declaration.property)))
      faults.push(notAllowed(textOf(part)));
    else declarations.push(declaration);
  }
  return declarations;
}

function declarationOf(tokens: readonly CSSToken[]): Declaration | null {
  const start = tokens.findIndex((token) => !isGap(token));
  const [name, colon, ...rest] = tokens.slice(start).filter(([type]) => type !== TokenType.Whitespace);
  if (!name || !isTokenIdent(name) || colon?.[0] !== TokenType.Colon) return null;
  const mark = rest.at(-2);
  const important =
    mark?.[0] === TokenType.Delim && mark[4].value === '!' && rest.at(-1)?.[1].toLowerCase() === 'important';
  const value = important ? rest.slice(0, -2) : rest;
  const property = name[4].value.toLowerCase();
  return PROPERTIES.get(property)?.(value) ? { property, value, important } : null;
}

const MOST_QUOTED = 80;
const quoted = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' ').slice(0, MOST_QUOTED));

const notAllowed = (what: string): CssFault => ({
  what,
  message: `${quoted(what)} is not among the styles that a letter may have`,
});
