import {
  allElements,
  childOf,
  innerOf,
  type MjmlDocument,
  NotWellFormed,
  parseMjml,
  withoutComments,
} from './mjml-document.ts';

const MARKER = /^\s*<!--\s*the letter\s*-->\s*$/;

/**
 * Puts a letter's head and sections into the layout: one MJML document, in the letter's language.
 * The layout marks the place with `<mj-raw><!-- the letter --></mj-raw>`. Throws NotWellFormed.
 */
export function mergeLayout(layoutText: string, templateText: string, language: string): string {
  const layout = parseMjml(layoutText);
  const letter = parseMjml(templateText);
  const marker = [...allElements(layout.root)].find(
    (element) => element.name === 'mj-raw' && MARKER.test(innerOf(layout, element)),
  );
  if (!marker) {
    throw new NotWellFormed(
      'the layout has no <mj-raw><!-- the letter --></mj-raw>, so a letter has no place in it',
      {
        line: 1,
        column: 1,
      },
    );
  }
  const body = layout.source;
  const layoutBody = childOf(layout.root, 'mj-body');
  if (!layoutBody) throw new NotWellFormed('the layout has no <mj-body>', { line: 1, column: 1 });
  const bodyWithLetter =
    body.slice(layoutBody.start, marker.start) +
    insideOf(letter, 'mj-body') +
    body.slice(marker.end, layoutBody.end);
  const head = `${insideOf(layout, 'mj-head')}\n${insideOf(letter, 'mj-head')}`;
  return withoutComments(
    `<mjml lang="${language}" dir="auto">\n<mj-head>${head}</mj-head>\n${bodyWithLetter}\n</mjml>`,
  );
}

function insideOf(document: MjmlDocument, name: string): string {
  const element = childOf(document.root, name);
  return element ? innerOf(document, element) : '';
}
