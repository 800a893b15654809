import { describe, expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import { ANSWERS, type Answer } from '../../src/customer/answers.ts';
import { prefilledIn, type Tap, type Tapped, tapped, whatIsOwed } from '../../src/inbox/tapped.ts';
import { day } from '../support/builders.ts';

const PAID = 'I have paid 2026/11/04 on this day:\r\n';
const tap = (answer: Answer, text: string, differs: Partial<Tap> = {}) => {
  const { day: named, ...rest } = tapped({
    answer,
    text,
    prefilled: PAID,
    numbers: ['2026/11/04'],
    language: 'en',
    order: null,
    on: day('2026-11-26'),
    ...differs,
  });
  return { ...rest, day: named === null ? null : isoDay(named) };
};

describe('"I have paid"', () => {
  test('with its day alone is that day, and nothing else', () => {
    expect(tap('paid', `${PAID}24 November`)).toEqual({
      answer: 'paid',
      day: '2026-11-24',
      unclear: false,
      words: '24 November',
      saysMore: false,
    });
  });

  test('the number of the invoice is no day, and an answer without one says none', () => {
    expect(tap('paid', PAID)).toMatchObject({ day: null, unclear: false, words: null, saysMore: false });
  });

  test('however the mail program breaks its lines, quotes the letter, and signs', () => {
    const mail = `I have paid 2026/11/04\r\non this day: on 24 November\r\n\r\nSent from my iPhone\r\n\r\nOn 25 Nov 2026 Anna wrote:\r\n> due on 2 November`;
    expect(tap('paid', mail)).toMatchObject({
      day: '2026-11-24',
      saysMore: false,
      words: 'on 24 November',
    });
  });

  test('on a weekday alone is the last one; with more words a person reads which', () => {
    expect(tap('paid', `${PAID}Tuesday`)).toMatchObject({ day: '2026-11-24', unclear: false });
    expect(tap('paid', `${PAID}I will pay on Tuesday`)).toMatchObject({
      day: null,
      unclear: true,
      saysMore: true,
    });
  });

  test('in German is read as in English', () => {
    const mail = 'Ich habe bezahlt, am 24. November.\r\n\r\nVon meinem iPhone gesendet';
    expect(tap('paid', mail, { prefilled: 'Ich habe bezahlt,', language: 'de' })).toMatchObject({
      day: '2026-11-24',
      saysMore: false,
    });
  });

  test('with a day that can be read in two ways, or with two days, asks a person', () => {
    expect(tap('paid', `${PAID}04/12/2026`)).toMatchObject({ day: null, unclear: true });
    expect(tap('paid', `${PAID}04/12/2026`, { order: 'day first' })).toMatchObject({ day: '2026-12-04' });
    expect(tap('paid', `${PAID}24 November, 25 November`)).toMatchObject({ day: null, unclear: true });
    expect(tap('paid', `${PAID}24 March 2027`)).toMatchObject({ day: null, unclear: true });
  });

  test('beside words of their own is heard as both', () => {
    expect(tap('paid', `${PAID}24 November. The tie has a stain, by the way.`)).toMatchObject({
      day: '2026-11-24',
      saysMore: true,
      words: '24 November. The tie has a stain, by the way.',
    });
  });

  test('where nobody knows how it began, all of it is theirs', () => {
    expect(tap('paid', PAID, { prefilled: null })).toMatchObject({ saysMore: true });
  });
});

test('"I will collect it" on a weekday is the next one', () => {
  const prefilled = 'Odbiorę tego dnia:\n';
  expect(tap('collect', `${prefilled}w sobotę`, { prefilled, numbers: [], language: 'pl' })).toMatchObject({
    day: '2026-11-28',
    saysMore: false,
  });
});

test('a number of whatever characters is found again in what the letter had begun', () => {
  const number = String.raw`A-1/(2)+[3]{4}?^$.*|\\ü`;
  const prefilled = `I have paid ${number} on this day:\n`;
  expect(tap('paid', `${prefilled}24 November`, { prefilled, numbers: [number] })).toMatchObject({
    day: '2026-11-24',
    saysMore: false,
    words: '24 November',
  });
});

test('"cancel it" asks for no day, and takes none', () => {
  const prefilled = 'Please cancel it and tell me what happens to my money.\n';
  expect(tap('cancel', `${prefilled}I need it on 1 December`, { prefilled })).toMatchObject({
    day: null,
    unclear: false,
    saysMore: true,
    words: 'I need it on 1 December',
  });
  expect(tap('cancel', prefilled, { prefilled })).toMatchObject({ saysMore: false, words: null });
});

test('how a letter began the mail is read from its own link', () => {
  const html = `<a class="answer" href="mailto:kontakt%2Bcall-aa11-tag@nowak.example?subject=x&amp;body=Call%20me%0D%0A">Please call me</a>
    <a class="answer" href="mailto:kontakt%2Bpaid-aa11-tag@nowak.example?subject=F-77%3A%20paid&amp;body=I%20have%20paid%20F%2B77%3A%0D%0A">I have paid</a>`;
  expect(prefilledIn(html, 'paid', 'aa11')).toBe('I have paid F+77:\r\n');
  expect(prefilledIn(html, 'paid', 'bb22')).toBeNull();
  expect(prefilledIn(html, 'less', 'aa11')).toBeNull();
});

describe('what is owed for it', () => {
  const reminder = { byOther: false, isAboutInvoices: true };
  const bare = (answer: Answer): Tapped => ({
    answer,
    day: null,
    unclear: false,
    words: null,
    saysMore: false,
  });

  test('words are owed an answer', () => {
    expect(whatIsOwed(null, reminder)).toEqual({ isOwed: true, why: 'reply_owed' });
    expect(whatIsOwed({ ...bare('less'), saysMore: true }, reminder)).toEqual({
      isOwed: true,
      why: 'reply_owed',
    });
    expect(whatIsOwed({ ...bare('paid'), saysMore: true }, reminder)).toEqual({
      isOwed: true,
      why: 'says_paid',
    });
  });

  test('what is done by itself asks nobody, and "I have paid" asks for the money alone', () => {
    expect(whatIsOwed(bare('less'), reminder)).toEqual({ isOwed: false, why: null });
    expect(whatIsOwed(bare('consent'), reminder)).toEqual({ isOwed: false, why: null });
    expect(whatIsOwed(bare('paid'), reminder)).toEqual({ isOwed: false, why: 'says_paid' });
    // No reminder waits for it: what asks them for money again does.
    expect(whatIsOwed(bare('paid'), { ...reminder, isAboutInvoices: false })).toEqual({
      isOwed: true,
      why: 'says_paid',
    });
  });

  test('from another address it is a task and holds nothing, whatever it says', () => {
    for (const answer of ANSWERS)
      expect(whatIsOwed({ ...bare(answer), saysMore: true }, { ...reminder, byOther: true })).toEqual({
        isOwed: false,
        why: expect.any(String),
      });
  });
});
