import { LAYOUT_FILE, templateFile } from '../template/files.ts';
import {
  allElements,
  type Element,
  innerOf,
  type MjmlDocument,
  parseMjml,
  placeOf,
  withoutComments,
} from '../template/mjml-document.ts';
import type { TemplateSource } from '../template/template.ts';
import { type Fault, faultAt } from './fault.ts';

const RULE = 'active-content';

/** Elements that run, load, send or lead away by themselves. MJML passes them on from mj-raw and mj-text as they stand. */
const ACTIVE: ReadonlySet<string> = new Set([
  ...['script', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'portal', 'svg', 'math'],
  ...['form', 'input', 'button', 'select', 'textarea', 'link', 'base', 'style', 'template'],
  ...['audio', 'video', 'source', 'track', 'picture', 'marquee'],
]);

/** Attributes whose value is an address that a mail reader fetches unasked. */
const FETCHES: ReadonlySet<string> = new Set([
  'src',
  'srcset',
  'background',
  'background-url',
  'poster',
  'data',
]);

/** What a link may begin with; a variable stands for an address that was looked at before it became one. */
const SAFE_LINK = /^\s*(https?:|mailto:|tel:|#|\{\{)/i;

/** Nothing in a letter runs, fetches or sends anything: a mail reader that allowed it would tell on its reader. */
export const activeContent = (source: TemplateSource): Fault[] => [
  ...faultsOf(templateFile(source), parseMjml(source.template)),
  ...faultsOf(LAYOUT_FILE, parseMjml(source.layout)),
];

function faultsOf(file: string, document: MjmlDocument): Fault[] {
  const at = (offset: number, message: string): Fault =>
    faultAt(file, placeOf(document.source, offset), RULE, `${message}: take it out`);
  const hidden = [...withoutComments(document.source).matchAll(HIDES)].map(([mark]) =>
    at(document.source.indexOf(mark), `${mark} hides what is in it from this check, and browsers read it`),
  );
  const active = [...allElements(document.root)].flatMap((element) =>
    whatIsActive(document, element).map((message) => at(element.start, message)),
  );
  return [...hidden, ...active];
}

/** XML has text in CDATA and nothing in instructions; HTML takes both for a comment that ends at the first `>`. */
const HIDES = /<!\[CDATA\[|<\?/g;

function whatIsActive(document: MjmlDocument, element: Element): string[] {
  const { name, attributes } = element;
  const faults = ACTIVE.has(name.toLowerCase()) ? [`<${name}> is more than text`] : [];
  for (const [attribute, value] of Object.entries(attributes)) {
    const key = attribute.toLowerCase();
    // What names the colours is welcome; what leads elsewhere is not.
    if (key === 'http-equiv') faults.push(`${attribute} on <${name}> leads elsewhere`);
    if (key.startsWith('on')) faults.push(`${attribute} on <${name}> runs a script`);
    if (key === 'href' && !SAFE_LINK.test(value))
      faults.push(`the link ${JSON.stringify(value)} is no web, mail or phone address`);
    if (FETCHES.has(key)) faults.push(`${attribute} on <${name}> fetches something from elsewhere`);
    if (key === 'style' && fetchesInCss(value))
      faults.push(`the style of <${name}> fetches something from elsewhere`);
  }
  if (name === 'mj-style' && fetchesInCss(innerOf(document, element)))
    faults.push('<mj-style> fetches something from elsewhere');
  return faults;
}

const fetchesInCss = (css: string): boolean =>
  /url\s*\(|@import|expression\s*\(|image-set\s*\(/i.test(css.replaceAll('\\', ''));
