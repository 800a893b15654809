import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { RECORD_GRADES } from '../../../src/account/payment-record.ts';
import { ALARM_CODES } from '../../../src/alarms/alarm.ts';
import { languageFor, PAGE_LANGUAGES, type PageLanguage, sayIn } from '../../../src/console/frame/say.ts';
import { INVOICE_DOUBTS } from '../../../src/customer/account.ts';
import { ANSWERS } from '../../../src/customer/answers.ts';
import { ITEM_KINDS } from '../../../src/customer/ids.ts';
import { ALL_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { LETTER_STATUSES } from '../../../src/customer/letter-status.ts';
import { TASK_KINDS, TASK_REASONS, TASK_RESULTS } from '../../../src/customer/task.ts';
import { TONES } from '../../../src/customer/tone.ts';
import { HOLD_CODES, VERDICT_REASONS } from '../../../src/dunning/verdict.ts';
import { WAITING_FILTERS, WAITING_NARROWS } from '../../../src/ledger/lists/waiting-list.ts';
import { LIQUID_TOKEN } from '../../../src/letters/language/liquid.ts';
import { packageRoot } from '../../../src/settings/package-root.ts';
import { TABLE_NAMES } from '../../../src/source/contract/contract.ts';
import { ENDS, FINDING_KINDS } from '../../../src/waiting/finding.ts';
import { letterHold } from '../../../src/waiting/letter-hold.ts';
import { readSource } from '../../support/source-files.ts';

type Tree = { readonly [key: string]: string | Tree };
type Forms = Readonly<Record<string, string>>;

const TAGS = new Set(['if', 'unless', 'elsif', 'else', 'endif', 'endunless']);
const CATEGORIES = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);
const isForms = (tree: Tree): tree is Forms =>
  'other' in tree && Object.keys(tree).every((key) => CATEGORIES.has(key));

/** Every message of a language by its key; one without forms by count stands as its only one. */
function messagesOf(language: PageLanguage): ReadonlyMap<string, Forms> {
  const file = new URL(`../../../src/console/messages/${language}.yaml`, import.meta.url);
  const flat = (tree: Tree, before: string): (readonly [string, Forms])[] =>
    Object.entries(tree).flatMap(([key, value]) => {
      if (typeof value === 'string') return [[before + key, { only: value }] as const];
      return isForms(value) ? [[before + key, value] as const] : flat(value, `${before}${key}.`);
    });
  return new Map(flat(parse(readFileSync(file, 'utf8')) as Tree, ''));
}

const namesIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();

const english = messagesOf('en');
/** What stands for names in a message: that of many where it has forms. */
const namesOf = (forms: Forms): readonly string[] => namesIn(forms.other ?? forms.only ?? '');

