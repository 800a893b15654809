import { createHash } from 'node:crypto';
import type mjml2html from 'mjml';
import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import { messageOf } from '../../failure.ts';
import type { LetterFacts } from '../facts/letter-facts.ts';
import { NO_BREAK } from '../language/days.ts';
import { faultLines } from '../language/file-faults.ts';
import { sayable } from '../language/fit-phrases.ts';
import { enginesFor, LIQUID_TOKEN } from '../language/liquid.ts';
import { readLocale } from '../language/locale.ts';
import { type ReadPhrases, readPhrases } from '../language/phrases.ts';
import { parseSentences, type Sentences } from '../language/sentences.ts';
import { ANSWERS_HERE, answerBlock, type Offer } from '../words/answer-words.ts';
import { type LetterWords, wordsFor } from '../words/words.ts';
import { mergeLayout } from './merge-layout.ts';
import { childOf, innerOf, parseMjml } from './mjml-document.ts';
import { bodyOf, textOf, tidyText } from './text-part.ts';

/** All that makes a letter in one language; JSON, so that the ledger can keep it. */
export interface TemplateSource {
  readonly letter: AnyLetterKind;
  readonly language: string;
  /** MJML of the letter. */
  readonly template: string;
  /** MJML of the shared shell. */
  readonly layout: string;
  /** YAML of the language's sentences. */
  readonly phrases: string;
  /** YAML of how the language is written (language.yaml); left out: as CLDR has it. */
  readonly locale?: string | undefined;
  /** YAML of what no letter of the language says (safety.yaml): for the checks. A stored version has none. */
  readonly safety?: string | undefined;
}

export interface RenderedLetter {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  readonly lang: string;
}

/** A template that is ready: MJML compiled and Liquid parsed, once. */
export interface CompiledTemplate {
  readonly letter: AnyLetterKind;
  readonly language: string;
  readonly version: string;
  /** The document that was compiled: letter and layout together. */
  readonly merged: string;
  /** @param offers the answers with one tap that it offers; none unless told */
  render(facts: LetterFacts, offers?: readonly Offer[]): RenderedLetter;
  /** The text between greeting and signature: what the plain-language check reads. */
  body(facts: LetterFacts): string;
}

/** A template that cannot be made ready; each fault says what is wrong. */
export class BadTemplate extends Error {
  override readonly name = 'BadTemplate';
  readonly faults: readonly string[];

  constructor(source: Pick<TemplateSource, 'letter' | 'language'>, faults: readonly string[]) {
    super(faults.map((fault) => `${source.language}/${source.letter}: ${fault}`).join('\n'));
    this.faults = faults;
  }
}

