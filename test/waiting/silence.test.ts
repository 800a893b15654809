import { describe, expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { findSilence, lastHeard, lastPersonalContact, unanswered } from '../../src/waiting/silence.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aContact,
  aJob,
  aLetter,
  anOrder,
  day,
  decisionOn,
  JOB,
  ORDER,
  situation,
  told,
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
  const sewing = anOrder({ stage: 'sewing' });
  const silentAt = (order: typeof sewing, now: string, cases: ReturnType<typeof aCase>[] = []) =>
    findSilence(situation(order, { now: warsaw(now), cases }));

  test('is too long after five working days, to the minute: one of three days is on course', () => {
    expect(silentAt(sewing, '2026-11-30 08:59')).toBeNull();
    expect(silentAt(sewing, '2026-11-30 09:00')).toMatchObject({
      kind: 'long_silence',
      began: warsaw('2026-11-30 09:00'),
      silentFor: 5,
    });
  });

  test('does not count the weekend, nor Independence Day', () => {
    const friday = anOrder({ openedAt: warsaw('2026-11-20 15:00') });
    expect(silentAt(friday, '2026-11-27 14:59')).toBeNull();
    expect(silentAt(friday, '2026-11-27 15:00')).not.toBeNull();
    const holiday = anOrder({ openedAt: warsaw('2026-11-09 09:00') });
    expect(silentAt(holiday, '2026-11-17 08:59')).toBeNull();
    expect(silentAt(holiday, '2026-11-17 09:00')).not.toBeNull();
  });

  test('keeps its hour over the night when the clocks change', () => {
    const before = anOrder({ openedAt: warsaw('2026-10-22 10:00') });
    expect(silentAt(before, '2026-10-29 09:59')).toBeNull();
    expect(silentAt(before, '2026-10-29 10:00')).not.toBeNull();
  });

  test('a promise that lies weeks ahead is an answer already: its silence is no complaint', () => {
    const promised = { ...sewing, promisedFor: day('2026-12-18') };
    const given = situation(promised, { now: warsaw('2026-12-11 10:00') });
    expect(findSilence(given)).toBeNull();
    expect(stateOf(given)).toBe('on_course');
    expect(decisionOn(given)).toMatchObject({ do: 'nothing' });
  });

  test('grows with each note: five working days, then ten, then twenty', () => {
    const note = (at: string, ordinal: number) =>
      aLetter({
        decidedAt: warsaw(at),
        ordinal,
        kind: 'on-course',
        told: told({ stage: 'sewing', state: 'silent', stoodStill: false }),
      });
    const one = [aCase({ letters: [note('2026-11-30 10:00', 1)] })];
    expect(silentAt(sewing, '2026-12-14 09:59', one)).toBeNull();
    expect(silentAt(sewing, '2026-12-14 10:00', one)).not.toBeNull();
    const two = [aCase({ letters: [note('2026-11-30 10:00', 1), note('2026-12-14 10:00', 2)] })];
    expect(silentAt(sewing, '2027-01-15 09:59', two)).toBeNull();
    expect(silentAt(sewing, '2027-01-15 10:00', two)).not.toBeNull();
  });

  test('its note gives no word, so that it begets no next letter', () => {
    expect(decisionOn(situation(sewing, { now: warsaw('2026-11-30 10:00') }))).toMatchObject({
      do: 'write',
      letter: 'on-course',
      nextWordBy: null,
    });
  });

  test('does not run through a stage at which the job is resolved', () => {
    const resolved = situation(aJob({ stage: 'resolved' }), { now: warsaw('2026-12-18 10:00') });
    expect(stateOf(resolved)).toBe('over');
    expect(find(resolved)).toEqual([]);
  });

  test('the messages that nobody answered since a person last wrote; a letter of ours is no answer', () => {
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
  });
});