describe.each(PAGE_LANGUAGES)('the words of the console in %s', (language) => {
  const here = messagesOf(language);
  const plural = new Intl.PluralRules(language);

  test('are the English ones, key by key', () => {
    expect([...here.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('have the forms by count of the language, or but one and many', () => {
    const wrong = [...here].filter(([key, forms]) => {
      // What is said of none is no form of the language: it has one where a number would read oddly.
      const count = Object.keys(forms)
        .filter((form) => form !== 'zero')
        .sort()
        .join();
      if (count === 'only') return Object.keys(english.get(key) ?? {}).join() !== 'only';
      return ![plural.resolvedOptions().pluralCategories.toSorted().join(), 'one,other'].includes(count);
    });
    expect(wrong).toEqual([]);
  });

  test('name what the English ones name; a form that is said of 1 or of none alone may leave names out', () => {
    const oneIsMore = plural.select(21) === 'one';
    const wrong = [...here].flatMap(([key, forms]) => {
      const wanted = namesOf(english.get(key) ?? {});
      return Object.entries(forms).filter(([form, text]) => {
        const named = namesIn(text);
        if (form === 'zero' || (form === 'one' && !oneIsMore))
          return named.some((name) => !wanted.includes(name));
        return named.join() !== wanted.join();
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** Code, views and migrations: what messages are asked for by, and the codes that complete their keys. */
const written = [
  ...readSource().map(({ code }) => code),
  ...['src/console/views', 'src/replay/page/views', 'db/migrations'].flatMap((folder) =>
    readdirSync(path.join(packageRoot, folder)).map((file) =>
      readFileSync(path.join(packageRoot, folder, file), 'utf8'),
    ),
  ),
].join('\n');

/** What stands in place of words in the sentences of letters, in any language: the last parts of its names, without what filters make of it. */
const givenNames = new Set(
  PAGE_LANGUAGES.flatMap(
    (language) =>
      readFileSync(path.join(packageRoot, 'emails', language, 'phrases.yaml'), 'utf8').match(LIQUID_TOKEN) ??
      [],
  ).flatMap((token) =>
    [...token.replaceAll(/'[^']*'|\|.*/g, '').matchAll(/(?:\w+\.)*([a-z]\w*)/g)].flatMap(([, name = '']) =>
      TAGS.has(name) ? [] : [name],
    ),
  ),
);

test.each(PAGE_LANGUAGES)(
  'what stands in a sentence of a letter in place of words has a name in %s',
  (language) => {
    const say = sayIn(language);
    expect(givenNames.size).toBeGreaterThan(80);
    expect([...givenNames].filter((name) => !say.has(`sentences.names.${name}`))).toEqual([]);
  },
);

/** A code as keys have it: "opened again" is `opened_again`. */
const asInKeys = (code: string): string => code.replace(/[^A-Za-z0-9]+/g, '_');

test('every message is asked for: by its key, or by the beginning of it and a code that exists', () => {
  // Between quotes, also as a part of a name with dots, or one of the alternatives of an expression.
  const quoted = [...written.matchAll(/['"`]([\w. /-]+)['"`]|\((\w+(?:\|\w+)+)\)/g)];
  const codes = new Set(
    [
      ...givenNames,
      ...VERDICT_REASONS,
      ...quoted.flatMap(([, name, ways]) => (name ?? ways ?? '').split(/[.|]/)),
    ].map(asInKeys),
  );
  const beginnings = [
    ...new Set(
      [...written.matchAll(/['"`]((?:\w+\.)+(?:[\w-]+_)?)(?:\$\{|['"] \| append)/g)].map(
        ([, beginning = '']) => beginning,
      ),
    ),
  ];
  const keys = new Set([...written.matchAll(/[\w-]+(?:\.[\w-]+)+/g)].map(([key]) => key));
  const isCompleted = (key: string): boolean =>
    beginnings.some(
      (each) =>
        key.startsWith(each) &&
        key
          .slice(each.length)
          .split('.')
          .every((part) => codes.has(asInKeys(part))),
    );
  expect([...english.keys()].filter((key) => !keys.has(key) && !isCompleted(key))).toEqual([]);
});

/** The codes that pages name through `label`, by their group of messages. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  alarms: ALARM_CODES,
  answers: ANSWERS,
  doubts: INVOICE_DOUBTS,
  ends: ENDS,
  findings: FINDING_KINDS,
  holds: [...HOLD_CODES, ...letterHold.options.map(({ shape }) => shape.code.value)],
  kinds: [...ITEM_KINDS, 'invoice'],
  letters: ALL_LETTERS,
  records: RECORD_GRADES,
  statuses: LETTER_STATUSES,
  task_reasons: TASK_REASONS,
  task_results: TASK_RESULTS,
  tables: TABLE_NAMES,
  tasks: TASK_KINDS,
  tones: TONES,
};

const NAMED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(CODES).map(([group, codes]) => [`codes.${group}`, codes])),
  'waiting.filters': WAITING_FILTERS,
  waiting: WAITING_NARROWS,
};

test.each(Object.keys(NAMED))(
  'every code of %s has a name: without one, a page would show the code',
  (group) => {
    const codes = NAMED[group] ?? [];
    expect(codes.length).toBeGreaterThan(2);
    expect(codes.filter((code) => !english.has(`${group}.${code.replaceAll(/[^a-z0-9]+/g, '_')}`))).toEqual(
      [],
    );
  },
);

test('a page is in the first language that the browser asks for and we have', () => {
  expect(languageFor('de-AT,de;q=0.9,en;q=0.8')).toBe('de');
  expect(languageFor('fr-CH, fr;q=0.9, de;q=0.7, en;q=0.5')).toBe('en');
  expect(languageFor('fr')).toBe('en');
  expect(languageFor(undefined)).toBe('en');
});

test('a count chooses the form of its language', () => {
  expect(sayIn('de')('policy.days', { count: 1 })).toBe('1 Arbeitstag');
  expect(sayIn('de')('policy.days', { count: 5 })).toBe('5 Arbeitstage');
  expect(sayIn('pl')('policy.days', { count: 3 })).toBe('3 dni robocze');
  // Promised for Friday: on Sunday no working day has passed.
  expect(sayIn('de')('waiting.late', { count: 0 })).toBe('verspätet');
  expect(sayIn('ru')('waiting.days', { count: 0 })).toBe('0 рабочих дней');
});
