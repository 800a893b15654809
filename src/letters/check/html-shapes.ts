import { colourOfAttribute } from './colours.ts';

/*
 * What the HTML of a letter may be made of: what MJML writes, and what words need. Nothing here runs, fetches, sends, moves
 * or hides; an element or attribute that is not here is refused, whatever it does.
 */
type Judge = (value: string) => boolean;

const TEXT = ['p', 'br', 'hr', 'span', 'strong', 'b', 'em', 'i', 'u', 's', 'a', 'wbr'];
const BLOCKS = ['div', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote'];
export const TABLES: readonly string[] = ['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'];
export const BODY_ELEMENTS: ReadonlySet<string> = new Set(['body', ...TEXT, ...BLOCKS, ...TABLES]);
export const HEAD_ELEMENTS: ReadonlySet<string> = new Set(['html', 'head', 'title', 'meta', 'style']);

const shape =
  (expected: RegExp): Judge =>
  (value) =>
    expected.test(value);
const oneOf =
  (...allowed: readonly string[]): Judge =>
  (value) =>
    allowed.includes(value.toLowerCase());
const colour: Judge = (value) => colourOfAttribute(value) !== null;
const count = shape(/^\d{1,2}$/);
const size = shape(/^(?:\d{1,4}(?:px|%)?|auto)$/);

/** On any element. `style` and `href` are looked into where they stand. */
const ANYWHERE: Readonly<Record<string, Judge>> = {
  class: shape(/^[\w\s-]*$/),
  style: () => true,
  lang: shape(/^[a-z]{2,3}(?:-[a-z0-9]+)*$/i),
  dir: oneOf('auto', 'ltr'),
  role: oneOf('presentation', 'article', 'none'),
  align: oneOf('left', 'right', 'center', 'justify'),
  valign: oneOf('top', 'middle', 'bottom', 'baseline'),
  width: size,
};

const cell = { bgcolor: colour, colspan: count, rowspan: count, height: size };
const ON: Readonly<Record<string, Readonly<Record<string, Judge>>>> = {
  html: {
    xmlns: oneOf('http://www.w3.org/1999/xhtml'),
    'xmlns:v': oneOf('urn:schemas-microsoft-com:vml'),
    'xmlns:o': oneOf('urn:schemas-microsoft-com:office:office'),
  },
  style: { type: oneOf('text/css'), media: () => true },
  // The whole of a meta element is compared with METAS.
  meta: { name: () => true, content: () => true, 'http-equiv': () => true },
  a: { href: () => true, target: oneOf('_blank'), rel: shape(/^[a-z ]*$/) },
  // What a screen reader calls the letter: its subject.
  div: { 'aria-label': () => true, 'aria-roledescription': oneOf('email') },
  table: { border: count, cellpadding: count, cellspacing: count, bgcolor: colour },
  td: cell,
  th: cell,
  ol: { start: count },
};

/** Whether an attribute of an element may hold this. */
export function mayHold(element: string, attribute: string, value: string): boolean {
  const own = ON[element];
  const judge =
    own && Object.hasOwn(own, attribute)
      ? own[attribute]
      : Object.hasOwn(ANYWHERE, attribute)
        ? ANYWHERE[attribute]
        : undefined;
  return judge?.(value) ?? false;
}

/** The meta elements of a letter: their attributes in this order. */
export const METAS: ReadonlySet<string> = new Set(
  [
    ['http-equiv=X-UA-Compatible', 'content=IE=edge'],
    ['http-equiv=Content-Type', 'content=text/html; charset=UTF-8'],
    ['name=viewport', 'content=width=device-width, initial-scale=1'],
    ['name=color-scheme', 'content=light dark'],
    ['name=supported-color-schemes', 'content=light dark'],
  ].map((attributes) => attributes.join(' ')),
);

/** MJML's preheader: the one text that is shown in the list of letters, and not in the letter. */
export const PREHEADER =
  'display:none;font-size:1px;color:#22252a;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;';

/** Comments that MJML writes whole into every letter, with single spaces. */
export const COMMENTS: ReadonlySet<string> = new Set([
  '[if !mso]><!',
  '<![endif]',
  '[if mso]> <noscript> <xml> <o:OfficeDocumentSettings> <o:AllowPNG/> <o:PixelsPerInch>96</o:PixelsPerInch> </o:OfficeDocumentSettings> </xml> </noscript> <![endif]',
  '[if lte mso 11]> <style type="text/css"> .mj-outlook-group-fix { width:100% !important; } </style> <![endif]',
]);
