import { LIQUID_TOKEN } from '../language/liquid.ts';
import { placeOf } from '../language/place.ts';
import { LAYOUT_FILE, templateFile } from '../template/files.ts';
import {
  allElements,
  commentsBlanked,
  type MjmlDocument,
  NotWellFormed,
  parseMjml,
} from '../template/mjml-document.ts';
import { lostTokens, type TemplateSource } from '../template/template.ts';
import { type Fault, faultAt } from './fault.ts';
import { wholeHtml } from './whole-html.ts';

const RULE = 'lost';
/** Elements whose content MJML hands on as it is. */
const KEEPS_TEXT = ['mj-text', 'mj-raw', 'mj-title', 'mj-preview', 'mj-button', 'mj-style', 'mj-table'];

/** Every Liquid token survives the MJML compile: MJML silently drops a bare `{% for %}` between sections. */
export async function lostTokenFaults(source: TemplateSource): Promise<Fault[]> {
  const misplaced = [
    ...bareTokens(templateFile(source), parseMjml(source.template)),
    ...bareTokens(LAYOUT_FILE, parseMjml(source.layout)),
  ];
  if (misplaced.length > 0) return misplaced;
  try {
    const { merged, html } = await wholeHtml(source);
    return lostTokens(merged, html).map((token) =>
      faultAt(
        templateFile(source),
        null,
        RULE,
        `${token} does not survive the MJML compile: put it into <mj-raw> or inside <mj-text>`,
      ),
    );
  } catch (error) {
    if (error instanceof NotWellFormed) return [faultAt(LAYOUT_FILE, error.place, RULE, error.message)];
    throw error;
  }
}

function bareTokens(file: string, document: MjmlDocument): Fault[] {
  const blanked = commentsBlanked(document.source);
  const kept = [...allElements(document.root)].filter(({ name }) => KEEPS_TEXT.includes(name));
  return [...blanked.matchAll(LIQUID_TOKEN)]
    .filter(({ index }) => !kept.some(({ start, end }) => index >= start && index < end))
    .filter(({ index }) => !isInAttribute(blanked, index))
    .map(({ index, 0: token }) =>
      faultAt(
        file,
        placeOf(document.source, index),
        RULE,
        `${token} stands between MJML elements, where MJML deletes it: wrap it in <mj-raw>`,
      ),
    );
}

const isInAttribute = (source: string, index: number): boolean =>
  source.lastIndexOf('<', index) > source.lastIndexOf('>', index);
