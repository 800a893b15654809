import { expect, test } from 'vitest';
import { STATUS_LETTERS } from '../../src/customer/letter-kinds.ts';
import type { ItemFacts } from '../../src/letters/facts/letter.ts';
import { enginesFor } from '../../src/letters/language/liquid.ts';
import { readPhrases } from '../../src/letters/language/phrases.ts';
import { parseSentences } from '../../src/letters/language/sentences.ts';
import { statusWords } from '../../src/letters/words/status-words.ts';
import { facts, localeIn, sourceOf } from './letters.ts';

async function subjects(language: string) {
  const read = readPhrases((await sourceOf('late', language)).phrases, language);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const say = parseSentences(read.phrases, enginesFor(await localeIn(language), read.phrases).text);
  return (letter: (typeof STATUS_LETTERS)[number], item: Partial<ItemFacts>): string =>
    statusWords(facts(letter, item), language, say).subject.replaceAll('\u00a0', ' ');
}

/** The longest days that there are, of this year and of the next. */
const DAYS = ['2026-09-30', '2026-10-26', '2027-02-15'];

test.each(['en', 'pl', 'ru', 'de'])(
  '%s: a list of mail shows the whole subject, whatever the day and with a number of twelve characters',
  async (language) => {
    const subject = await subjects(language);
    const said = STATUS_LETTERS.flatMap((letter) =>
      (['order', 'service_job'] as const).flatMap((kind) =>
        DAYS.map((expected) => subject(letter, { kind, number: 'ZK/1042/2026', expected })),
      ),
    );
    expect(said.filter(({ length }) => length > 60)).toEqual([]);
    expect(said.every((one) => one.includes('ZK/1042/2026'))).toBe(true);
  },
);

test.each([
  ['pl', 'Zamówienie 1042 się opóźnia: piątek, 4 grudnia', 'Zamówienie 1042: nowy termin'],
  ['ru', 'Заказ 1042 задерживается: пятница, 4 декабря', 'Заказ 1042: новый срок'],
  ['de', 'Bestellung 1042 verspätet sich: wohl Freitag, 4. Dezember', 'Bestellung 1042: neuer Termin'],
])('%s: it names the new day where there is one', async (language, late, moved) => {
  const subject = await subjects(language);
  expect(subject('late', { expected: '2026-12-04' })).toBe(late);
  expect(subject('promise-moved', {})).toBe(moved);
});

test('in Russian an order and a request are each spoken of in their own gender', async () => {
  const subject = await subjects('ru');
  expect(subject('cancelled', {})).toBe('Заказ 1042 отменён');
  expect(subject('cancelled', { kind: 'service_job' })).toBe('Заявка 1042 отменена');
});
