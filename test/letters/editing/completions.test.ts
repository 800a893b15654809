import { expect, test } from 'vitest';
import type { AnyLetterKind } from '../../../src/customer/letter-kinds.ts';
import { ALL_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { type Completions, completionsFor } from '../../../src/letters/editing/completions.ts';
import { localeOf } from '../../../src/letters/language/locale.ts';
import { readPhrases } from '../../../src/letters/language/phrases.ts';
import { samplesOf, sourceOf } from '../letters.ts';

async function offersFor(letter: AnyLetterKind, language = 'en'): Promise<Completions> {
  const source = await sourceOf(letter, language);
  const read = readPhrases(source.phrases, language);
  if ('faults' in read) throw new Error('phrases');
  const samples = (await samplesOf(source)).filter(({ hostile }) => !hostile);
  return completionsFor(
    letter,
    localeOf(source),
    read.phrases,
    samples.map(({ facts }) => facts),
  );
}

test('a letter about an order offers its item with an example of each kind of value', async () => {
  const { variables } = await offersFor('late');
  const offer = (path: string) => variables.find((one) => one.path === path);
  expect(offer('item.number')).toEqual({ path: 'item.number', holds: 'text', example: '1042' });
  expect(offer('next_word_by')).toEqual({ path: 'next_word_by', holds: 'day', example: '2026-11-26' });
  expect(offer('letters_before')).toMatchObject({ holds: 'number' });
  expect(offer('item.offer_partial')).toMatchObject({ holds: 'yes or no' });
  expect(offer('item.line.description')).toMatchObject({ holds: 'text', example: 'suit jacket' });
  expect(offer('items')).toMatchObject({ holds: 'list' });
  expect(offer('items[].what')).toMatchObject({ holds: 'text' });
  expect(offer('invoice')).toBeUndefined();
});

test('a reminder offers amounts, in the language of its samples', async () => {
  const { variables } = await offersFor('reminder-plain', 'pl');
  expect(variables).toContainEqual({ path: 'invoices[].open', holds: 'amount', example: '129.00 PLN' });
  expect(variables.find(({ path }) => path === 'person.role')?.example).toMatch(/klient/);
});

test.each([...ALL_LETTERS])(
  '%s offers each path once, and every filter and tag that letters have',
  async (letter) => {
    const { variables, filters, tags } = await offersFor(letter);
    const paths = variables.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(filters).toEqual(expect.arrayContaining(['by', 'money', 'plural', 'default']));
    expect(tags).toContain('for');
  },
);