/** The name of a version: sha256 (hex) over everything that makes the letter. */
export function versionOf(source: TemplateSource): string {
  const { letter, language, template, layout, phrases, locale } = source;
  const made = [letter, language, template, layout, phrases, ...(locale === undefined ? [] : [locale])];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/**
 * Compiles a template once; rendering is then pure and synchronous. Throws BadTemplate or NotWellFormed.
 * @param readWith how its phrases are read: strictly, or as a stored version is (readStoredPhrases)
 * @param saying what says its sentences; a preview marks them
 */
export async function compileTemplate(
  source: TemplateSource,
  readWith: (text: string, language: string) => ReadPhrases = readPhrases,
  saying: (sentences: Sentences) => Sentences = (sentences) => sentences,
): Promise<CompiledTemplate> {
  const { letter, language } = source;
  const read = readWith(source.phrases, language);
  if ('faults' in read) throw new BadTemplate(source, faultLines('phrases.yaml', language, read.faults));
  const written = readLocale(source.locale, language);
  if ('faults' in written)
    throw new BadTemplate(source, faultLines('language.yaml', language, written.faults));
  const engines = enginesFor(written.locale, read.phrases);
  const say = saying(parseSentences(read.phrases, engines.text));
  const merged = mergeLayout(source.layout, source.template, language);
  const html = await compileMjml(source, merged);
  const lost = lostTokens(merged, html);
  if (lost.length > 0) {
    throw new BadTemplate(
      source,
      lost.map(
        (token) => `${token} does not survive the MJML compile: put it into <mj-raw> or inside <mj-text>`,
      ),
    );
  }
  const parsed = {
    subject: engines.text.parse(headText(merged, 'mj-title')),
    preheader: engines.text.parse(headText(merged, 'mj-preview')),
    html: engines.html.parse(html),
    text: engines.text.parse(textOf(merged)),
    body: engines.text.parse(bodyOf(merged)),
  };
  // One that lacks nothing need not be looked through.
  const whole = read.lacks ? sayable : (said: string): string => said;
  const text = (part: keyof typeof parsed, words: LetterWords): string => whole(parsed[part](words));
  return {
    letter,
    language,
    version: versionOf(source),
    merged,
    render(facts, offers = []) {
      const words = wordsFor(facts, language, say);
      const answers = answerBlock(offers, facts, say);
      // Each part is put together when it is asked for: delivery wants two of them, a new thread one.
      return {
        get subject() {
          return oneLine(text('subject', words));
        },
        get preheader() {
          return oneLine(text('preheader', words));
        },
        get html() {
          return text('html', words).replace(ANSWERS_HERE, () => answers.html);
        },
        get text() {
          return tidyText(plainSpaces(text('text', words)).replace(ANSWERS_HERE, () => answers.text));
        },
        lang: language,
      };
    },
    body: (facts) => tidyText(plainSpaces(text('body', wordsFor(facts, language, say)))),
  };
}

/** Renders a letter from its facts: pure, in half a millisecond. Throws when the template asks for what facts do not hold. */
export const render = (
  compiled: CompiledTemplate,
  facts: LetterFacts,
  offers: readonly Offer[] = [],
): RenderedLetter => compiled.render(facts, offers);

async function compileMjml(source: TemplateSource, merged: string): Promise<string> {
  const { html, errors } = await toHtml(merged, {
    validationLevel: 'soft',
    keepComments: false,
    minify: false,
    // No remote fonts: a letter fetches nothing.
    fonts: {},
    ignoreIncludes: true,
  });
  if (errors.length > 0)
    throw new BadTemplate(
      source,
      errors.map((error) => error.formattedMessage),
    );
  return html;
}

/** Tokens of the source that the compiled HTML holds fewer times: MJML drops what it does not know. */
export function lostTokens(merged: string, html: string): string[] {
  const kept = tally(html.match(LIQUID_TOKEN) ?? []);
  const wanted = tally(merged.match(LIQUID_TOKEN) ?? []);
  return [...wanted].filter(([token, times]) => (kept.get(token) ?? 0) < times).map(([token]) => token);
}

function tally(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function headText(merged: string, name: string): string {
  const document = parseMjml(merged);
  const head = childOf(document.root, 'mj-head');
  const element = head && childOf(head, name);
  return element ? innerOf(document, element) : '';
}

/** Plain mail breaks lines where its reader likes: only HTML keeps dates whole. */
const plainSpaces = (text: string): string => text.replaceAll(NO_BREAK, ' ');
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** MJML, or what it puts styles into elements with, broke over a document that is well-formed. */
export class CannotCompile extends Error {
  override readonly name = 'CannotCompile';
}

type Options = Parameters<typeof mjml2html>[1];
type Compiled = Awaited<ReturnType<typeof mjml2html>>;

/** MJML hides what a list of mails shows beside the subject in white on white, which looks like a trick to filters of spam. */
const WHITE_PREVIEW = 'font-size:1px;color:#ffffff;';
const DARK_PREVIEW = 'font-size:1px;color:#22252a;';

/** MJML to HTML. Throws CannotCompile. The library is loaded at its first use: it takes longer to load than most commands take to run. */
export async function toHtml(source: string, options: Options): Promise<Compiled> {
  const { default: compile } = await import('mjml');
  try {
    const compiled = await compile(source, options);
    return { ...compiled, html: compiled.html.replace(WHITE_PREVIEW, DARK_PREVIEW) };
  } catch (error) {
    const said = messageOf(error);
    throw new CannotCompile(`MJML cannot compile it (${said}): look at its styles first`, { cause: error });
  }
}
