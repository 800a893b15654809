import { describe, expect, test } from 'vitest';
import { ALL_LETTERS } from '../../../src/customer/letter-kinds.ts';
import type { LetterFacts } from '../../../src/letters/facts/letter-facts.ts';
import { offeredAnswers } from '../../../src/letters/facts/offered-answers.ts';
import { isStaffLetter } from '../../../src/letters/template/variables.ts';
import { samplesOf, sourceOf } from '../letters.ts';

/** The facts of the first sample of a letter, with what differs in its only item. */
async function factsOf(letter: (typeof ALL_LETTERS)[number], item: object = {}): Promise<LetterFacts> {
  const [sample] = await samplesOf(await sourceOf(letter, 'en'));
  if (!sample) throw new Error(`no sample of ${letter}`);
  const { facts } = sample;
  if (!('nextPerson' in facts)) return facts;
  return { ...facts, items: facts.items.map((one) => ({ ...one, ...item })) };
}

describe('what a letter offers to answer with one tap', () => {
  test.each(ALL_LETTERS)(
    '%s: at most three answers, none twice, and none to our own people',
    async (letter) => {
      for (const { facts } of await samplesOf(await sourceOf(letter, 'en'))) {
        const offered = offeredAnswers(facts);
        expect(offered.length).toBeLessThanOrEqual(isStaffLetter(letter) ? 0 : 3);
        expect(new Set(offered).size).toBe(offered.length);
      }
    },
  );

  test('what is ready of a late order may be had now; where nothing is, it is not offered', async () => {
    expect(offeredAnswers(await factsOf('late', { offerPartial: true }))).toEqual([
      'partial',
      'cancel',
      'call',
    ]);
    expect(offeredAnswers(await factsOf('late', { offerPartial: false }))).toEqual(['cancel', 'call']);
    expect(offeredAnswers(await factsOf('still-late', { offerPartial: false }))).toEqual([
      'cancel',
      'call',
      'less',
    ]);
  });

  test('an earlier day is nothing to cancel for', async () => {
    const earlier = { promisedBefore: '2026-12-04', promisedFor: '2026-12-02' };
    expect(offeredAnswers(await factsOf('promise-moved', earlier))).toEqual(['call']);
    expect(
      offeredAnswers(await factsOf('promise-moved', { ...earlier, promisedFor: '2026-12-09' })),
    ).toContain('cancel');
  });

  test('who is asked for money can say that it is paid', async () => {
    expect(offeredAnswers(await factsOf('waiting-for-you', { needs: 'payment' }))[0]).toBe('paid');
    expect(offeredAnswers(await factsOf('waiting-for-you', { needs: 'approval' }))).not.toContain('paid');
    expect(offeredAnswers(await factsOf('reminder-friendly'))).toEqual(['paid', 'wrong', 'call']);
  });

  test('where the law gives the choice to wait or to cancel, it stands first', async () => {
    const option = { silence: 'consents', revised: '2026-12-09', answerBy: '2026-12-09' };
    expect(offeredAnswers(await factsOf('late', { option, offerPartial: false }))).toEqual([
      'consent',
      'cancel',
      'call',
    ]);
  });

  test('a letter that ends the matter asks for nothing', async () => {
    for (const letter of ['shipped', 'cancelled', 'done', 'payment-seen', 'moving-again'] as const)
      expect(offeredAnswers(await factsOf(letter))).toEqual([]);
  });
});
