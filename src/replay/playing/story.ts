import { z } from 'zod';
import { type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { ITEM_KINDS, refKey } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import type { CompanyHistory, CustomerHistory, ItemHistory } from '../past/history.ts';
import { learningDays } from './learning-days.ts';
import { type PlayOptions, play } from './play.ts';
import type { Played } from './played.ts';
import type { WrittenLetter } from './played-letter.ts';

const base = { at: z.string(), about: z.array(z.string()) };

/** One line of a replayed story. */
export const storyEntrySchema = z.discriminatedUnion('what', [
  z.strictObject({
    ...base,
    what: z.literal('opened'),
    kind: z.enum(ITEM_KINDS),
    promised_for: z.string().nullable(),
  }),
  z.strictObject({
    ...base,
    what: z.literal('stage'),
    stage: z.string(),
    promised_for: z.string().nullable(),
  }),
  z.strictObject({ ...base, what: z.literal('closed'), outcome: z.string().nullable() }),
  z.strictObject({ ...base, what: z.literal('contact'), channel: z.string(), direction: z.string() }),
  z.strictObject({ ...base, what: z.literal('invoice'), event: z.enum(['issued', 'due', 'settled']) }),
  z.strictObject({ ...base, what: z.literal('decided'), decision: z.string(), reason: z.string() }),
  z.strictObject({
    ...base,
    what: z.literal('task'),
    kind: z.string(),
    why: z.string(),
    person: z.string().nullable(),
  }),
  z.strictObject({
    ...base,
    what: z.literal('letter'),
    kind: z.string(),
    to: z.string(),
    next_word_by: z.string().nullable(),
    held: z.boolean(),
    subject: z.string().nullable(),
    text: z.string().nullable(),
  }),
]);
export type StoryEntry = z.infer<typeof storyEntrySchema>;

/** A replayed letter that is to be put into words. */
export interface StoryLetter {
  readonly entry: Extract<StoryEntry, { what: 'letter' }>;
  readonly letter: WrittenLetter;
}

/** What happened to one customer, and what we would have done, oldest first; letters still without their words. */
export interface ReplayedStory {
  readonly customer: CustomerHistory['customer'];
  readonly entries: readonly StoryEntry[];
  readonly letters: readonly StoryLetter[];
}

/** The customer of this id, or of an item or invoice of this id or number; null: there is none. */
export const customerOf = ({ customers }: CompanyHistory, id: string): CustomerHistory | null =>
  customers.find(
    ({ customer, items, invoices }) =>
      customer.id === id ||
      items.some(({ row }) => row.id === id || row.number === id) ||
      invoices.some(({ invoice }) => invoice.id === id || invoice.number === id),
  ) ?? null;

/** Plays one customer's days, and tells them. */
export function storyOf(
  history: CompanyHistory,
  customer: CustomerHistory,
  rules: Rules,
  options: PlayOptions,
): ReplayedStory {
  const letters: StoryLetter[] = [];
  const decided: StoryEntry[] = [];
  const lastReason = new Map<string, string>();
  const playing = play({ ...history, customers: [customer] }, rules, {
    // From everybody's past, as their own replay does.
    learn: learningDays(history, rules, options.to),
    ...options,
    heed: (letter, at) => letters.push({ letter, entry: letterEntry(letter, at) }),
    decided: ({ decisions }, at) => {
      for (const { item, reason, do: verb } of decisions) {
        const told = `${verb}: ${reason}`;
        if (verb === 'write' || lastReason.get(refKey(item)) === told) continue;
        lastReason.set(refKey(item), told);
        decided.push({ at: isoInstant(at), about: [item.id], what: 'decided', decision: verb, reason });
      }
    },
  });
  let step = playing.next();
  while (!step.done) step = playing.next();
  const entries = [
    ...pastOf(customer, rules, options),
    ...decided,
    ...taskEntries(step.value),
    ...letters.map(({ entry }) => entry),
  ];
  return {
    customer: customer.customer,
    entries: entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    letters,
  };
}

const letterEntry = (letter: WrittenLetter, at: Instant): StoryLetter['entry'] => ({
  at: isoInstant(at),
  about: letter.about.map(({ id }) => id),
  what: 'letter',
  kind: letter.kind,
  to: letter.to.address,
  next_word_by: 'nextWordBy' in letter && letter.nextWordBy !== null ? isoDay(letter.nextWordBy) : null,
  held: 'release' in letter && letter.release === 'human',
  subject: null,
  text: null,
});

const taskEntries = ({ tasks }: Played): readonly StoryEntry[] =>
  tasks.map(({ at, about, kind, why, person }) => ({
    at: isoInstant(at),
    about: about.map(({ id }) => id),
    what: 'task',
    kind,
    why,
    person,
  }));

/** What the company's tables tell, from the opening of what was open within the days that are played. */
function pastOf(
  { items, contacts, invoices }: CustomerHistory,
  rules: Rules,
  { from, to }: PlayOptions,
): readonly StoryEntry[] {
  const zone = zoneOf(rules.company.timeZone);
  const [begin, end] = [zone.instantOf(from, 0), zone.instantOf(to, 24 * 60)];
  const shown = items.filter(
    ({ row, closedAt }) => row.openedAt < end && (closedAt === null || closedAt >= begin),
  );
  return [
    ...shown.flatMap((item) => itemEntries(item, end)),
    ...contacts
      .filter(({ at }) => at >= begin && at < end)
      .map(({ at, item, channel, direction }): StoryEntry => {
        return {
          at: isoInstant(at),
          about: item === null ? [] : [item.id],
          what: 'contact',
          channel,
          direction,
        };
      }),
    ...invoices.flatMap(({ invoice, settledOn }) => {
      const days = [
        ['issued', invoice.issuedOn],
        ['due', invoice.dueOn],
        ['settled', settledOn],
      ] as const;
      return days.flatMap(([event, day]): StoryEntry[] => {
        if (day === null || day < from || day > to) return [];
        return [{ at: isoInstant(zone.instantOf(day, 0)), about: [invoice.id], what: 'invoice', event }];
      });
    }),
  ];
}

function itemEntries(
  { row, events, closedAt, outcome, promiseFrom }: ItemHistory,
  end: Instant,
): readonly StoryEntry[] {
  const about = [row.id];
  const promised = promiseFrom === 'row' && row.promisedFor !== null ? isoDay(row.promisedFor) : null;
  const opened: StoryEntry = {
    at: isoInstant(row.openedAt),
    about,
    what: 'opened',
    kind: row.kind,
    promised_for: promised,
  };
  const moved = events
    .filter(({ at }) => at < end)
    .map(({ at, stage, promisedFor }): StoryEntry => {
      const promised_for = promisedFor === null ? null : isoDay(promisedFor);
      return { at: isoInstant(at), about, what: 'stage', stage, promised_for };
    });
  const closed: StoryEntry[] =
    closedAt === null || closedAt >= end
      ? []
      : [{ at: isoInstant(closedAt), about, what: 'closed', outcome }];
  return [opened, ...moved, ...closed];
}
