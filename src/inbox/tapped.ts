import type { Day } from '../calendar/time.ts';
import type { Answer } from '../customer/answers.ts';
import type { TaskReason } from '../customer/task.ts';
import { ownWordsOf } from './notice.ts';
import { literal } from './phrases.ts';
import { type DateOrder, type WrittenDay, writtenDays } from './written-days.ts';

/** What is known of a mail that was begun with one tap. */
export interface Tap {
  readonly answer: Answer;
  /** All of its text, with what it quotes. */
  readonly text: string;
  /** The text with which the letter began it; null: not known. */
  readonly prefilled: string | null;
  /** Numbers of the letter's orders and invoices, which may look like days. */
  readonly numbers: readonly string[];
  readonly language: string;
  readonly order: DateOrder;
  /** The day on which it came. */
  readonly on: Day;
}

/** What its writer decided. */
export interface Tapped {
  readonly answer: Answer;
  /** The day that they name; null: none, or one that a person has to ask for. */
  readonly day: Day | null;
  /** They name a day that can be read in two ways, or several. */
  readonly unclear: boolean;
  /** What they wrote beside what the letter had begun, in one line; null: nothing. */
  readonly words: string | null;
  /** There is more in it than the day that was asked for: a person reads and answers it. */
  readonly saysMore: boolean;
}

const LONGEST = 500;
/** Answers that ask for a day: "I have paid on …". */
const ASKS_A_DAY: ReadonlySet<Answer> = new Set<Answer>(['paid', 'collect']);
/** A day farther ahead is no answer to our letter. */
const FARTHEST_AHEAD = 60;

/** Reads it. Pure. Where the beginning is not known, every word counts as the writer's own. */
export function tapped({ answer, text, prefilled, numbers, language, order, on }: Tap): Tapped {
  const own = withoutFooter(ownWordsOf(text).text);
  const added = prefilled === null ? own : without(own, prefilled);
  const unnumbered = numbers.reduce(blankedOut, added);
  const days = ASKS_A_DAY.has(answer) ? writtenDays(unnumbered, { language, order, on }) : [];
  const rest = days.reduce(
    (left, { from, to }) => left.slice(0, from) + ' '.repeat(to - from) + left.slice(to),
    unnumbered,
  );
  const saysMore = saysAnything(rest);
  const day = dayOf(days, answer, saysMore, on);
  const words = added.replace(/\s+/gu, ' ').trim();
  return {
    answer,
    day,
    unclear: days.length > 0 && day === null,
    words: /[\p{L}\p{N}]/u.test(words) ? words.slice(0, LONGEST) : null,
    saysMore,
  };
}

/** The one day that all of them mean; null: they differ, or one is unclear. */
function dayOf(days: readonly WrittenDay[], answer: Answer, saysMore: boolean, on: Day): Day | null {
  const meant = new Set(days.flatMap((day) => readingsOf(day, answer, saysMore)));
  const [only] = meant;
  return meant.size !== 1 || only === undefined || only > on + FARTHEST_AHEAD ? null : only;
}

/**
 * "I have paid on Tuesday" is the last one, "I will collect it on Tuesday" the next one. "I will pay on Tuesday" is neither: where
 * more is written than the day, a person reads it.
 */
function readingsOf({ readings, isWeekday }: WrittenDay, answer: Answer, saysMore: boolean): readonly Day[] {
  const [last, next] = readings;
  if (!isWeekday || last === undefined || next === undefined) return readings;
  if (answer === 'collect') return [next];
  return saysMore ? readings : [last];
}

/** Removes the beginning, however the mail program broke its lines. */
function without(text: string, beginning: string): string {
  const words = beginning.split(/\s+/u).filter((one) => one !== '');
  if (words.length === 0) return text;
  return text.replace(new RegExp(words.map(literal).join(String.raw`\s+`), 'iu'), ' ');
}

/** With blanks in place of it, so that places in the text stay. */
const blankedOut = (text: string, number: string): string =>
  number === '' ? text : text.replaceAll(number, ' '.repeat(number.length));

/** What telephones and mail programs write below a mail, and a signature. */
const FOOTER =
  /^(?:-- ?$|sent with |sent from (?:my |outlook|mail|yahoo|proton)|get outlook for|wysłan[eoy] (?:z|za pomocą)|pobierz outlook|отправлено (?:с|из) |von meinem \S+ gesendet|gesendet von |outlook für )/iu;

function withoutFooter(text: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => FOOTER.test(line.trim()));
  return at < 0 ? text : lines.slice(0, at).join('\n');
}

/** Small words that stand before and after a day. */
const AROUND_A_DAY = new Set(
  'on of the at by in w we z na dnia dniu dzień roku r в во на числа года г am den der ab bis zum dem'.split(
    ' ',
  ),
);

const saysAnything = (text: string): boolean =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((one) => !AROUND_A_DAY.has(one));

/** What follows from a mail of a customer for people of the company. */
interface Owed {
  /** Our own letters about it wait until a person has answered. */
  readonly isOwed: boolean;
  /** Why somebody has a task; null: nobody has to do anything. */
  readonly why: TaskReason | null;
}

const TASK_OF: Readonly<Record<Answer, TaskReason>> = {
  paid: 'says_paid',
  call: 'asks_call',
  wrong: 'says_wrong',
  partial: 'wants_partial',
  cancel: 'wants_cancel',
  collect: 'will_collect',
  less: 'wants_less',
  consent: 'agrees_to_wait',
};
/** What they want is done by itself, or is known: nobody owes an answer where they say no more. */
const BY_ITSELF: ReadonlySet<Answer> = new Set<Answer>(['paid', 'less', 'consent']);

/**
 * Words are owed an answer; of what was tapped alone somebody has a task, where there is something to do. Pure.
 * @param of the letter that it answers: whether somebody else than whom it went to wrote, and so may not decide, and whether it is about
 *   invoices, whose reminders wait by themselves for money that is looked for
 */
export function whatIsOwed(
  tap: Tapped | null,
  of: { readonly byOther: boolean; readonly isAboutInvoices: boolean },
): Owed {
  if (tap === null) return { isOwed: true, why: 'reply_owed' };
  const { answer, unclear, saysMore } = tap;
  const why =
    unclear && (answer === 'paid' || answer === 'collect')
      ? (`${answer}_day_unclear` as const)
      : TASK_OF[answer];
  if (of.byOther) return { isOwed: false, why };
  if (!BY_ITSELF.has(answer)) return { isOwed: true, why };
  if (answer === 'paid') return { isOwed: saysMore || !of.isAboutInvoices, why };
  return saysMore ? { isOwed: true, why: 'reply_owed' } : { isOwed: false, why: null };
}

/** The text with which a letter began the mail of an answer, as its own link says; null: the letter has no such link. */
export function prefilledIn(html: string, answer: Answer, letterId: string): string | null {
  for (const [, link = ''] of html.matchAll(/href="mailto:([^"]{1,4000})"/g)) {
    const [address = '', query = ''] = link.replaceAll('&amp;', '&').split('?');
    if (!address.replace(/%2B/i, '+').includes(`+${answer}-${letterId}-`)) continue;
    return new URLSearchParams(query.replaceAll('+', '%2B')).get('body');
  }
  return null;
}
