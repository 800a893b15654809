import { type CSSToken, TokenType } from '@csstools/css-tokenizer';

/** Red, green and blue, each 0 to 255. A letter knows no colour that shines through. */
export type Colour = readonly [red: number, green: number, blue: number];

export const WHITE: Colour = [255, 255, 255];
export const BLACK: Colour = [0, 0, 0];
/** What a browser gives a link that has no colour of its own. */
export const LINK: Colour = [0, 0, 238];

/** The names of HTML 4; any other colour is written as #rrggbb. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ black: '000000', silver: 'c0c0c0', gray: '808080', grey: '808080', white: 'ffffff', maroon: '800000' },
  ...{ red: 'ff0000', purple: '800080', fuchsia: 'ff00ff', green: '008000', lime: '00ff00', olive: '808000' },
  ...{ yellow: 'ffff00', navy: '000080', blue: '0000ff', teal: '008080', aqua: '00ffff', orange: 'ffa500' },
};

/** The colour that these tokens are: `#rgb`, `#rrggbb`, `rgb(1, 2, 3)` or a name; null when they are none. */
export function colourOf(value: readonly CSSToken[]): Colour | null {
  const [first] = value;
  if (first?.[0] === TokenType.Function) return ofFunction(value);
  if (value.length !== 1 || !first) return null;
  if (first[0] === TokenType.Hash) return ofHex(first[4].value);
  const name = first[0] === TokenType.Ident ? first[4].value.toLowerCase() : '';
  return Object.hasOwn(NAMES, name) ? ofHex(NAMES[name] ?? '') : null;
}

/** The same for an attribute such as `bgcolor`. */
export const colourOfAttribute = (text: string): Colour | null =>
  text.startsWith('#') ? ofHex(text.slice(1)) : ofHex(NAMES[text.toLowerCase()] ?? '');

function ofHex(hex: string): Colour | null {
  if (!/^(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(hex)) return null;
  const long = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const part = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

function ofFunction(value: readonly CSSToken[]): Colour | null {
  const text = value
    .map((token) => token[1])
    .join('')
    .toLowerCase();
  const parts = /^rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)$/.exec(text)?.slice(1).map(Number);
  const [red = 256, green = 256, blue = 256] = parts ?? [];
  return Math.max(red, green, blue) > 255 ? null : [red, green, blue];
}

/** The contrast of two colours by WCAG 2.1: 1 (the same) to 21. */
export function contrastOf(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
