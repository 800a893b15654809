import type { DigestFacts, DigestTask } from '../facts/digest-facts.ts';
import { clean, cleanOr, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type CommonWords, senderWords, telOf } from './common-words.ts';

/** One task of a list; null where something does not apply. */
interface DigestTaskWords {
  readonly what: string;
  readonly why: string | null;
  readonly phone: string | null;
  /** The same as a telephone dials it; null where it is no number alone. */
  readonly tel: string | null;
  readonly about: string | null;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly told: string | null;
  /** What the customer wrote. */
  readonly said: string | null;
  readonly instead: string | null;
}

/** What a list of tasks may say. */
export interface DigestWords extends CommonWords {
  readonly ask: string;
  readonly tasks: readonly DigestTaskWords[];
}

type Spoken = NonNullable<Sentences['digest']>;

/** Puts a list of tasks into words. Throws where the phrases are of a version that had no such lists. */
export function digestWords(facts: DigestFacts, say: Sentences): DigestWords {
  const { digest } = say;
  if (!digest) throw new Error('these phrases have no sentences about lists of tasks');
  const sender = senderWords(facts, say);
  const tasks = facts.tasks.map((task) => taskWords(task, facts.today, digest, say));
  const overdue = tasks.filter((task) => task.overdue).length;
  const context = { ...sender, count: facts.tasks.length + facts.more, overdue };
  const subject = facts.urgent
    ? digest.subject_urgent
    : overdue > 0
      ? digest.subject_overdue
      : digest.subject;
  return {
    letter: facts.letter,
    ...sender,
    greeting: say.staff.greeting(context),
    subject: subject(context),
    ask: (facts.urgent ? digest.ask_urgent : digest.ask)(context),
    tasks,
    others: [],
    // Null, not 0: in Liquid 0 is true.
    uncounted: facts.more > 0 ? facts.more : null,
    replies: say.staff.footer(context),
    because: null,
    if_we_fail: null,
    signed: false,
  };
}

function taskWords(task: DigestTask, today: string, digest: Spoken, say: Sentences): DigestTaskWords {
  const id = cleanOr(task.customer.id, LENGTHS.number, '…');
  const mail = {
    sender: clean(task.mail?.sender ?? null, LENGTHS.name),
    subject: clean(task.mail?.subject ?? null, LENGTHS.thing),
  };
  const context = {
    today,
    customer: { id, name: cleanOr(task.customer.name, LENGTHS.name, id) },
    due: task.dueOn,
    mail,
  };
  const phone = clean(task.customer.phone, LENGTHS.phone);
  const why = new Map(Object.entries({ ...say.staff.why, ...digest.why })).get(task.why);
  return {
    what: digest.what[task.task]?.(context) ?? task.task,
    why: why?.(context) ?? null,
    phone,
    tel: telOf(phone),
    about: aboutWords(task, digest),
    due: dueWords(task, today, context, digest),
    overdue: isOverdue(task, today),
    told: toldWords(task, today, digest),
    said: clean(task.said ?? null, LENGTHS.thing),
    instead:
      task.insteadOf === null ? null : digest.instead({ away: cleanOr(task.insteadOf, LENGTHS.name, '…') }),
  };
}

/** ISO days compare as text. */
const isOverdue = ({ dueOn }: DigestTask, today: string): boolean => dueOn !== null && dueOn < today;

function dueWords(task: DigestTask, today: string, context: object, digest: Spoken): string | null {
  if (task.dueOn === null) return null;
  if (task.dueOn === today) return digest.due_today(context);
  return (isOverdue(task, today) ? digest.due_passed : digest.due)(context);
}

/** So many numbers are named; a call about a year of invoices names no more. */
const NUMBERS = 5;

function aboutWords({ about }: DigestTask, digest: Spoken): string | null {
  const names = about.slice(0, NUMBERS).map(({ kind, number, thing }) =>
    digest.about[kind]({
      number: cleanOr(number, LENGTHS.number, '…'),
      thing: clean(thing, LENGTHS.inSentence),
    }),
  );
  const more = about.length - names.length;
  if (names.length === 0) return null;
  return [...names, ...(more > 0 ? [digest.about.more({ count: more })] : [])].join(', ');
}

function toldWords({ told }: DigestTask, today: string, digest: Spoken): string | null {
  if (told === null) return null;
  const said = cleanOr(told.subject, LENGTHS.thing, '…');
  const context = { today, on: told.on, said, word: told.nextWordBy };
  return (told.nextWordBy === null ? digest.told : digest.told_word)(context);
}
