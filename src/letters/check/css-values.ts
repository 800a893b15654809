import { type CSSToken, isTokenIdent, isTokenNumeric, NumberType, TokenType } from '@csstools/css-tokenizer';
import { colourOf } from './colours.ts';

/*
 * What a style of a letter may be: each property with its values. What is not here is refused, so that nobody has to think
 * of what else a mail reader may fetch, hide or move. No value holds a function but rgb(), no length is negative.
 */
type Judge = (value: readonly CSSToken[]) => boolean;

/** The widest room that anything of a letter keeps around itself; more would push what follows out of sight. */
const MOST_ROOM = 200;
/** The widest a letter is. */
const MOST_WIDTH = 1200;
const MOST_FONT = 72;

const wordOf = (token: CSSToken): string | null =>
  isTokenIdent(token) ? token[4].value.toLowerCase() : null;

const word =
  (...words: readonly string[]) =>
  (token: CSSToken): boolean =>
    words.includes(wordOf(token) ?? '');

/** Pixels from 0 to `most`; 0 needs no unit. Points are for Outlook alone. */
const pixels =
  (most: number, units: readonly string[] = ['px']) =>
  (token: CSSToken): boolean => {
    if (!isTokenNumeric(token) || token[0] === TokenType.Percentage) return false;
    const { value } = token[4];
    if (token[0] === TokenType.Number) return value === 0;
    return units.includes(token[4].unit.toLowerCase()) && value >= 0 && value <= most;
  };

const percent = (token: CSSToken): boolean =>
  token[0] === TokenType.Percentage && token[4].value >= 0 && token[4].value <= 100;

const plainNumber =
  (least: number, most: number) =>
  (token: CSSToken): boolean =>
    token[0] === TokenType.Number && token[4].value >= least && token[4].value <= most;

const wholeNumber = (token: CSSToken): boolean =>
  token[0] === TokenType.Number && token[4].type === NumberType.Integer && plainNumber(100, 900)(token);

const any =
  (...kinds: readonly ((token: CSSToken) => boolean)[]) =>
  (token: CSSToken): boolean =>
    kinds.some((is) => is(token));

const upTo =
  (most: number, is: (token: CSSToken) => boolean): Judge =>
  (value) =>
    value.length > 0 && value.length <= most && value.every(is);
const one = (is: (token: CSSToken) => boolean): Judge => upTo(1, is);
const words = (...allowed: readonly string[]): Judge => one(word(...allowed));

const colour: Judge = (value) => colourOf(value) !== null;
const backdrop: Judge = (value) => colour(value) || words('transparent', 'none')(value);
const room = upTo(4, any(pixels(MOST_ROOM, ['px', 'pt']), percent));
const outerRoom = upTo(4, any(pixels(MOST_ROOM), word('auto')));
const width = one(any(pixels(MOST_WIDTH), percent, word('auto', 'none')));
const STYLES = ['none', 'solid', 'dashed', 'dotted', 'double'] as const;

/** A border: its width, its style and its colour, each at most once and in any order. */
const border: Judge = (value) => {
  const rest = value.filter((token) => !pixels(20)(token) && !word(...STYLES)(token));
  return value.length > 0 && value.length - rest.length <= 2 && (rest.length === 0 || colour(rest));
};

const fontFamily: Judge = (value) =>
  value.length > 0 &&
  value.every(([type]) => type === TokenType.Ident || type === TokenType.String || type === TokenType.Comma);

/** What is set on each side alike. */
const eachSide = (name: string, judge: Judge): [string, Judge][] =>
  ['', '-top', '-right', '-bottom', '-left'].map((side) => [`${name}${side}`, judge]);

export const PROPERTIES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['color', colour],
  ['background', backdrop],
  ['background-color', backdrop],
  ['font-family', fontFamily],
  ['font-size', one(pixels(MOST_FONT))],
  ['font-weight', one(any(word('normal', 'bold', 'bolder', 'lighter'), wholeNumber))],
  ['font-style', words('normal', 'italic')],
  [
    'line-height',
    one(any(plainNumber(0, 3), pixels(100), (token) => isPercentUpTo(300, token), word('normal'))),
  ],
  ['letter-spacing', one(any(pixels(3), word('normal')))],
  ['word-spacing', one(any(pixels(10), word('normal')))],
  ['text-align', words('left', 'right', 'center', 'justify')],
  ['text-decoration', words('none', 'underline', 'line-through')],
  ['text-transform', words('none', 'uppercase', 'lowercase', 'capitalize')],
  ['white-space', words('normal', 'nowrap', 'pre-line', 'pre-wrap')],
  ['word-break', words('normal', 'break-word', 'break-all')],
  ['overflow-wrap', words('normal', 'break-word', 'anywhere')],
  ['vertical-align', words('top', 'middle', 'bottom', 'baseline')],
  ['direction', words('ltr')],
  ['display', words('block', 'inline', 'inline-block')],
  ['width', width],
  ['max-width', width],
  ['min-width', width],
  ['height', one(any(pixels(MOST_ROOM), word('auto')))],
  ['list-style-type', words('none', 'disc', 'circle', 'square', 'decimal')],
  ...eachSide('margin', outerRoom),
  ...eachSide('padding', room),
  ...eachSide('border', border),
  ['border-radius', upTo(4, any(pixels(MOST_ROOM), percent))],
  ['border-collapse', words('collapse', 'separate')],
  ['border-spacing', upTo(2, pixels(20))],
  ['table-layout', words('auto', 'fixed')],
  ['cursor', words('auto', 'pointer')],
  // The rest is what MJML writes into every letter.
  ['overflow', words('hidden')],
  ['outline', words('none')],
  ['mso-table-lspace', one(pixels(0, ['pt', 'px']))],
  ['mso-table-rspace', one(pixels(0, ['pt', 'px']))],
  ['mso-line-height-rule', words('exactly')],
  ['mso-padding-alt', room],
  ['-ms-interpolation-mode', words('bicubic')],
  ['-webkit-text-size-adjust', one((token) => percent(token) && token[1] === '100%')],
  ['-ms-text-size-adjust', one((token) => percent(token) && token[1] === '100%')],
]);

const isPercentUpTo = (most: number, token: CSSToken): boolean =>
  token[0] === TokenType.Percentage && token[4].value >= 0 && token[4].value <= most;

/** What may differ by the width of the screen: never whether text can be read. */
export const BY_WIDTH: ReadonlySet<string> = new Set([
  ...[...PROPERTIES.keys()].filter((name) => name.startsWith('margin') || name.startsWith('padding')),
  ...['width', 'max-width', 'text-align'],
]);
