import { presentName, STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import type { StatusFacts } from '../facts/letter.ts';
import type { LetterFacts } from '../facts/letter-facts.ts';
import type { Sentences } from '../language/sentences.ts';
import { type AlarmWords, alarmWords } from './alarm-words.ts';
import { ANSWERS_HERE } from './answer-words.ts';
import { type CallCustomerWords, callCustomerWords } from './call-customer-words.ts';
import { type CorrectionWords, correctionWords } from './correction-words.ts';
import { type CreditReviewWords, creditReviewWords } from './credit-review-words.ts';
import { type DigestWords, digestWords } from './digest-words.ts';
import { type ReminderWords, reminderWords } from './reminder-words.ts';
import { type StaffWords, staffWords } from './staff-words.ts';
import { type StatusWords, statusWords } from './status-words.ts';
import { type WeekWords, weekWords } from './week-words.ts';

/** What a template may say besides its own words; `answers` stands where the answers go that it offers. */
export type LetterWords = OwnWords & { readonly answers: string };

type OwnWords =
  | StatusWords
  | StaffWords
  | DigestWords
  | ReminderWords
  | CorrectionWords
  | CallCustomerWords
  | CreditReviewWords
  | AlarmWords
  | WeekWords;

/** A letter that was written when its kind was called otherwise. */
function withPresentName(facts: StatusFacts): StatusFacts {
  const letter = STATUS_LETTERS.find((kind) => kind === presentName(facts.letter));
  return letter === undefined || letter === facts.letter ? facts : { ...facts, letter };
}

/** Puts the facts of a letter into words of one language. Every string from the database is cleaned here. */
export const wordsFor = (facts: LetterFacts, language: string, say: Sentences): LetterWords =>
  // Not by a spread, which would say every sentence of a reminder.
  Object.assign(ownWords(facts, language, say), { answers: ANSWERS_HERE });

function ownWords(facts: LetterFacts, language: string, say: Sentences): OwnWords {
  switch (facts.letter) {
    case 'task':
    case 'escalation':
      return staffWords(facts, say);
    case 'digest':
      return digestWords(facts, say);
    case 'call-customer':
      return callCustomerWords(facts, say);
    case 'review-credit-limit':
      return creditReviewWords(facts, say);
    case 'alarm':
      return alarmWords(facts, say);
    case 'week':
      return weekWords(facts, say);
    case 'reminder-friendly':
    case 'reminder-plain':
    case 'reminder-firm':
    case 'reminder-formal':
    case 'payment-seen':
      return reminderWords(facts, say);
    case 'correction':
      return correctionWords(facts, say);
    default:
      return statusWords(withPresentName(facts), language, say);
  }
}
