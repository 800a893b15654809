import type { AnyLetterKind } from '../../src/customer/letter-kinds.ts';
import { readSamples } from '../../src/ledger/documents/letter-samples.ts';
import { readShippedTemplates } from '../../src/ledger/documents/shipped-templates.ts';
import { type Safety, safetyOf } from '../../src/letters/check/safety.ts';
import type { ItemFacts, StatusFacts } from '../../src/letters/facts/letter.ts';
import { type Locale, localeOf } from '../../src/letters/language/locale.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type TemplateSource,
} from '../../src/letters/template/template.ts';

const shipped = readShippedTemplates();
const compiled = new Map<string, Promise<CompiledTemplate>>();

/** The shipped template of a letter. */
export async function sourceOf(letter: AnyLetterKind, language = 'en'): Promise<TemplateSource> {
  const source = (await shipped).find((one) => one.letter === letter && one.language === language);
  if (!source) throw new Error(`no ${language}/${letter}`);
  return source;
}

/** The shipped template, compiled once per test file. */
export async function template(letter: AnyLetterKind, language = 'en'): Promise<CompiledTemplate> {
  const key = `${language}/${letter}`;
  const ready = compiled.get(key) ?? sourceOf(letter, language).then(compileTemplate);
  compiled.set(key, ready);
  return ready;
}

/** How a shipped language is written, and what none of its letters says. */
export const localeIn = async (language: string): Promise<Locale> =>
  localeOf(await sourceOf('late', language));
export const safetyIn = async (language: string): Promise<Safety> =>
  safetyOf(await sourceOf('late', language));

export const samplesOf = (source: TemplateSource) => readSamples(source.letter, source.language);

export function anItem(differing: Partial<ItemFacts> = {}): ItemFacts {
  return {
    kind: 'order',
    id: 'o-1042',
    number: '1042',
    thing: 'wedding suit',
    asset: null,
    url: null,
    publicNote: null,
    found: ['stage_overrun'],
    stageKind: 'in_progress',
    reason: 'unknown',
    since: '2026-11-16',
    inStageFor: 6,
    promisedFor: null,
    promisedBefore: null,
    neededBy: null,
    expected: null,
    lateBy: null,
    silentSince: null,
    silentFor: null,
    unanswered: 0,
    brokenWord: null,
    line: null,
    offerPartial: false,
    ...differing,
  };
}

export function facts(
  letter: StatusFacts['letter'],
  item: Partial<ItemFacts> = {},
  differing: Partial<StatusFacts> = {},
): StatusFacts {
  return {
    letter,
    company: 'Pracownia Nowak',
    customer: { name: 'Mark Smith', salutation: 'Mr Smith' },
    today: '2026-11-24',
    person: { name: 'Marta Nowak', role: 'owner', phone: '+48 600 100 200', email: 'marta@nowak.example' },
    nextPerson: null,
    deciders: [],
    items: [anItem(item)],
    nextWordBy: '2026-11-26',
    apology: null,
    lettersBefore: 0,
    noNews: false,
    ...differing,
  };
}
