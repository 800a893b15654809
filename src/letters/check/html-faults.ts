import { parse } from 'parse5';
import { type Lineage, lookOf, PLAIN, rulesThatMatter, type TextLook, unreadable } from './computed.ts';
import { type Declaration, type Rule, readDeclarations } from './css.ts';
import {
  attributeOf,
  type Found,
  type HtmlElement,
  type HtmlFault,
  isElement,
  isText,
  type Node,
  say,
  textIn,
} from './html-nodes.ts';
import { BODY_ELEMENTS, HEAD_ELEMENTS, METAS, mayHold, PREHEADER } from './html-shapes.ts';
import type { Link } from './links.ts';
import { commentFaults } from './outlook-parts.ts';
import { rulesOf, sheetsOf } from './sheets.ts';

/** What the HTML of a letter is judged by beside its shape. */
export interface Judges {
  /** Why a link may not stand; null when it may. */
  link(link: Link): string | null;
  /** Why an attribute's value, a style or a comment may not stand; null when it may. */
  value(element: string, attribute: string, value: string): string | null;
  /** The text without what a reader never sees. */
  seen(text: string): string;
}

interface Walk {
  readonly judges: Judges;
  readonly rules: readonly Rule[];
  readonly found: Found;
}

interface Around {
  readonly lineage: Lineage | null;
  readonly light: TextLook;
  readonly dark: TextLook;
}

/**
 * What the HTML of a letter must not have, read as a browser reads it: elements, attributes, styles and comments that are not
 * among those that letters have, links that mislead, text that cannot be read. Empty when there is nothing.
 */
export function htmlFaults(html: string, judges: Judges): readonly HtmlFault[] {
  const document = parse(html);
  const found: Found = new Map();
  const rules: Rule[] = [];
  for (const sheet of sheetsOf(document.childNodes))
    rules.push(...rulesOf(sheet, (css) => judges.value('style', 'text', css), found));
  const walk: Walk = { judges, rules: rulesThatMatter(rules), found };
  for (const node of document.childNodes) visit(node, { lineage: null, light: PLAIN, dark: PLAIN }, walk);
  return [...found.values()];
}

function visit(node: Node, around: Around, walk: Walk): void {
  if (node.nodeName === '#comment' && 'data' in node) {
    const fault = walk.judges.value('comment', 'text', node.data);
    for (const message of fault === null ? commentFaults(node.data) : [fault])
      say(walk.found, message, node.data);
  } else if (isText(node)) visitText(node.value, around, walk);
  else if (isElement(node)) visitElement(node, around, walk);
}

function visitText(text: string, { lineage, light, dark }: Around, { judges, found }: Walk): void {
  if (lineage && HEAD_ELEMENTS.has(lineage.name)) return;
  const seen = judges.seen(text).trim();
  if (seen === '') return;
  const inTheDark = unreadable(dark);
  const why = unreadable(light) ?? (inTheDark && `${inTheDark} for readers who like it dark`);
  if (why !== null) say(found, `${JSON.stringify(seen.slice(0, 40))} ${why}`, seen.split('\n')[0] ?? seen);
}

function visitElement(element: HtmlElement, around: Around, walk: Walk): void {
  const { tagName: name } = element;
  const { found } = walk;
  const inHead = HEAD_ELEMENTS.has(name);
  if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !(inHead || BODY_ELEMENTS.has(name))) {
    say(found, `<${name}> is not among the elements that a letter may have`, `<${name}`);
    return;
  }
  if (isPreheader(element, around.lineage)) return;
  const inline = attributesOf(element, walk);
  if (name === 'a') sayOfLink(element, walk);
  if (name === 'style') return;
  const lineage: Lineage = {
    name,
    classes: (attributeOf(element, 'class') ?? '').split(/\s+/).filter(Boolean),
    parent: around.lineage,
  };
  cutOff(element, inline, walk);
  const look = (scheme: 'light' | 'dark'): TextLook =>
    lookOf(lineage, around[scheme], walk.rules, inline, attributeOf(element, 'bgcolor'), scheme);
  const within = { lineage, light: look('light'), dark: look('dark') };
  for (const child of element.childNodes) visit(child, within, walk);
}

/** MJML writes it as the first thing of the body; whatever else is hidden so is hidden. */
function isPreheader(element: HtmlElement, lineage: Lineage | null): boolean {
  const parent = element.parentNode;
  const first = parent && 'childNodes' in parent ? parent.childNodes.find(isElement) : null;
  return (
    lineage?.name === 'body' &&
    first === element &&
    element.attrs.length === 1 &&
    attributeOf(element, 'style') === PREHEADER &&
    element.childNodes.every(isText)
  );
}

function attributesOf(element: HtmlElement, { judges, found }: Walk): readonly Declaration[] {
  const { tagName: name, attrs } = element;
  for (const attribute of attrs) {
    const { value } = attribute;
    const key = attribute.prefix ? `${attribute.prefix}:${attribute.name}` : attribute.name;
    const fault = judges.value(name, key, value);
    if (fault !== null) say(found, fault, value);
    else if (!mayHold(name, key, value))
      say(
        found,
        `${key}=${JSON.stringify(value)} on <${name}> is not among what a letter may have`,
        value || key,
      );
  }
  if (name === 'meta' && !METAS.has(attrs.map((each) => `${each.name}=${each.value}`).join(' ')))
    say(found, 'a meta element that is not among those of letters', '<meta');
  const { read, faults } = readDeclarations(attributeOf(element, 'style') ?? '');
  for (const { message, what } of faults) say(found, message, what);
  return read;
}

/** Room that is too small for its text lets other text lie over it, or cuts it off. */
function cutOff(element: HtmlElement, inline: readonly Declaration[], { judges, found }: Walk): void {
  const has = (name: string) => inline.find(({ property }) => property === name);
  const height = has('height');
  const isEmpty = () => judges.seen(textIn(element)).trim() === '';
  if (height && height.value[0]?.[1] !== 'auto' && !isEmpty())
    say(found, 'a height on text may be less than the text needs, and other text lies over it', 'height');
  // MJML cuts the corners of a rounded section so, which is as wide as the letter.
  const widest = Number.parseFloat(has('max-width')?.value[0]?.[1] ?? '0');
  if (has('overflow') && (height || !has('border-radius') || widest < LEAST_CUT_WIDTH) && !isEmpty())
    say(found, 'a style cuts off what overflows', 'overflow');
}

const LEAST_CUT_WIDTH = 200;

function sayOfLink(element: HtmlElement, { judges, found }: Walk): void {
  const href = attributeOf(element, 'href');
  const fault = href === undefined ? 'a link leads nowhere' : judges.link({ href, text: textIn(element) });
  if (fault !== null) say(found, fault, href ?? '<a');
}
