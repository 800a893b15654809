import { LIQUID_TOKEN } from '../language/liquid.ts';
import { readPhrases } from '../language/phrases.ts';
import { placeOf } from '../language/place.ts';
import { LAYOUT_FILE, phrasesFile, templateFile } from '../template/files.ts';
import {
  commentsBlanked,
  NotWellFormed,
  parseMjml,
  plainSource,
  withoutComments,
} from '../template/mjml-document.ts';
import { CannotCompile, type TemplateSource } from '../template/template.ts';
import { type Fault, faultAt, locate } from './fault.ts';
import { htmlFaults, type Judges } from './html-faults.ts';
import type { HtmlFault } from './html-nodes.ts';
import { firstInvisible } from './invisible.ts';
import { linkFault, templateLinkFault } from './links.ts';
import type { Rendered } from './renders.ts';
import { wholeHtml } from './whole-html.ts';

const RULE = 'active-content';

/** Private-use characters stand for Liquid while the HTML of a template is looked at; a document that holds any is refused. */
const HOLD = { open: '\ue000', close: '\ue001' };
const HELD = /\ue000(\d+)\ue001/g;

/**
 * What a letter must not hold, whatever its facts: the template as MJML compiles it, with all that its conditions may show.
 * Nothing in a letter runs, fetches, sends, moves or hides: a mail reader that allowed it would tell on its reader.
 */
export async function contentFaults(source: TemplateSource): Promise<Fault[]> {
  const unseen = [...hiddenText(source), ...invisibleFaults(source), ...tangledTokens(source)];
  if (unseen.length > 0) return unseen;
  let html: string;
  try {
    ({ html } = await wholeHtml(source));
  } catch (error) {
    // That the layout has no place for the letter is said by what looks for lost tokens.
    if (error instanceof NotWellFormed) return [];
    if (error instanceof CannotCompile) return [faultAt(templateFile(source), null, RULE, error.message)];
    throw error;
  }
  const tokens: string[] = [];
  const held = html.replace(LIQUID_TOKEN, (token) => `${HOLD.open}${tokens.push(token) - 1}${HOLD.close}`);
  const shown = (text: string): string => text.replace(HELD, (_, at) => tokens[Number(at)] ?? '');
  const assigned = [...html.matchAll(/\{%-?\s*assign\s+([\w-]+)/g)].map(([, name = '']) => name);
  const judges: Judges = {
    link: ({ href, text }) =>
      templateLinkFault(
        { href: shown(href), text: text.replace(HELD, '') },
        [...text.matchAll(HELD)].map(([token]) => shown(token)),
        assigned,
      ),
    value: (element, attribute, value) =>
      value.includes(HOLD.open) && !holdsLiquid(element, attribute)
        ? `${shown(value.match(HELD)?.[0] ?? '')} stands in ${attribute} of ${element}: a value of a style or an attribute is written out`
        : null,
    // What a token puts out is text that is seen; what it tests is not.
    seen: (text) => text.replace(HELD, (token) => (shown(token).startsWith('{{') ? shown(token) : '')),
  };
  return htmlFaults(held, judges).map(({ message, what }) =>
    placed(source, { message: shown(message), what: shown(what) }),
  );
}

/** The subject, which a screen reader says; and addresses, which are looked at as links. */
const holdsLiquid = (element: string, attribute: string): boolean =>
  (element === 'a' && attribute === 'href') || attribute === 'aria-label';

/** The same of the letters that came out, each with the facts of its sample. */
export function renderedFaults(source: TemplateSource, rendered: readonly Rendered[]): Fault[] {
  return rendered.flatMap(({ sample, letter }) => {
    const known = textsIn(sample.facts);
    const judges: Judges = {
      link: (link) => linkFault(link, known),
      value: () => null,
      seen: (text) => text,
    };
    const faults = htmlFaults(letter.html, judges).map((fault) => placed(source, fault));
    const { subject, preheader, html, text } = letter;
    const hidden = firstInvisible(`${subject}\n${preheader}\n${text}\n${html}`);
    return hidden === null
      ? faults
      : [...faults, placed(source, { ...invisible(hidden.name), what: subject })];
  });
}

/** Every text among the facts of a letter. */
function textsIn(facts: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) look(each);
  };
  look(facts);
  return found;
}

const invisible = (name: string) => ({
  message: `${name} is a character that nobody sees, and that turns or hides text`,
});

function placed(source: TemplateSource, { message, what }: HtmlFault): Fault {
  const told = `${message}: take it out`;
  const [value = what] = what.split(';');
  const pieces = [what, value, value.split(/:\s*/).at(-1) ?? value].map((piece) => piece.trim());
  for (const piece of pieces) {
    if (piece === '' || piece.length > 2_000) continue;
    const { file, line, column } = locate(source, piece);
    if (line !== null) return faultAt(file, { line, column }, RULE, told);
  }
  return faultAt(templateFile(source), null, RULE, told);
}

/** XML has text in CDATA and nothing in instructions; HTML takes both for a comment that ends at the first `>`. */
const HIDES = /<!\[CDATA\[|<\?/g;

const documentsOf = (source: TemplateSource): readonly (readonly [file: string, text: string])[] => [
  [templateFile(source), source.template],
  [LAYOUT_FILE, source.layout],
];

const hiddenText = (source: TemplateSource): Fault[] =>
  documentsOf(source).flatMap(([file, text]) => {
    const document = parseMjml(text).source;
    return [...withoutComments(document).matchAll(HIDES)].map(([mark]) =>
      faultAt(
        file,
        placeOf(document, document.indexOf(mark)),
        RULE,
        `${mark} hides what is in it from this check, and browsers read it: take it out`,
      ),
    );
  });

function invisibleFaults(source: TemplateSource): Fault[] {
  const read = readPhrases(source.phrases, source.language);
  // YAML has escapes of its own: its sentences are looked at as they are read.
  const said = 'faults' in read ? '' : JSON.stringify(read.phrases);
  return [...documentsOf(source), [phrasesFile(source.language), source.phrases] as const].flatMap(
    ([file, text]) => {
      const hidden = firstInvisible(text) ?? (text === source.phrases ? firstInvisible(said) : null);
      if (hidden === null) return [];
      const place = hidden.offset < text.length ? placeOf(text, hidden.offset) : null;
      return [faultAt(file, place, RULE, `${invisible(hidden.name).message}: take it out`)];
    },
  );
}

/** Where one token ends is clear to whoever reads it only when it holds no brace of another and no quote that stays open. */
const tangledTokens = (source: TemplateSource): Fault[] =>
  documentsOf(source).flatMap(([file, text]) => {
    const document = commentsBlanked(plainSource(text));
    return [...document.matchAll(LIQUID_TOKEN)]
      .filter(([token]) => {
        const inside = token.slice(2, -2);
        const unquoted = inside.replace(/"[^"]*"|'[^']*'/g, '');
        return /\{\{|\{%|%\}|\}\}/.test(inside) || /["']/.test(unquoted);
      })
      .map((match) =>
        faultAt(
          file,
          placeOf(document, match.index),
          RULE,
          `${match[0]} holds a quote without its end, or braces of another: write it plainly`,
        ),
      );
  });
