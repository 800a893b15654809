import type { FileFault } from '../language/file-faults.ts';
import { enginesFor } from '../language/liquid.ts';
import { localeOf, readLocale } from '../language/locale.ts';
import { readPhrases } from '../language/phrases.ts';
import { BadPhrase, parseSentences } from '../language/sentences.ts';
import { LAYOUT_FILE, localeFile, phrasesFile, templateFile } from '../template/files.ts';
import { NotWellFormed, parseMjml } from '../template/mjml-document.ts';
import type { TemplateSource } from '../template/template.ts';
import { isStaffLetter } from '../template/variables.ts';
import { type Fault, faultAt, placeIn } from './fault.ts';

const RULE = 'well-formed';

/** The files can be read at all: XML of the letter and the layout, YAML and Liquid of the phrases. */
export function wellFormed(source: TemplateSource): Fault[] {
  return [
    ...xmlFaults(templateFile(source), source.template),
    ...xmlFaults(LAYOUT_FILE, source.layout),
    ...phraseFaults(source),
  ];
}

function xmlFaults(file: string, text: string): Fault[] {
  try {
    const { root } = parseMjml(text);
    if (root.name === 'mjml') return [];
    return [
      faultAt(
        file,
        { line: 1, column: 1 },
        RULE,
        `begins with <${root.name}>: a letter is one <mjml> element`,
      ),
    ];
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    return [
      faultAt(
        file,
        error.place,
        RULE,
        `not well-formed: ${error.message}. Close every tag, and write < and & as &lt; and &amp;`,
      ),
    ];
  }
}

/**
 * Keys of the phrases that no letter says, and for a letter to the company's own people what the phrases lack of what they read. They
 * stop nothing, and are no reason to look no further.
 */
export function unknownPhrases({ letter, phrases, language }: TemplateSource): Fault[] {
  const read = readPhrases(phrases, language);
  if ('faults' in read) return [];
  return faultsOf(phrasesFile(language), 'phrases', [
    ...read.unknown,
    ...(isStaffLetter(letter) ? read.gaps : []),
  ]);
}

/** How the language is written can be read: its language.yaml, where it has one. */
export function localeFaults({ language, locale }: TemplateSource): Fault[] {
  const read = readLocale(locale, language);
  return 'locale' in read ? [] : faultsOf(localeFile(language), RULE, read.faults);
}

const faultsOf = (file: string, rule: string, faults: readonly FileFault[]): Fault[] =>
  faults.map((fault) => faultAt(file, fault, rule, fault.message));

function phraseFaults(source: TemplateSource): Fault[] {
  const { phrases: text, language } = source;
  const file = phrasesFile(language);
  const read = readPhrases(text, language);
  if ('faults' in read) return faultsOf(file, 'phrases', read.faults);
  try {
    parseSentences(read.phrases, enginesFor(localeOf(source), read.phrases).text);
    return [];
  } catch (error) {
    if (!(error instanceof BadPhrase)) throw error;
    const key = error.path.split('.').at(-1) ?? error.path;
    return [faultAt(file, placeIn(text, `${key}:`), 'phrases', error.message)];
  }
}
