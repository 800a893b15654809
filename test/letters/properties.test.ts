import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ITEM_STATES } from '../../src/customer/item-state.ts';
import { type LetterKind, STATUS_LETTERS } from '../../src/customer/letter-kinds.ts';
import { sentencesOf, wordsOf } from '../../src/letters/check/plain-language.ts';
import type { ItemFacts, StatusFacts } from '../../src/letters/facts/letter.ts';
import { NEEDS, REASONS } from '../../src/letters/language/sentence-kinds.ts';
import { STAGE_KINDS } from '../../src/policy/stage-kinds.ts';
import { ENDS, FINDING_KINDS } from '../../src/waiting/finding.ts';
import { facts, template } from './letters.ts';

const LANGUAGES = ['en', 'pl', 'ru', 'de'];
/** Days around "today", 2026-11-24, as facts hold them. */
const day = fc.integer({ min: 2, max: 30 }).map((date) => `2026-11-${String(date).padStart(2, '0')}`);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const role = fc.constantFrom('owner' as const, 'manager' as const, 'director' as const, 'credit' as const);

/** Any facts at all of one item, with texts from `text`. */
const anyItem = (
  text: fc.Arbitrary<string>,
  number: fc.Arbitrary<string>,
): fc.Arbitrary<Required<ItemFacts>> =>
  fc.record({
    kind: fc.constantFrom('order' as const, 'service_job' as const),
    id: text,
    number,
    thing: maybe(text),
    asset: maybe(text),
    url: maybe(text),
    publicNote: fc.constant<string | null>(null),
    found: fc.uniqueArray(fc.constantFrom(...FINDING_KINDS)),
    stageKind: fc.constantFrom(...STAGE_KINDS),
    reason: fc.oneof(fc.constantFrom(...REASONS), text),
    since: maybe(day),
    inStageFor: maybe(fc.nat(300)),
    promisedFor: maybe(day),
    promisedBefore: maybe(day),
    neededBy: maybe(day),
    expected: maybe(day),
    lateBy: maybe(fc.nat(300)),
    silentSince: maybe(day),
    silentFor: maybe(fc.nat(300)),
    unanswered: fc.nat(30),
    brokenWord: maybe(day),
    line: maybe(
      fc.record({
        description: text,
        of: fc.integer({ min: 2, max: 40 }),
        ready: fc.nat(39),
        due: maybe(day),
        rest: maybe(fc.constantFrom('delivered' as const, 'left' as const)),
      }),
    ),
    offerPartial: fc.boolean(),
    offerChange: fc.boolean(),
    ended: maybe(fc.constantFrom(...ENDS)),
    endedOn: day,
    state: fc.option(fc.constantFrom(...ITEM_STATES), { nil: undefined }),
    nth: fc.option(fc.nat(5), { nil: undefined }),
    quiet: fc.boolean(),
    certain: fc.boolean(),
    needs: maybe(fc.oneof(fc.constantFrom(...NEEDS), text)),
    collectAt: maybe(text),
    usually: maybe(fc.integer({ min: 1, max: 30 })),
    withdrawn: maybe(day),
    passedDay: maybe(day),
    callMissed: maybe(day),
    namedToday: fc.boolean(),
    carried: maybe(fc.constantFrom('whole' as const, 'part' as const)),
    option: maybe(
      fc.oneof(
        fc.record({ silence: fc.constant('consents' as const), revised: day, answerBy: day }),
        fc.record({ silence: fc.constant('cancels' as const), revised: maybe(day), answerBy: maybe(day) }),
      ),
    ),
    shipments: fc.array(
      fc.record({
        carrier: maybe(text),
        trackingNumber: maybe(number),
        trackingUrl: maybe(text),
        expectedOn: maybe(day),
        part: fc.boolean(),
        line: maybe(text),
      }),
      { maxLength: 2 },
    ),
  });

