import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { policySchema } from '../src/policy/schema.ts';
import { CONTRACT } from '../src/source/contract/contract.ts';
import { lossOf } from '../src/source/contract/losses.ts';
import { readSource, type SourceFile } from './support/source-files.ts';

/*
 * What a company may write into its policy, and fill into its tables, is used by something, or the documentation says
 * that it is not yet.
 */
const files = readSource();

/** Columns that are kept and not used yet, each with what it will serve. The list only ever gets shorter. */
const COLUMNS_NOT_YET: Readonly<Record<string, string>> = {
  'orders.reason_note': 'people of the company read why an item stands still in their tasks',
  'service_jobs.reason_note': 'as for orders',
  'complaints.summary': 'whoever settles the complaint reads what it is about',
  'payment_plans.note': 'people of the company read what was agreed',
  'contacts.person_id': 'a letter refers to the person who spoke with the customer last',
  'customer_contacts.phone': 'whoever is to call has their number at hand too',
  'customer_contacts.time_zone': 'letters go out in the daytime of whom they are written to',
  'dunning_letters.planned_for': 'a planned letter is judged for its own day',
  'dunning_letters.origin': 'the money page names the system that wants to write',
};

/** Keys of the policy that are kept and not used yet. */
const KEYS_NOT_YET: Readonly<Record<string, string>> = {};

/** Columns whose value becomes a fact of a name of its own: they are read once somebody asks for that fact. */
const FACTS: Readonly<Record<string, string>> = {
  'dunning_letters.planned_for': 'plannedFor',
  'customers.kind': 'legalKind',
  'invoices.kind': 'invoiceKind',
};

/** They know every column: to take it in, compare it, invent it or count what is missing in it, not to use it. */
const TAKES_ALL =
  /(^|\/)(contract|contract-check|source-tables|losses|column-values|data-state)\.ts$|^demo\//;

const wordIn = (text: string, word: string): boolean => new RegExp(`\\b${word}\\b`).test(text);

/** A property that is asked for: `.name`, or taken out of an object; one that is only declared or given is followed by a colon. */
const asksFor = (text: string, name: string): boolean =>
  new RegExp(`\\.${name}\\b(?!\\s*=[^=>])|[{,]\\s*${name}\\s*[,}=]`).test(text);

/** The readers of a table, with the lists of columns that they import. */
function readersOf(table: string): string {
  const names = new RegExp(`(\\btables\\.|')${table}\\b`);
  const readers = files.filter(
    ({ path, code }) => /^(source|replay\/reading)\//.test(path) && !TAKES_ALL.test(path) && names.test(code),
  );
  const columns = readers.flatMap(({ imports }) =>
    files.filter(({ path }) => COLUMN_LISTS.has(path) && imports.includes(path)),
  );
  return [...readers, ...columns].map(({ code }) => code).join('\n');
}

/** Files that name columns for others. */
const COLUMN_LISTS: ReadonlySet<string> = new Set(
  files.filter(({ code }) => /^export const \w*(COLUMNS|GLANCE)\b/m.test(code)).map(({ path }) => path),
);

test('every column of the contract is read, but for those that are not in force yet', () => {
  const unread = CONTRACT.flatMap(({ name: table, columns }) => {
    const readers = readersOf(table);
    return columns
      .map(({ name }) => `${table}.${name}`)
      .filter((column) => {
        const fact = FACTS[column];
        if (fact !== undefined)
          return !files.some((file) => isOutsideSource(file) && asksFor(file.code, fact));
        return !wordIn(readers, column.split('.')[1] ?? '');
      });
  });
  expect(unread.sort()).toEqual(Object.keys(COLUMNS_NOT_YET).sort());
});

test('of each optional column that is used, and of no other, it is said what is lost without it', () => {
  const optional = CONTRACT.flatMap(({ name: table, columns }) =>
    columns.filter(({ required }) => !required).map(({ name }) => ({ table, name })),
  );
  const said = optional.filter(({ table, name }) => lossOf(table, name) !== null);
  const used = optional.filter(({ table, name }) => COLUMNS_NOT_YET[`${table}.${name}`] === undefined);
  expect(said).toEqual(used);
});

