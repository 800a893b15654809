import { compile } from 'html-to-text';
import { LIQUID_TOKEN } from '../language/liquid.ts';
import {
  allElements,
  childOf,
  classesOf,
  innerOf,
  type MjmlDocument,
  type MjmlElement,
  parseMjml,
} from './mjml-document.ts';

/** Sections of the layout that a text letter does without: a person does not print a letterhead. */
const HTML_ONLY = 'html-only';
/** Nor are words counted of a table, and of what a law wants to be said. */
const NOT_BODY = [
  ...['greeting', 'answers', 'signature', 'footer'],
  ...['statement', 'legal', 'identity', HTML_ONLY],
];
/** Private-use characters stand for Liquid tokens while HTML becomes text. */
const HOLD = { open: '\ue000', close: '\ue001' };

/** The text part of a merged MJML document, Liquid tokens kept: the mj-text blocks and raw tokens in order. */
export const textOf = (merged: string): string => blocksOf(merged, (element) => !isIn(element, [HTML_ONLY]));

/** What stands between greeting and signature: what the word count counts. */
export const bodyOf = (merged: string): string => blocksOf(merged, (element) => !isIn(element, NOT_BODY));

function blocksOf(merged: string, wanted: (element: MjmlElement) => boolean): string {
  const document = parseMjml(merged);
  const body = childOf(document.root, 'mj-body');
  if (!body) return '';
  return [...allElements(body)]
    .filter(wanted)
    .map((element) => blockText(document, element))
    .filter((text) => text !== '')
    .join('\n\n');
}

const isIn = (element: MjmlElement, classes: readonly string[]): boolean =>
  classesOf(element).some((name) => classes.includes(name));

function blockText(document: MjmlDocument, element: MjmlElement): string {
  const inner = innerOf(document, element);
  if (element.name === 'mj-raw') return (inner.match(LIQUID_TOKEN) ?? []).join('');
  if (element.name === 'mj-text') return htmlText(inner);
  if (element.name === 'mj-button') return `${htmlText(inner)}: ${element.attributes.href ?? ''}`;
  return '';
}

/** Made once: putting its options together takes longer than any letter. */
const plainText = compile({
  wordwrap: false,
  formatters: {
    cell: (elem, walk, builder) => {
      builder.addInline(' | ');
      walk(elem.children, builder);
    },
    // "text: address", and only the address when the text is the address.
    link: (elem, walk, builder) => {
      const href = String(elem.attribs?.href ?? '');
      const texts = (elem.children ?? []).map((child) => child.data ?? '').join('');
      walk(elem.children, builder);
      if (href !== '' && !href.startsWith('tel:') && !href.startsWith('mailto:') && texts.trim() !== href) {
        builder.addInline(`: ${href}`);
      }
    },
  },
  // A row of a table is a line, its cells parted by bars: a bookkeeper takes it apart again.
  selectors: [
    { selector: 'a', format: 'link' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td + td', format: 'cell' },
  ],
});

function htmlText(html: string): string {
  const tokens: string[] = [];
  const held = html.replace(LIQUID_TOKEN, (token) => `${HOLD.open}${tokens.push(token) - 1}${HOLD.close}`);
  return plainText(held).replace(/\ue000(\d+)\ue001/g, (_, index) => tokens[Number(index)] ?? '');
}

/** Tidies a rendered text: no trailing blanks, no double blanks, never more than one empty line, and none within a list. */
export const tidyText = (text: string): string =>
  `${text
    .replace(/\t/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ \n/g, '\n')
    .replace(/\n /g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^(\* .*)\n\n(?=\* )/gm, '$1\n')
    .trim()}\n`;
