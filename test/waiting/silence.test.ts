import { describe, expect, test } from 'vitest';
import { findSilence, lastHeard, lastPersonalContact, unanswered } from '../../src/waiting/silence.ts';
import {
  aCase,
  aContact,
  aJob,
  aLetter,
  anOrder,
  JOB,
  ORDER,
  situation,
  warsaw,
} from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const tuesday = warsaw('2026-11-24 10:00');

describe('when the customer last heard from us', () => {
  test('nobody ever wrote: when they ordered', () => {
    expect(lastHeard(situation(anOrder(), { now }))).toBe(warsaw('2026-11-23 09:00'));
  });

  test('a letter, by when it was submitted; one that never reached them does not count', () => {
    const letter = aLetter({ decidedAt: tuesday, submittedAt: warsaw('2026-11-24 10:05') });
    expect(lastHeard(situation(anOrder(), { now, cases: [aCase({ letters: [letter] })] }))).toBe(
      letter.submittedAt,
    );
    const refused = aLetter({ decidedAt: tuesday, submittedAt: null, status: 'refused' });
    expect(lastHeard(situation(anOrder(), { now, cases: [aCase({ letters: [refused] })] }))).toBe(
      warsaw('2026-11-23 09:00'),
    );
  });

  test('a person, about this item or about their business at large, not about another item', () => {
    const contacts = [aContact({ at: tuesday, item: ORDER })];
    expect(lastPersonalContact(situation(anOrder(), { now, contacts }))).toBe(tuesday);
    expect(lastPersonalContact(situation(aJob(), { now, contacts }))).toBeNull();
    expect(lastPersonalContact(situation(aJob(), { now, contacts: [aContact({ at: tuesday })] }))).toBe(
      tuesday,
    );
  });

  test('their own mail is no word from us; their phone call is, for then both speak', () => {
    const from = (channel: string) => [
      aContact({ at: tuesday, channel, direction: 'from_customer' as const }),
    ];
    expect(lastPersonalContact(situation(anOrder(), { now, contacts: from('email') }))).toBeNull();
    expect(lastPersonalContact(situation(anOrder(), { now, contacts: from('Phone') }))).toBe(tuesday);
  });
});

describe('silence', () => {
  test('is too long after three working days, to the minute', () => {
    expect(findSilence(situation(anOrder(), { now: warsaw('2026-11-26 08:59') }))).toBeNull();
    expect(findSilence(situation(anOrder(), { now: warsaw('2026-11-26 09:00') }))).toMatchObject({
      kind: 'long_silence',
      began: warsaw('2026-11-26 09:00'),
      silentFor: 3,
      unanswered: 0,
    });
  });

  test('does not count the weekend, nor Independence Day', () => {
    const friday = anOrder({ openedAt: warsaw('2026-11-20 15:00') });
    expect(findSilence(situation(friday, { now: warsaw('2026-11-25 14:59') }))).toBeNull();
    expect(findSilence(situation(friday, { now: warsaw('2026-11-25 15:00') }))).not.toBeNull();
    const holiday = anOrder({ openedAt: warsaw('2026-11-09 09:00') });
    expect(findSilence(situation(holiday, { now: warsaw('2026-11-12 12:00') }))).toBeNull();
    expect(findSilence(situation(holiday, { now: warsaw('2026-11-13 09:00') }))).not.toBeNull();
  });

  test('keeps its hour over the night when the clocks change', () => {
    const before = anOrder({ openedAt: warsaw('2026-10-22 10:00') });
    expect(findSilence(situation(before, { now: warsaw('2026-10-27 09:59') }))).toBeNull();
    expect(findSilence(situation(before, { now: warsaw('2026-10-27 10:00') }))).not.toBeNull();
  });

  test('counts the messages that nobody answered since a person last wrote; a letter of ours is no answer', () => {
    const mail = (at: string, direction: 'from_customer' | 'to_customer') =>
      aContact({ at: warsaw(at), direction, item: JOB });
    const contacts = [
      mail('2026-11-23 12:00', 'from_customer'),
      mail('2026-11-23 13:00', 'to_customer'),
      mail('2026-11-24 09:00', 'from_customer'),
      mail('2026-11-25 09:00', 'from_customer'),
    ];
    const cases = [aCase({ item: JOB, letters: [aLetter({ decidedAt: warsaw('2026-11-25 12:00') })] })];
    const job = situation(aJob(), { now: warsaw('2026-12-01 10:00'), contacts, cases });
    expect(unanswered(job).map(({ at }) => at)).toEqual([
      warsaw('2026-11-24 09:00'),
      warsaw('2026-11-25 09:00'),
    ]);
    expect(findSilence(job)).toMatchObject({ unanswered: 2 });
  });
});
