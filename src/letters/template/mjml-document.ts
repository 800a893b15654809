import { SaxesParser } from 'saxes';
import { type FilePlace, placeOf } from '../language/place.ts';

/** An element of an MJML file, with offsets into its source: `[start, end)` whole, `[innerStart, innerEnd)` inside. */
export interface MjmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  readonly innerStart: number;
  innerEnd: number;
  end: number;
  readonly children: MjmlElement[];
}

export interface MjmlDocument {
  readonly source: string;
  readonly root: MjmlElement;
}

/** The file is not well-formed XML; `place` says where. */
export class NotWellFormed extends Error {
  override readonly name = 'NotWellFormed';
  readonly place: FilePlace;

  constructor(message: string, place: FilePlace) {
    super(message);
    this.place = place;
  }
}

/** Entities that people write in letters; XML itself knows five. */
const ENTITIES = {
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  shy: '\u00ad',
};

/** Normalises line ends and drops a byte-order mark, so that offsets and places mean the same everywhere. */
export const plainSource = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** Reads an MJML file as a tree of elements. Throws NotWellFormed. */
export function parseMjml(text: string): MjmlDocument {
  const source = plainSource(text);
  const parser = new SaxesParser({ fragment: false });
  Object.assign(parser.ENTITIES, ENTITIES);
  const open: MjmlElement[] = [];
  let root: MjmlElement | undefined;
  parser.on('error', (error) => {
    const message = error.message.replace(/^\d+:\d+:\s*/, '');
    throw new NotWellFormed(message, placeOf(source, Math.min(parser.position, source.length)));
  });
  parser.on('opentag', (tag) => {
    const innerStart = parser.position;
    const element: MjmlElement = {
      name: tag.name,
      attributes: Object.fromEntries(
        Object.entries(tag.attributes).map(([name, value]) => [name, String(value)]),
      ),
      start: lastBefore(source, `<${tag.name}`, innerStart),
      innerStart,
      innerEnd: innerStart,
      end: innerStart,
      children: [],
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', (tag) => {
    const element = open.pop();
    if (!element) return;
    element.end = parser.position;
    element.innerEnd = tag.isSelfClosing ? parser.position : lastBefore(source, '</', parser.position);
  });
  parser.write(source).close();
  if (!root) throw new NotWellFormed('the file is empty', { line: 1, column: 1 });
  return { source, root };
}

/** The last `what` that begins before `end`: the next tag may stand right there. */
const lastBefore = (source: string, what: string, end: number): number => source.lastIndexOf(what, end - 1);

export const innerOf = (document: MjmlDocument, element: MjmlElement): string =>
  document.source.slice(element.innerStart, element.innerEnd);

export const childOf = (element: MjmlElement, name: string): MjmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** Every element below and including `element`, in the order of the file. */
export function* allElements(element: MjmlElement): Generator<MjmlElement> {
  yield element;
  for (const child of element.children) yield* allElements(child);
}

/** The css classes of an element, as MJML names them. */
export const classesOf = (element: MjmlElement): readonly string[] =>
  (element.attributes['css-class'] ?? '').split(/\s+/).filter(Boolean);

/** The source without XML comments; what stood in them counts for nothing. */
export const withoutComments = (source: string): string =>
  source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ''));

/** The same, with blanks for what is left out: every place stays where it was. */
export const commentsBlanked = (source: string): string =>
  source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
