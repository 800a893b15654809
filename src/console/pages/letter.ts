import { z } from 'zod';
import { REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { IN_QUEUE, NOTHING_OUT, WITHDRAWABLE } from '../../customer/letter-status.ts';
import { type LetterMoment, letterHistory } from '../../ledger/history/letter-history.ts';
import { type LetterInFull, threadOf } from '../../ledger/letters/letter-in-full.ts';
import { headersAsSent, wordsAsSent } from '../../post/letter/words-as-sent.ts';
import { type AsItWillGo, asItWillGo, isReadAnew } from '../../post/queue/as-it-will-go.ts';
import { FRAMED_LETTER } from '../frame/framed-letter.ts';
import { type ConsoleWorld, NotThere, page, type Route, type Visit } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { label } from '../show/label.ts';
import { customerAt, letterAt, looksOf, shown } from '../show/letter-row.ts';
import { statusWords } from '../show/status-words.ts';
import { theLetter } from '../show/the-letter.ts';

/** A text part that is longer is shown up to here. */
const LONGEST_TEXT = 100_000;

/** One letter as it went or will go. */
export const letterPages = ({ databases, rules, config }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  /** One that waits for a person stands as it would go now. */
  const asItGoes = async (visit: Visit): Promise<AsItWillGo<LetterInFull>> => {
    const letter = await theLetter(pool, visit);
    return isReadAnew(letter)
      ? asItWillGo(databases, rules, visit.now, letter)
      : { letter, insteadOf: null, whyNot: null, anew: null };
  };
  return [
    page('/letters/:id', 'read', z.unknown(), async (visit) => {
      const { letter, ...anew } = await asItGoes(visit);
      const [history, thread] = await Promise.all([letterHistory(pool, letter), threadOf(pool, letter)]);
      // Last: a template that is compiled for the first time keeps the process busy, and connections from being made.
      const said = await wordsAsSent(pool, letter);
      const words = 'words' in said ? said.words : null;
      return {
        view: 'letter',
        data: {
          letter: {
            ...seen(letter, visit.say),
            ...seenAnew(anew, visit.say),
            subject: 'emptied' in said ? null : shown(letter.subject, 300),
            html: words === null ? null : `${letterAt(letter.id)}/html`,
            text: words === null ? null : words.text.slice(0, LONGEST_TEXT),
            isCut: words !== null && words.text.length > LONGEST_TEXT,
            headers:
              words === null
                ? []
                : headersAsSent(letter, words, rules.company, config.imap === null ? 'unread' : 'read'),
            emptied: 'emptied' in said ? said.emptied : null,
            broken: 'broken' in said ? said.broken : null,
          },
          history: history.map((event) => ({
            ...event,
            said: became(event, visit.say),
            who: shown(event.who, 80),
            why: event.why === null ? null : shown(statusWords(event.why, visit.say), 500),
          })),
          thread: thread.map((other) => ({
            ...other,
            href: letterAt(other.id),
            subject: shown(other.subject),
            looks: looksOf(other.status),
            kindName: label(visit.say, 'letters', other.kind),
            statusName: label(visit.say, 'statuses', other.status),
            isThis: other.id === letter.id,
          })),
        },
      };
    }),
    page('/letters/:id/html', 'read', z.unknown(), async (visit) => {
      const said = await wordsAsSent(pool, (await asItGoes(visit)).letter);
      if (!('words' in said)) throw new NotThere();
      return {
        type: 'text/html; charset=utf-8',
        body: said.words.html,
        headers: FRAMED_LETTER,
      };
    }),
  ];
};

/** What is open otherwise than when it was written, whom it goes to instead, and why it would not go. */
const seenAnew = (
  { insteadOf, whyNot, anew }: Omit<AsItWillGo<LetterInFull>, 'letter'>,
  say: Say,
): object => ({
  insteadOf: insteadOf === null ? null : shown(insteadOf, 320),
  whyNot: whyNot === null ? null : shown(statusWords(whyNot, say), 1_000),
  isAnew: anew !== null,
  read: anew?.read ?? '',
  changes: (anew?.changes ?? []).map(({ number, was, now }) => ({
    number: number === null ? null : shown(number, 80),
    was: was === null ? null : `${was.amount} ${was.currency}`,
    now: now === null ? null : `${now.amount} ${now.currency}`,
  })),
});

/** A letter as its page shows it, and what may be done with it now. */
function seen(letter: LetterInFull, say: Say): object {
  const { id, status, emptied_at, kind } = letter;
  const isEmptied = emptied_at !== null;
  return {
    id,
    href: letterAt(id),
    kind,
    language: letter.language,
    audience: letter.audience,
    status,
    looks: looksOf(status),
    kindName: label(say, 'letters', kind),
    statusName: label(say, 'statuses', status),
    reason: letter.status_reason === null ? null : shown(statusWords(letter.status_reason, say), 1_000),
    to: shown(letter.to, 320),
    toName: shown(letter.to_name, 200),
    customer: shown(letter.customer_id, 80),
    customerHref: customerAt(letter.customer_id),
    about: letter.about.map((each) => ({
      kindName: label(say, 'kinds', each.kind),
      id: shown(each.id, 80),
    })),
    nextWordBy: letter.next_word_by,
    decidedAt: letter.decided_at,
    dueAt: IN_QUEUE.some((one) => one === status) ? letter.due_at : null,
    firstAttemptAt: letter.first_attempt_at,
    submittedAt: letter.submitted_at,
    releasedAt: letter.released_at,
    releasedBy: letter.released_by,
    attempts: letter.attempts,
    softBounces: letter.soft_bounces,
    delays: letter.delays,
    templateVersion: letter.templateVersion.slice(0, 12),
    roundHref: letter.round_id === null ? null : `/rounds/${letter.round_id}`,
    round: letter.round_id,
    guard: status === 'held' ? letter.guard_id : null,
    mayRelease: !isEmptied && NOTHING_OUT.some((one) => one === status),
    isReadAnew: isReadAnew(letter),
    mayResend: !isEmptied && status === 'uncertain',
    mayWithdraw: WITHDRAWABLE.includes(status),
    isReminder: kind.startsWith(REMINDER_KINDS),
  };
}

/** What happened in one line: "held → queued". */
function became({ what, from_state, to_state }: LetterMoment, say: Say): string {
  const state = (name: string | null): string => (name === null ? '–' : label(say, 'statuses', name));
  return say.has(`letter.became_${what}`)
    ? say(`letter.became_${what}`, { from: state(from_state), to: state(to_state) })
    : shown(what, 80);
}
