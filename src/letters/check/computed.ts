import { type CSSToken, TokenType } from '@csstools/css-tokenizer';
import { BLACK, type Colour, colourOf, colourOfAttribute, contrastOf, LINK, WHITE } from './colours.ts';
import type { Declaration, Rule, Step } from './css.ts';

/** What of an element matters to its style, from the document down to it. */
export interface Lineage {
  readonly name: string;
  readonly classes: readonly string[];
  readonly parent: Lineage | null;
}

/** How text looks in one of the two worlds of colours. */
export interface TextLook {
  readonly colour: Colour;
  readonly behind: Colour;
  /** In pixels. */
  readonly size: number;
  /** In pixels, or times the size. */
  readonly line: { readonly pixels: number } | { readonly times: number };
}

export const PLAIN: TextLook = { colour: BLACK, behind: WHITE, size: 16, line: { times: 1.2 } };

const LEAST_CONTRAST = 2;
export const LEAST_SIZE = 10;
export const LEAST_LINE = 0.9;

/** Why text that looks so cannot be read; null when it can. */
export function unreadable({ colour, behind, size, line }: TextLook): string | null {
  if (size < LEAST_SIZE) return `is ${size} pixels high, and less than ${LEAST_SIZE} cannot be read`;
  if (contrastOf(colour, behind) < LEAST_CONTRAST) return 'has nearly the colour of what is behind it';
  const times = 'times' in line ? line.times : line.pixels / size;
  return times < LEAST_LINE ? 'has lines that lie over each other' : null;
}

/** Properties that decide whether text can be read. */
const MATTERS: ReadonlySet<string> = new Set([
  'color',
  'background',
  'background-color',
  'font-size',
  'line-height',
]);

/** The rules of the sheets that can make text unreadable: the others need not be matched. */
export const rulesThatMatter = (rules: readonly Rule[]): readonly Rule[] =>
  rules.filter(({ declarations }) => declarations.some(({ property }) => MATTERS.has(property)));

/**
 * The look of an element's text, as the cascade has it.
 * @param around the look of its parent
 * @param scheme which of the two colour schemes the reader likes
 */
export function lookOf(
  element: Lineage,
  around: TextLook,
  rules: readonly Rule[],
  inline: readonly Declaration[],
  bgcolor: string | undefined,
  scheme: 'light' | 'dark',
): TextLook {
  const by = cascade(element, rules, inline, scheme);
  const colour = by.get('color');
  const behind = by.get('background-color') ?? by.get('background');
  const size = by.get('font-size');
  const line = by.get('line-height');
  const painted = behind ? colourOf(behind) : bgcolor === undefined ? null : colourOfAttribute(bgcolor);
  return {
    colour: (colour && colourOf(colour)) ?? (element.name === 'a' ? LINK : around.colour),
    behind: painted ?? around.behind,
    size: size ? numberOf(size) : around.size,
    line: line ? lineOf(line) : around.line,
  };
}

function cascade(
  element: Lineage,
  rules: readonly Rule[],
  inline: readonly Declaration[],
  scheme: 'light' | 'dark',
): Map<string, readonly CSSToken[]> {
  const won = new Map<string, { readonly weight: number; readonly value: readonly CSSToken[] }>();
  const offer = (declaration: Declaration, weight: number): void => {
    const name = declaration.property === 'background' ? 'background-color' : declaration.property;
    const whole = weight + (declaration.important ? IMPORTANT : 0);
    if (MATTERS.has(name) && whole >= (won.get(name)?.weight ?? 0))
      won.set(name, { weight: whole, value: declaration.value });
  };
  for (const { when, selectors, declarations } of rules) {
    if (when !== 'always' && when !== 'width' && when !== scheme) continue;
    const matching = selectors.filter((steps) => matches(element, steps)).map(specificity);
    if (matching.length === 0) continue;
    for (const declaration of declarations) offer(declaration, Math.max(...matching));
  }
  for (const declaration of inline) offer(declaration, INLINE);
  return new Map([...won].map(([name, { value }]) => [name, value]));
}

const INLINE = 1e8;
const IMPORTANT = 1e9;

const specificity = (steps: readonly Step[]): number =>
  steps.reduce(
    (sum, { element, classes, id }) =>
      sum + (id === null ? 0 : 1e6) + classes.length * 1e3 + (element === null ? 0 : 1),
    0,
  );

function matches(element: Lineage, steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  if (!last || !fits(element, last)) return false;
  let rest = steps.length - 2;
  for (let above = element.parent; above && rest >= 0; above = above.parent) {
    const step = steps[rest];
    if (step && fits(above, step)) rest -= 1;
  }
  return rest < 0;
}

/** No element of a letter has an id, so a step that names one fits none. */
const fits = ({ name, classes }: Lineage, step: Step): boolean =>
  step.id === null &&
  (step.element === null || step.element === name) &&
  step.classes.every((each) => classes.includes(each));

const numberOf = ([token]: readonly CSSToken[]): number =>
  token && (token[0] === TokenType.Dimension || token[0] === TokenType.Number) ? token[4].value : 0;

function lineOf([token]: readonly CSSToken[]): TextLook['line'] {
  if (token?.[0] === TokenType.Dimension) return { pixels: token[4].value };
  if (token?.[0] === TokenType.Percentage) return { times: token[4].value / 100 };
  return { times: token?.[0] === TokenType.Number ? token[4].value : PLAIN_LINE };
}

/** `normal` is about so much. */
const PLAIN_LINE = 1.2;
