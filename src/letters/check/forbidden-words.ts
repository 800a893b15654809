import type { Tone } from '../../customer/tone.ts';
import { HARSH, HARSH_ABOUT_MONEY, INNOCENT } from './harsh-words.ts';
import { leavesLookingToReader } from './look-first.ts';

/** What no letter says, per language. Written in lower case; a word matches from its beginning. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'any inconvenience',
    'beyond our control',
    'due to reasons',
    'due to circumstances',
    'your call is important',
    'as soon as possible',
    'at your earliest convenience',
    'please be advised',
    'we regret to inform',
    'thank you for your patience',
    'valued customer',
    'has been delayed',
    'will be processed',
    'exciting',
    'special offer',
    'do not reply',
    'no-reply',
  ],
  pl: [
    'za wszelkie niedogodności',
    'za niedogodności',
    'utrudnienia',
    'z przyczyn od nas niezależnych',
    'z przyczyn niezależnych',
    'państwa telefon jest dla nas',
    'jest dla nas ważn',
    'tak szybko, jak to możliwe',
    'tak szybko jak to możliwe',
    'jak najszybciej',
    'w najbliższym możliwym terminie',
    'uprzejmie informujemy',
    'z przykrością informujemy',
    'dziękujemy za cierpliwość',
    'drogi kliencie',
    'szanowny kliencie',
    'zostało opóźnione',
    'nastąpiło opóźnienie',
    'oferta specjalna',
    'promocj',
    'prosimy nie odpowiadać',
  ],
  ru: [
    'за доставленные неудобства',
    'за возможные неудобства',
    'за неудобства',
    'по не зависящим от нас',
    'по независящим от нас',
    'ваш звонок важен',
    'очень важен для нас',
    'в кратчайшие сроки',
    'в ближайшее время',
    'как можно скорее',
    'как можно быстрее',
    'настоящим уведомляем',
    'доводим до вашего сведения',
    'с сожалением сообщаем',
    'спасибо за терпение',
    'благодарим за терпение',
    'уважаемый клиент',
    'был задержан',
    'произошла задержка',
    'специальное предложение',
    'не отвечайте на это письмо',
  ],
};

export type Kindness = 'status' | 'staff' | Tone;

/**
 * The forbidden phrases in `text`, for a letter of that kind: status letters and gentle tones take no harsh word,
 * and no reminder of any tone asks to be ignored by those who have paid.
 */
export function forbiddenIn(text: string, language: string, kind: Kindness): string[] {
  const gentle = kind === 'status' || kind === 'friendly' || kind === 'plain';
  const reminder = kind !== 'status' && kind !== 'staff';
  const lists = [
    ...(ALWAYS[language] ?? []),
    ...(gentle ? (HARSH[language] ?? []) : []),
    ...(gentle && reminder ? (HARSH_ABOUT_MONEY[language] ?? []) : []),
  ];
  const plain = text.toLowerCase().replace(/\s+/g, ' ');
  const innocent = INNOCENT[language] ?? [];
  const said = lists.filter((phrase) =>
    wordsFrom(plain, phrase).some((found) => !innocent.some((word) => found.startsWith(word))),
  );
  return reminder ? [...said, ...leavesLookingToReader(plain, language)] : said;
}

/** What stands in the text from each place where a word begins with `phrase`. */
function wordsFrom(text: string, phrase: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)))
      found.push(text.slice(at, at + phrase.length + 12));
  }
  return found;
}
