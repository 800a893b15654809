import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Day } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { ItemId, ItemRef } from '../../customer/ids.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { keepNote, takeBackNote } from '../../ledger/memory/customer-notes.ts';
import { endComplaint, takeComplaint } from '../../ledger/memory/taken-complaints.ts';
import { type ByWhom, keepQuiet, spokeWith, takeBackSpoken, writeAgain } from '../../round/story-acts.ts';
import { LONGEST_NOTE } from '../../round/task-result.ts';
import { findSubjects } from '../../source/find/find-subject.ts';
import { peopleOfUser } from '../../source/find/people-of-user.ts';
import {
  type ConsoleWorld,
  type Done,
  form,
  NotThere,
  NotUnderstood,
  type Route,
  type Visit,
} from '../frame/routes.ts';
import { dayAhead } from '../show/day-ahead.ts';
import { storyAddress } from '../show/list-page.ts';
import { oneOf, someText, typedText } from '../show/place.ts';

/** How somebody spoke or wrote to a customer, where the console asks. */
const CHANNELS = ['phone', 'visit', 'email'] as const;

const id = z.string().regex(/^\d{1,18}$/);
const to = z.string().max(2_000).optional().catch(undefined);
const contact = z.object({
  about: typedText(500),
  channel: oneOf(CHANNELS),
  note: someText(LONGEST_NOTE),
  word: typedText(20).optional(),
  to,
});
const note = z.object({ note: typedText(LONGEST_NOTE) });
const quiet = z.object({ about: typedText(500), until: typedText(20), why: typedText(1_000) });
const lift = z.object({ about: typedText(500) });
const complaint = z.object({ about: typedText(500), note: typedText(LONGEST_NOTE) });
const back = z.object({ contact: id.optional().catch(undefined), note: id.optional().catch(undefined) });

/** What people do in a customer's story. Each is in the history with who did it, and can be taken back. */
export const customerActs = (world: ConsoleWorld): readonly Route[] => [
  form('/customers/:id/contact', 'release', contact, async (visit, { about, channel, note, word, to }) => {
    const by = await byWhom(world, visit);
    const item = await itemOf(world, by.customerId, about);
    const wordBy = (word ?? '') === '' ? null : dayAhead(word ?? '', todayOf(world, visit), visit.say);
    await act(world, by, (client) =>
      spokeWith(client, { ...by, item, channel: channel ?? 'phone', note, wordBy }),
    );
    return done(by, 'contact_kept', to);
  }),
  form('/customers/:id/note', 'release', note, async (visit, { note }) => {
    const by = await byWhom(world, visit);
    if (note === '') throw new NotUnderstood(visit.say('customer.note.none'));
    await act(world, by, (client) => keepNote(client, { ...by, note }));
    return done(by, 'note_kept');
  }),
  form('/customers/:id/quiet', 'release', quiet, async (visit, { about, until, why }) => {
    const by = await byWhom(world, visit);
    const item = await itemOf(world, by.customerId, about);
    if (item === null) throw new NotThere(about);
    if (why === '') throw new NotUnderstood(visit.say('customer.hold.no_reason'));
    const last = dayAhead(until, todayOf(world, visit), visit.say);
    await act(world, by, (client) => keepQuiet(client, by, { item, until: last, why }), why);
    return done(by, 'quiet_kept');
  }),
  form('/customers/:id/write-again', 'release', lift, async (visit, { about }) => {
    const by = await byWhom(world, visit);
    const item = itemNamed(about);
    if (item === null) throw new NotThere(about);
    const was = await act(world, by, (client) => writeAgain(client, by, item));
    return done(by, was ? 'quiet_lifted' : 'quiet_was_lifted');
  }),
  form('/customers/:id/complaint', 'release', complaint, async (visit, { about, note }) => {
    const by = await byWhom(world, visit);
    const item = await itemOf(world, by.customerId, about);
    if (note === '') throw new NotUnderstood(visit.say('customer.faults.no_text'));
    await act(world, by, (client) => takeComplaint(client, { ...by, item, note }));
    return done(by, 'complaint_kept');
  }),
  form('/customers/:id/settled', 'release', z.object({ complaint: id }), async (visit, { complaint }) => {
    const by = await byWhom(world, visit);
    const was = await act(world, by, (client) => endComplaint(client, { ...by, id: complaint }));
    return done(by, was ? 'complaint_ended' : 'was_taken_back');
  }),
  form('/customers/:id/take-back', 'release', back, async (visit, { contact, note }) => {
    const by = await byWhom(world, visit);
    const was = await act(world, by, async (client) =>
      contact !== undefined
        ? takeBackSpoken(client, by, contact)
        : note !== undefined && (await takeBackNote(client, { ...by, id: note })),
    );
    return done(by, was ? 'taken_back' : 'was_taken_back');
  }),
];

const done = ({ customerId }: ByWhom, key: string, to?: string): Done => ({
  to: to ?? storyAddress(customerId),
  notice: { key },
});

const act = <Result>(
  { databases }: ConsoleWorld,
  { by }: ByWhom,
  work: (client: PoolClient) => Promise<Result>,
  why: string | null = null,
): Promise<Result> => inTheNameOf(databases.ledgerPool, { who: by, why }, work);

/** Who acts, for which customer of the company's tables. @throws NotThere where nobody has that id */
async function byWhom({ databases, rules }: ConsoleWorld, { params, user, now }: Visit): Promise<ByWhom> {
  const customerId = params.id ?? '';
  const { sourcePool } = databases;
  const found = await findSubjects(sourcePool, rules.sourceSchema, `customer:${customerId}`);
  if (!found.some((each) => each.customerId === customerId)) throw new NotThere(customerId);
  const [person = null] = await peopleOfUser(sourcePool, rules.sourceSchema, user);
  return { customerId, by: user.name, person, at: now };
}

/** An order or job of theirs; null: nothing was named. @throws NotThere where it is not theirs */
async function itemOf(
  { databases, rules }: ConsoleWorld,
  customerId: string,
  about: string,
): Promise<ItemRef | null> {
  if (about === '') return null;
  const found = await findSubjects(databases.sourcePool, rules.sourceSchema, about);
  const subject = found.find((each) => each.customerId === customerId && each.item !== null);
  if (!subject?.item) throw new NotThere(about);
  return { ...subject.item, id: subject.item.id as ItemId };
}

/** What a page of ours named as `order:7`, whether it is open still or not. */
function itemNamed(about: string): ItemRef | null {
  const [word, ...rest] = about.split(':');
  const id = rest.join(':') as ItemId;
  if (id === '') return null;
  return word === 'order' ? { kind: 'order', id } : word === 'job' ? { kind: 'service_job', id } : null;
}

const todayOf = ({ rules }: ConsoleWorld, { now }: Visit): Day => zoneOf(rules.company.timeZone).dayAt(now);
