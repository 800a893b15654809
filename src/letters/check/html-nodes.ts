import type { DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** What is wrong, and a piece of the template that it may stand in. */
export interface HtmlFault {
  readonly message: string;
  readonly what: string;
}

/** What was found so far, each once. */
export type Found = Map<string, HtmlFault>;

export function say(found: Found, message: string, what: string): void {
  if (!found.has(message)) found.set(message, { message, what });
}

export const isElement = (node: Node): node is HtmlElement => 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => 'value' in node;

export const attributeOf = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

export const textIn = (element: HtmlElement): string =>
  element.childNodes
    .map((node) => (isText(node) ? node.value : isElement(node) ? textIn(node) : ''))
    .join('');
