import { describe, expect, test } from 'vitest';
import { ALL_LETTERS } from '../../src/customer/letter-kinds.ts';
import type { ItemFacts } from '../../src/letters/facts/letter.ts';
import { isStaffLetter } from '../../src/letters/template/variables.ts';
import { facts, samplesOf, sourceOf, template } from './letters.ts';

const read = async (
  letter: Parameters<typeof facts>[0],
  item: Partial<ItemFacts>,
  differing: Parameters<typeof facts>[2] = {},
): Promise<string> => (await template(letter, 'de')).render(facts(letter, item, differing)).text;

test('it greets by the salutation, and without a name where none is given', async () => {
  expect(await read('late', {}, { customer: { name: 'X', salutation: 'Frau Müller' } })).toMatch(
    /^Guten Tag, Frau Müller,\n/,
  );
  expect(await read('late', {}, { customer: { name: 'X', salutation: null } })).toMatch(/^Guten Tag,\n/);
});

/* After "Guten Tag, Frau Müller," German goes on in small letters, but for words that are always large. */
describe('after the comma of its greeting a letter begins with a word that is always written large', () => {
  test.each(ALL_LETTERS.filter((letter) => !isStaffLetter(letter)))('%s', async (letter) => {
    const compiled = await template(letter, 'de');
    for (const { name, facts: told, hostile } of await samplesOf(await sourceOf(letter, 'de'))) {
      if (hostile) continue;
      const [greeting = '', first = ''] = compiled.render(told).text.split(/\n+/);
      expect(greeting).toMatch(/^Guten Tag,/);
      expect(first, name).toMatch(/^(?:Ihr|Ihre|Ihren|Sie|Neues|Rechnung)(?!\p{L})/u);
    }
  });
});

test('an order and a job are each spoken of in their own gender and case', async () => {
  const broken = { state: 'broken', found: ['promise_missed'], promisedFor: '2026-11-20' } as const;
  const job = { kind: 'service_job' } as const;
  expect(await read('late', broken)).toContain('Ihre Bestellung 1042 (wedding suit) haben wir');
  expect(await read('late', { ...broken, ...job })).toContain('Ihren Auftrag 1042 (wedding suit) haben wir');
  const quiet = { ...broken, nth: 1, quiet: true } as const;
  expect(await read('still-late', quiet)).toMatch(
    /zu Ihrer Bestellung 1042 .+ Im Moment ist sie in Arbeit\./,
  );
  expect(await read('still-late', { ...quiet, ...job })).toMatch(
    /zu Ihrem Auftrag 1042 .+ Im Moment ist er in Arbeit\./,
  );
});

test('one item, two and four are each counted as one says it', async () => {
  const late = { state: 'broken', found: ['promise_missed'], promisedFor: '2026-11-20' } as const;
  const line = { description: 'Sakko', ready: 1, due: null };
  const two = await read('late', { ...late, line: { ...line, of: 2 }, offerPartial: true });
  expect(two).toContain('Es hängt an einem der beiden Artikel: Sakko.');
  expect(two).toContain('Den fertigen Artikel können Sie schon jetzt haben.');
  const four = await read('late', { ...late, line: { ...line, of: 4, ready: 3 }, offerPartial: true });
  expect(four).toContain('Es hängt an einem der vier Artikel: Sakko.');
  expect(four).toContain('Die drei fertigen Artikel können Sie schon jetzt haben.');
});