const isOutsideSource = ({ path }: SourceFile): boolean =>
  !path.startsWith('source/') && !path.startsWith('demo/');

test('every key of the policy is asked for, but for those that are not in force yet', () => {
  const keys = keysOf(policySchema, []);
  expect(keys).toContain('dunning.ladder.tone');
  expect(keys.length).toBeGreaterThan(60);
  const unasked = keys.filter((key) => !isAsked(key) && !OF_THE_FIRST_EDITION.includes(key));
  expect(unasked.sort()).toEqual(Object.keys(KEYS_NOT_YET).sort());
});

/** Still read, and named with what takes their place: policy/old-keys.ts. */
const OF_THE_FIRST_EDITION = ['waiting.next_word_within', 'escalation.owner_after', 'escalation.call_after'];

/** Where the rules call a key, or what it belongs to, otherwise than the file does: `belongs to.key`. */
const CALLED: Readonly<Record<string, string>> = {
  'company.region': 'calendar.region',
  'company.days_off': 'calendar.days_off',
  'company.working_days': 'calendar.working_days',
  'source.schema': 'rules.source_schema',
  go_live: 'rules.go_live',
  alarms_to: 'alarms.to',
  'feeds.orders.max_age': 'rules.feeds',
  'feeds.service_jobs.max_age': 'rules.feeds',
  'feeds.payments.max_age': 'rules.feeds',
};

/** It says what a policy is: whoever asks for a value stands elsewhere. */
const DECLARES_POLICY = /^policy\/(.*schema|(.+\/)?(rules|rules-of|parse|value|words))\.ts$/;

/** By its name, in a file that speaks of what it belongs to. */
const isAsked = (key: string): boolean => {
  const [group = '', name = ''] = (CALLED[key] ?? key).split('.').slice(-2).map(camel);
  return files.some(
    ({ path, code }) =>
      !DECLARES_POLICY.test(path) && wordIn(`${path} ${code}`, group) && asksFor(code, name),
  );
};

const camel = (word: string): string => word.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The keys that a policy file may name: `waiting.silence`. Names that the company chooses itself are left out. */
function keysOf(schema: unknown, path: readonly string[]): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return keysOf(schema.unwrap(), path);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, below]) => keysOf(below, [...path, key]));
  if (schema instanceof z.ZodRecord && schema.valueType instanceof z.ZodObject)
    return keysOf(schema.valueType, path);
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject)
    return keysOf(schema.element, path);
  return [path.join('.')];
}

const NOT_YET = 'not used yet';
const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

test('the contract says of each column that is not in force yet, and of no other, that it is not', () => {
  const contract = read('db/source-contract.sql');
  const said = [...contract.matchAll(/^comment on (?:column|table) source\.(\S+) is '(.*)';$/gm)];
  const unused = said.filter(([, , words]) => words?.includes(NOT_YET)).map(([, name]) => name ?? '');
  const columns = CONTRACT.flatMap(({ name: table, columns }) =>
    columns
      .map(({ name }) => `${table}.${name}`)
      .filter((column) => unused.includes(column) || unused.includes(table)),
  );
  expect(columns.sort()).toEqual(Object.keys(COLUMNS_NOT_YET).sort());
});

test('the shipped policy says so of each key', () => {
  const lines = read('policy.yaml').split('\n');
  const unused = lines.filter((line) => line.includes(NOT_YET)).map((line) => /^ *(\w+):/.exec(line)?.[1]);
  expect(unused.sort()).toEqual(
    Object.keys(KEYS_NOT_YET)
      .map((key) => key.split('.').at(-1))
      .sort(),
  );
});

test('what is only declared or given is not taken for asked', () => {
  for (const text of [
    'readonly plannedFor: Day | null;',
    '{ id, plannedFor: null }',
    'a.plannedFor = 3',
    "'plannedFor'",
  ])
    expect(asksFor(text, 'plannedFor'), text).toBe(false);
  for (const text of ['letter.plannedFor', '({ plannedFor }) =>', '{ id, plannedFor = 3 }'])
    expect(asksFor(text, 'plannedFor'), text).toBe(true);
});
