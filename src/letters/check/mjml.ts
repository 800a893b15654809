import { lately } from '../language/kept-lately.ts';
import { placeOf } from '../language/place.ts';
import { LAYOUT_FILE, templateFile } from '../template/files.ts';
import { allElements, classesOf, type MjmlElement, parseMjml } from '../template/mjml-document.ts';
import { CannotCompile, type TemplateSource, toHtml } from '../template/template.ts';
import { type Fault, faultAt } from './fault.ts';

const RULE = 'mjml';
/** What a letter must not hold, and why. */
const UNWANTED: Readonly<Record<string, string>> = {
  'mj-include': 'reads other files; the layout is put around the letter by itself',
  'mj-image': 'is a picture, and a letter must say everything without pictures',
  'mj-carousel': 'is pictures, and a letter must say everything without pictures',
  'mj-social': 'is pictures from elsewhere',
  'mj-accordion': 'opens at a click, and fetches pictures from elsewhere',
  'mj-hero': 'lays text over a picture',
  'mj-navbar': 'is a menu of a page, and a letter has none',
  'mj-html-attributes': 'puts attributes where nobody sees them',
  'mj-font': 'fetches a font from elsewhere; a letter fetches nothing',
};

/** The layout is the same for all letters of a check. */
const layoutLately = lately<Promise<Fault[]>>(4);

/** The letter and the layout are valid MJML by themselves, and hold nothing that a letter should not. */
export async function mjmlFaults(source: TemplateSource): Promise<Fault[]> {
  const perFile = await Promise.all([
    faultsOf(templateFile(source), source.template),
    layoutLately(source.layout, () => faultsOf(LAYOUT_FILE, source.layout)),
  ]);
  return perFile.flat();
}

async function faultsOf(file: string, text: string): Promise<Fault[]> {
  const document = parseMjml(text);
  const elements = [...allElements(document.root)];
  const at = (element: MjmlElement, message: string): Fault =>
    faultAt(file, placeOf(document.source, element.start), RULE, message);
  const unwanted = elements.flatMap((element) => {
    const why = UNWANTED[element.name];
    return why === undefined ? [] : [at(element, `<${element.name}> ${why}: take it out`)];
  });
  const remote = elements
    .filter(({ name, attributes }) => name === 'img' || attributes.src?.startsWith('http'))
    .map((element) => at(element, `<${element.name}> fetches something from elsewhere: take it out`));
  const unreadable = elements
    .filter((element) => classesOf(element).includes('html-only') && classesOf(element).length === 1)
    .map((element) => at(element, 'a part for HTML only needs a second class that says what it is'));
  const errors = await errorsOf(document.source);
  if ('broken' in errors)
    return [...unwanted, ...remote, ...unreadable, faultAt(file, null, RULE, errors.broken)];
  const invalid = errors.map(({ line, message, tagName }) =>
    faultAt(file, { line, column: 1 }, RULE, `<${tagName}>: ${message}`),
  );
  return [...unwanted, ...remote, ...unreadable, ...invalid];
}

async function errorsOf(source: string) {
  try {
    const { errors } = await toHtml(source, {
      validationLevel: 'soft',
      keepComments: true,
      minify: false,
      fonts: {},
      ignoreIncludes: true,
    });
    return errors;
  } catch (error) {
    if (error instanceof CannotCompile) return { broken: error.message };
    throw error;
  }
}