const anyFacts = (
  text: fc.Arbitrary<string>,
  names: {
    readonly name: fc.Arbitrary<string>;
    readonly phone: fc.Arbitrary<string>;
    readonly number: fc.Arbitrary<string>;
  },
  letters: readonly StatusFacts['letter'][],
  most: number,
): fc.Arbitrary<StatusFacts> => {
  const person = fc.record({ name: names.name, role, phone: maybe(names.phone), email: maybe(text) });
  return (
    fc
      .record({
        letter: fc.constantFrom(...letters),
        company: text,
        customer: fc.record({ name: text, salutation: maybe(text) }),
        person,
        nextPerson: maybe(person),
        deciders: fc.array(person, { maxLength: 3 }),
        items: fc.array(anyItem(text, names.number), { minLength: 1, maxLength: most }),
        nextWordBy: maybe(day),
        finder: maybe(person),
        callBy: maybe(day),
        rest: fc.nat(9),
        apology: fc.constantFrom(null, 'delay' as const, 'silence' as const, 'risk' as const),
        lettersBefore: fc.nat(9),
        noNews: fc.boolean(),
      })
      // A call takes the place of letters without news, and nobody is told of it a second time: the first was missed.
      .map(({ letter, callBy, items, ...rest }) => {
        const calls = items.every(
          ({ state, quiet, nth, callMissed, ended }) =>
            !callMissed && !ended && ((quiet && nth) || state === 'theirs'),
        );
        // A letter about a credit limit tells of what is on hold, and of nothing else.
        const told =
          letter === 'credit-hold' ? items.map((one) => ({ ...one, state: 'on_hold' as const })) : items;
        return facts(letter, {}, { ...rest, items: told, callBy: calls ? callBy : null });
      })
  );
};

/** Strings that would do harm if anything printed them as they are. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '<zz>',
    '"><zz x="',
    "'<zz>'",
    '{{ company }}',
    '{% raw %}<zz>',
    '</title><zz>',
    'a\r\nBcc: x@example.com',
    '\u202e\u0000',
    '<zz '.repeat(3000),
    '-->',
    ']]>',
    '&lt;zz&gt;',
  ),
);

describe.each(LANGUAGES)('%s', (language) => {
  test('no string of the facts becomes markup, a header or a fault', async () => {
    const templates = new Map(
      await Promise.all(STATUS_LETTERS.map(async (kind) => [kind, await template(kind, language)] as const)),
    );
    fc.assert(
      fc.property(
        anyFacts(hostile, { name: hostile, phone: hostile, number: hostile }, STATUS_LETTERS, 3),
        (some) => {
          const letter = templates.get(some.letter)?.render(some);
          if (!letter) throw new Error(some.letter);
          expect(letter.html).not.toMatch(/<zz|<\/title><zz/);
          expect(letter.subject).not.toMatch(/[\p{Cc}\u202e]/u);
          expect(letter.preheader).not.toMatch(/[\r\n]/);
          expect(letter.text).not.toContain('\n\n\n');
          expect(letter.text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
          expect(letter.text.length).toBeLessThan(12_000);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('any facts of an ordinary company make short sentences, in a letter read in a minute', async () => {
    const single: LetterKind[] = STATUS_LETTERS.filter((kind) => kind !== 'several-items');
    const templates = new Map(
      await Promise.all(single.map(async (kind) => [kind, await template(kind, language)] as const)),
    );
    const ordinary = fc.constantFrom(
      'Nowak',
      'wedding suit',
      'two good shirts of linen',
      'CAT 320 excavator',
    );
    const people = {
      name: fc.constantFrom('Marta Nowak', 'Jan Maria Lis'),
      phone: fc.constant('+48 600 100 200'),
      number: fc.constantFrom('1042', 'SO-2026/118'),
    };
    fc.assert(
      fc.property(anyFacts(ordinary, people, single, 1), (some) => {
        const bodyOf = (one: StatusFacts) => templates.get(one.letter)?.body(one) ?? '';
        const body = bodyOf(some);
        const long = sentencesOf(body, language).filter((sentence) => wordsOf(sentence).length > 20);
        expect(long).toEqual([]);
        expect(body).not.toMatch(/ {2}|\bnull\b|\bundefined\b|\.\./);
        // What the law gives and what has left is said however long the letter gets.
        const items = some.items.map((item) => ({ ...item, option: null, shipments: [] }));
        const rest = bodyOf({ ...some, items });
        expect(wordsOf(rest).length, rest).toBeLessThanOrEqual(120);
      }),
      { numRuns: 500 },
    );
  });
});
