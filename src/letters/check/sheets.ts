import { LEAST_LINE, LEAST_SIZE } from './computed.ts';
import { type Declaration, type Rule, readSheet, whenOf } from './css.ts';
import {
  attributeOf,
  type Found,
  type HtmlElement,
  isElement,
  type Node,
  say,
  textIn,
} from './html-nodes.ts';

/** The style elements, wherever they stand. */
export function* sheetsOf(nodes: readonly Node[]): Generator<HtmlElement> {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.tagName === 'style') yield node;
    else yield* sheetsOf(node.childNodes);
  }
}

/**
 * The rules of a style element; what letters may not have is said.
 * @param judge why the text of a sheet may not stand; null when it may
 */
export function rulesOf(
  sheet: HtmlElement,
  judge: (css: string) => string | null,
  found: Found,
): readonly Rule[] {
  const media = attributeOf(sheet, 'media');
  const when = media === undefined ? 'always' : whenOf(media);
  if (when === null)
    say(found, `<style media=${JSON.stringify(media)}> is not among the media of letters`, 'media');
  const css = textIn(sheet);
  const fault = judge(css);
  if (fault !== null) say(found, fault, css);
  const { read, faults } = readSheet(css, when ?? 'always');
  for (const { message, what } of faults) say(found, message, what);
  for (const { declarations } of read)
    for (const declaration of declarations) sayIfHidden(declaration, found);
  return read;
}

/** What MJML needs on its own wrappers, no sheet needs: text that is too small, or cut off, or with other text on it. */
function sayIfHidden({ property, value }: Declaration, found: Found): void {
  const [, written = ''] = value[0] ?? [];
  const size = Number.parseFloat(written);
  if (property === 'font-size' && size < LEAST_SIZE)
    say(found, 'a style sheet makes text too small to be read', 'font-size');
  if (property === 'line-height' && (written.endsWith('%') ? size / 100 : size) < LEAST_LINE)
    say(found, 'a style sheet puts lines over each other', 'line-height');
  if (property === 'line-height' && /px$/i.test(written))
    say(found, 'a style sheet gives the height of lines in pixels, and text may be higher', 'line-height');
  if (property === 'overflow') say(found, 'a style sheet cuts off what overflows', 'overflow');
  if (property === 'height' && size >= 0)
    say(found, 'a style sheet gives a height, and text may need more', 'height');
}
