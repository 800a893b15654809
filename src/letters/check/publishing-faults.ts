import { layersOf } from '../language/laid-over.ts';
import {
  type Documents,
  fileOf,
  isPublishable,
  type LetterTexts,
  serves,
  sourcesOf,
} from '../template/documents.ts';
import type { TemplateSource } from '../template/template.ts';
import { distinct } from './check.ts';
import { type Fault, faultAt } from './fault.ts';
import { languageFaults } from './languages.ts';
import { MOST_BYTES } from './size.ts';

/** Everything that is wrong with one letter. It may be asked in a process of its own: what is published may be hostile. */
export type CheckLetter = (source: TemplateSource) => Promise<readonly Fault[]>;

/** A fault of these says nothing about one letter alone: each further letter would only say it again. */
const OF_THE_WHOLE_DOCUMENT: readonly string[] = ['well-formed', 'phrases', 'draft', 'size', 'safety'];

/**
 * Why these texts of documents may not be published; empty when they may. Every letter that they serve is checked as it
 * would be. A fault in one of them counts; one in another document only when it is new.
 * @param texts what letters are written with now
 * @param changes the new texts by path
 */
export async function publishingFaults(
  texts: LetterTexts,
  changes: Documents,
  check: CheckLetter,
): Promise<readonly Fault[]> {
  const { documents: inForce, languages } = texts;
  const unfit = [...changes].flatMap(([path, text]) => unfitFaults(inForce, path, text));
  if (unfit.length > 0) return unfit;
  const changedTexts = { ...texts, documents: new Map([...inForce, ...changes]) };
  const after = sourcesOf(changedTexts.documents, languages);
  const before = sourcesOf(inForce, languages);
  const changed = new Set([...changes.keys()].map(fileOf));
  const faults: Fault[] = [];
  for (const source of after) {
    if (![...changes.keys()].some((path) => serves(path, source))) continue;
    const found = await check(source);
    // Where the words of its language cannot be judged nothing is published in it, whatever was so before.
    const inItsLanguage = [...changes.keys()].some((path) => path.startsWith(`${source.language}/`));
    const isOwn = ({ file, rule }: Fault): boolean =>
      changed.has(file) || (rule === 'safety' && inItsLanguage);
    const own = found.filter(isOwn);
    const others = found.filter((fault) => !isOwn(fault));
    faults.push(...own, ...(others.length > 0 ? await newOnes(others, source, before, check) : []));
    // What could not even be read is not read here either: who checks may be better guarded than we are.
    if (own.some(({ rule }) => OF_THE_WHOLE_DOCUMENT.includes(rule))) return distinct(faults);
  }
  const known = new Set(languageFaults(texts).map(keyOf));
  faults.push(
    ...languageFaults(changedTexts).filter((fault) => changed.has(fault.file) && !known.has(keyOf(fault))),
  );
  return distinct(faults);
}

const keyOf = (fault: Fault): string => JSON.stringify(fault);

function unfitFaults(inForce: Documents, path: string, text: string): Fault[] {
  const fault = (message: string): Fault[] => [faultAt(fileOf(path), null, 'document', message)];
  if (!isPublishable(path))
    return fault('is no document to publish: what no letter says stands in the folder of the language alone');
  if (!inForce.has(path))
    return fault('no letter is made with such a file: only those of emails/ can be published');
  if (new TextEncoder().encode(layersOf(text).own).length > MOST_BYTES)
    return fault(
      `is larger than ${MOST_BYTES.toLocaleString('en')} bytes: take out what the letter does not need`,
    );
  if (text.includes('\0')) return fault('holds a NUL character, which is no text: take it out');
  return [];
}

/** Those of the faults that the letter has not had before. */
async function newOnes(
  faults: readonly Fault[],
  { letter, language }: TemplateSource,
  before: readonly TemplateSource[],
  check: CheckLetter,
): Promise<readonly Fault[]> {
  const source = before.find((each) => each.letter === letter && each.language === language);
  const known = new Set(source ? (await check(source)).map(keyOf) : []);
  return faults.filter((fault) => !known.has(keyOf(fault)));
}
