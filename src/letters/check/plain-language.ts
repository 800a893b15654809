import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import { monthsOf } from '../language/days.ts';
import { lately } from '../language/kept-lately.ts';
import { localeOf } from '../language/locale.ts';
import { templateFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { isStaffLetter } from '../template/variables.ts';
import { type Fault, locate } from './fault.ts';
import { forbiddenIn, type Kindness } from './forbidden-words.ts';
import type { Rendered } from './renders.ts';
import { safetyOf } from './safety.ts';

export const WORDS_IN_SENTENCE = 20;
export const WORDS_IN_LETTER = 120;
/** A list of mails shows so much of a subject. */
export const MOST_IN_SUBJECT = 60;
/** An invoice is told in so many words, and a component in a line. */
const WORDS_PER_INVOICE = 30;
const WORDS_PER_COMPONENT = 8;

/** Words as a reader counts them: a number, a phone and an address are one each. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/https?:\/\/\S+/g, 'link')
    .replace(/\+?\d[\d ()-]{5,}\d/g, 'phone')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));

/**
 * Sentences of a text: a new line ends one too. A dot inside "2025 г.", "3. November" or a name does not.
 * @param tag the locale of its days
 */
export const sentencesOf = (text: string, tag: string): readonly string[] =>
  text
    .split(/\n+/)
    .flatMap((line) => withWholeDates(line.split(/(?<=[.?!…])\s+(?=[\p{Lu}\p{N}„«"])/u), months(tag)))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

const monthsLately = lately<readonly string[]>(16);
const months = (tag: string): readonly string[] => monthsLately(tag, () => monthsOf(tag));

/** A day of the month ends no sentence where the month follows it. */
function withWholeDates(parts: readonly string[], names: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const part of parts) {
    const before = whole.at(-1);
    const goesOn = before !== undefined && /(?<!\d)\d{1,2}\.$/.test(before);
    if (goesOn && names.some((name) => part.startsWith(name))) whole[whole.length - 1] = `${before} ${part}`;
    else whole.push(part);
  }
  return whole;
}

/** Length of sentences and letters, forbidden words, exclamation marks: on every sample as a customer reads it. */
export function plainLanguage(source: TemplateSource, rendered: readonly Rendered[]): Fault[] {
  const faults = rendered.filter(({ sample }) => !sample.hostile).flatMap((one) => faultsOf(source, one));
  // The same sentence is in many samples: it is one fault.
  return [
    ...new Map(faults.map((fault) => [fault.message.replace(/^sample "[^"]*": /, ''), fault])).values(),
  ];
}

/** A phrase that was said, and where it comes from; without a line when it is put together of parts. */
export interface SaidPhrase {
  readonly phrase: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** The forbidden phrases of a rendered letter, wherever they come from. */
export const forbiddenSaid = (source: TemplateSource, { letter }: Rendered): SaidPhrase[] =>
  forbiddenIn(wholeOf(letter), safetyOf(source), kindnessOf(source.letter)).map((phrase) => ({
    phrase,
    ...locate(source, phrase),
  }));

const wholeOf = ({ subject, preheader, text }: Rendered['letter']): string =>
  `${subject}\n${preheader}\n${text}`;

function faultsOf(source: TemplateSource, rendered: Rendered): Fault[] {
  const { sample, letter, body } = rendered;
  const staff = isStaffLetter(source.letter);
  const all = wholeOf(letter);
  const forbidden = forbiddenSaid(source, rendered).map(({ phrase, ...place }) => ({
    rule: 'voice',
    ...place,
    message: `says "${phrase}", which no letter of ours says: say plainly what happened and who does what`,
  }));
  const exclaims = all.includes('!')
    ? [
        {
          rule: 'voice',
          ...locate(source, exclamationIn(all)),
          message: 'has an exclamation mark: end the sentence with a full stop',
        },
      ]
    : [];
  if (staff) return [...forbidden, ...exclaims];
  const tooLong = sentencesOf(`${letter.subject}\n${body}`, localeOf(source).tag)
    .filter((sentence) => wordsOf(sentence).length > WORDS_IN_SENTENCE)
    .map((sentence) => ({
      rule: 'sentence',
      ...locate(source, sentence.split(' ').slice(-3).join(' ')),
      message: `a sentence of ${wordsOf(sentence).length} words, ${WORDS_IN_SENTENCE} at most: "${sentence}"`,
    }));
  return [
    ...forbidden,
    ...exclaims,
    ...tooLong,
    ...subjectFaults(source, letter.subject),
    ...lengthFaults(source, sample, body),
  ];
}

/** In characters as a reader counts them. */
function subjectFaults(source: TemplateSource, subject: string): Fault[] {
  const { length } = [...subject];
  if (length <= MOST_IN_SUBJECT) return [];
  const message = `a subject of ${length} characters, ${MOST_IN_SUBJECT} at most: "${subject}"`;
  return [{ rule: 'subject', ...locate(source, subject.split(' ').slice(-2).join(' ')), message }];
}

/** How gentle a letter has to be; thanks are as kind as any letter. */
export function kindnessOf(letter: AnyLetterKind): Kindness {
  switch (letter) {
    case 'reminder-friendly':
    case 'payment-seen':
      return 'friendly';
    case 'reminder-plain':
      return 'plain';
    case 'reminder-firm':
      return 'firm';
    case 'reminder-formal':
      return 'formal';
    default:
      return isStaffLetter(letter) ? 'staff' : 'status';
  }
}

function lengthFaults(source: TemplateSource, sample: Rendered['sample'], body: string): Fault[] {
  const limit = mostWordsOf(source, sample);
  const count = wordsOf(proseOf(body)).length;
  if (limit === null || count <= limit) return [];
  return [
    {
      rule: 'length',
      file: templateFile(source),
      line: null,
      column: null,
      message: `sample "${sample.name}": ${count} words between greeting and signature, ${limit} at most`,
    },
  ];
}

/** The lines of a list do not count. */
const proseOf = (body: string): string =>
  body
    .split('\n')
    .filter((line) => !line.startsWith('* '))
    .join('\n');

/** How many words a letter may have that tells of what this sample does; null: a letter to staff has no limit. */
export const mostWordsOf = (source: TemplateSource, sample: Rendered['sample']): number | null =>
  isStaffLetter(source.letter) ? null : WORDS_IN_LETTER + roomFor(sample);

/** Words beyond those of a letter about one thing. */
function roomFor({ facts }: Rendered['sample']): number {
  if (!('invoices' in facts)) return 0;
  const components = facts.invoices.map(({ lines }) => lines.length * WORDS_PER_COMPONENT);
  return WORDS_PER_INVOICE * (facts.invoices.length - 1) + components.reduce((sum, words) => sum + words, 0);
}

/** The word before the first exclamation mark, to find it by. */
const exclamationIn = (text: string): string => /\S*!/.exec(text)?.[0] ?? '!';
