import { type Instant, instantOf, parseDay } from '../../calendar/time.ts';
import type { Story } from '../../explain/story.ts';
import type { CustomerPast, TimelineLetter, TimelineMail } from '../../ledger/history/customer-timeline.ts';
import type { HistoryEntry } from '../../ledger/history/history.ts';
import { dayIn } from '../frame/formats.ts';
import type { Say } from '../frame/say.ts';
import { label } from './label.ts';
import { shown } from './letter-row.ts';
import { statusWords } from './status-words.ts';

/** Something that happened, as a customer's story shows it. */
export interface Happening {
  readonly at: Instant;
  /** What it is about: a letter, a task, a verdict … in the reader's language. */
  readonly kind: string;
  readonly text: string;
  readonly why: string | null;
  /** Null: the worker. */
  readonly who: string | null;
  readonly href: string | null;
}

export interface Timeline {
  readonly happenings: readonly Happening[];
  /** Where the older ones begin; null: there are none. */
  readonly before: Instant | null;
}

/**
 * Puts letters, what came back, the history and what people said into one order, the newest first.
 * @param past with one more of each kind than `most`, so that it is known whether older ones follow
 */
export function timelineOf(
  past: CustomerPast,
  contacts: Story['contacts'],
  upTo: Instant,
  most: number,
  say: Say,
  locale: string,
): Timeline {
  // What people told us of stands in the history, with who did and what was said.
  const recorded = new Set(
    past.entries.flatMap(({ subject_kind, detail }) =>
      subject_kind === 'contact' && typeof detail?.at === 'string' ? [Date.parse(detail.at)] : [],
    ),
  );
  const all = [
    ...past.letters.map((letter) => ofLetter(letter, say)),
    ...past.mails.map((mail) => ofMail(mail, say)),
    ...past.entries.map((entry) => ofEntry(entry, say, locale)),
    ...contacts
      .map((contact) => ofContact(contact, say))
      // What they wrote to us stands among the mails.
      .filter(
        ({ at }) =>
          !recorded.has(at) && at <= upTo && !past.mails.some((mail) => mail.replied_at?.getTime() === at),
      ),
  ].sort((a, b) => b.at - a.at);
  const cut = all[most];
  if (!cut) return { happenings: all, before: null };
  // A round does many things at one moment: they stay together, unless they alone are more than a page.
  const whole = all.filter(({ at }) => at > cut.at);
  return whole.length > 0
    ? { happenings: whole, before: cut.at }
    : { happenings: all.slice(0, most), before: instantOf(cut.at - 1) };
}

function ofLetter(letter: TimelineLetter, say: Say): Happening {
  const kind = label(say, 'letters', letter.kind);
  const status = label(say, 'statuses', letter.status);
  const toStaff = letter.audience === 'staff';
  return {
    at: instantOf(letter.decided_at.getTime()),
    kind: say(toStaff ? 'timeline.staff_letter' : 'timeline.letter'),
    text: `${kind}: ${letter.subject === '' ? '' : `“${letter.subject}” – `}${status}`,
    why: letter.status_reason === null ? null : statusWords(letter.status_reason, say),
    who: null,
    href: `/letters/${encodeURIComponent(letter.id)}`,
  };
}

function ofMail(
  { at, kind, address, answer, why, letter_id, letter_subject }: TimelineMail,
  say: Say,
): Happening {
  const about = [
    address === null ? null : shown(address, 100),
    answer === null ? null : label(say, 'answers', answer),
    letter_subject ? `“${shown(letter_subject)}”` : null,
  ].filter((part) => part !== null);
  return {
    at: instantOf(at.getTime()),
    kind: say('timeline.mail'),
    text: [say(`mail.kind_${kind}`), ...about].join(', '),
    why: shown(why, 300),
    who: null,
    href: letter_id === null ? null : `/letters/${encodeURIComponent(letter_id)}`,
  };
}

function ofEntry(entry: HistoryEntry, say: Say, locale: string): Happening {
  const { subject_kind, what, detail, to_state, who } = entry;
  const named = [
    labelled(say, 'tasks', detail?.task),
    subject_kind === 'answer' ? labelled(say, 'answers', detail?.answer) : null,
    subject_kind === 'answer' ? plain(detail?.day) : null,
    subject_kind === 'answer' ? labelled(say, 'came', becameOf(detail?.came)) : null,
    what === 'judged' && to_state !== null ? label(say, 'verdicts', to_state) : null,
    labelled(say, 'tones', detail?.tone),
    plain(detail?.item),
    plain(detail?.invoice),
    subject_kind === 'contact' ? channelOf(detail?.channel, say) : null,
    dayOrNull(detail?.until, locale),
    dayOrNull(detail?.word_by, locale),
  ].filter((part) => part !== null);
  return {
    at: instantOf(entry.at.getTime()),
    kind: label(say, 'subjects', subject_kind),
    text: [label(say, 'acts', actOf(entry)), ...named].join(', '),
    why: whyOf(entry, say),
    who: who === 'worker' ? null : who,
    href: null,
  };
}

/** What was taken back, lifted or settled was changed in just that. */
function actOf({ what, detail }: HistoryEntry): string {
  if (what !== 'changed' || detail === null) return what;
  if (becameOf(detail.taken_back_at) != null) return 'taken back';
  if (becameOf(detail.lifted_at) != null) return 'lifted';
  return becameOf(detail.ended_at) != null ? 'ended' : what;
}

function whyOf({ subject_kind, why, detail }: HistoryEntry, say: Say): string | null {
  if (why === null) return plain(detail?.note);
  if (subject_kind === 'case') return label(say, 'closed_because', why);
  return subject_kind === 'task' ? label(say, 'task_reasons', why) : why;
}

const channelOf = (channel: unknown, say: Say): string | null => {
  const key = `customer.contact.${String(channel)}`;
  return say.has(key) ? say(key) : plain(channel);
};

const dayOrNull = (value: unknown, locale: string): string | null => {
  const text = plain(value);
  return text !== null && parseDay(text) !== null ? dayIn(text, locale) : text;
};

const ofContact = ({ at, channel, direction }: Story['contacts'][number], say: Say): Happening => ({
  at: instantOf(Date.parse(at)),
  kind: say('timeline.contact'),
  text: `${say(direction === 'to_customer' ? 'timeline.from_us' : 'timeline.from_them')} (${channelOf(channel, say)})`,
  why: null,
  who: null,
  href: null,
});

/** Of a change the history holds what it was and what it is. */
const becameOf = (change: unknown): unknown => (Array.isArray(change) ? change[1] : null);

const plain = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const labelled = (say: Say, group: string, value: unknown): string | null =>
  typeof value === 'string' ? label(say, group, value) : null;
