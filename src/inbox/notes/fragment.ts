import { AUTOMATIC, isPolite, OF_MAILS, REOPENS, URGENT } from './formulas.ts';
import type { Note } from './note-language.ts';
import { plainPattern } from './plain-letters.ts';
import { hasCalendarWord } from './vocabulary.ts';
import { plainWords, wordsIn } from './words-in.ts';

/** What a sentence says of what notes say. */
interface Said {
  readonly note: Note | null;
  readonly perhaps: boolean;
  readonly supports: boolean;
}

/** "Monday then.": few words that say nothing of what notes say are somebody's. */
export const isFragment = (sentence: string, { note, perhaps, supports }: Said): boolean => {
  const flat = plainWords(sentence);
  const words = wordsIn(sentence);
  return (
    note === null &&
    !perhaps &&
    !supports &&
    /\p{L}[.!]$/u.test(sentence.trim()) &&
    (words.length <= 4 || (words.length <= 8 && saysWhen(flat))) &&
    (words.length > 2 || flat.endsWith('.') || hasCalendarWord(flat)) &&
    !isPolite(flat) &&
    !flat.includes('@') &&
    ![URGENT, AUTOMATIC, OF_MAILS, REOPENS].some((one) => one.test(flat))
  );
};

const saysWhen = (flat: string): boolean =>
  TOMORROW.test(flat) || (hasCalendarWord(flat) && AT_AN_HOUR.test(flat));

/** A note is written for whoever writes on any day. */
const TOMORROW = plainPattern(
  /(?<!\p{L})(tomorrow|morgen|imorgon|huomenna|homme|rytoj|rīt|holnap|αύριο|yarın|מחר|غدا?|내일|demain|mañana|amanhã|domani|mâine|jutro|завтра|zítra|zajtra|утре|sutra|jutri)(?!\p{L})/u,
);

/** "On Tuesday at ten": a number of days is a note's, an hour is somebody's. */
const AT_AN_HOUR = plainPattern(
  /(?<!\p{L})(three|five|ten|drei|fünf|zehn|drie|vijf|tien|tre|fem|tio?|kolme|viisi|kymmenen|kolm|viis|kümme|három|öt|tíz|τρεις|πέντε|δέκα|üç|beş|onda|trois|cinq|dix|tres|cinco|diez|três|dez|cinque|dieci|trei|cinci|zece|три|пет|десет|tri|pet|deset)(?!\p{L})/u,
);
