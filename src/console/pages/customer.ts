import { z } from 'zod';
import { type Instant, instantOf, isoDay, isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { type Story, storyOf } from '../../explain/story.ts';
import { wholeRecord } from '../../explain/whole-record.ts';
import { readCustomerPast } from '../../ledger/history/customer-timeline.ts';
import { openTasks } from '../../ledger/lists/tasks.ts';
import { keepLess, liftLess } from '../../ledger/mail/less-often.ts';
import { openAskedLetters } from '../../ledger/memory/asked-letters.ts';
import { notesOf } from '../../ledger/memory/customer-notes.ts';
import {
  hasPassed,
  holdByHand,
  type ListedHold,
  liftHolds,
  listHolds,
} from '../../ledger/memory/hand-holds.ts';
import { itemHoldsOf } from '../../ledger/memory/item-holds.ts';
import { recordedContactsOf } from '../../ledger/memory/said.ts';
import { type ListedComplaint, takenComplaintsOf } from '../../ledger/memory/taken-complaints.ts';
import { fileName } from '../../post/server/capture.ts';
import { findInvoice } from '../../source/find/find-owed.ts';
import { findSubjects } from '../../source/find/find-subject.ts';
import { readNames } from '../../source/find/names.ts';
import {
  type ConsoleWorld,
  form,
  NotThere,
  NotUnderstood,
  page,
  type RawAnswer,
  type Route,
  type Visit,
} from '../frame/routes.ts';
import { PAGE_ROWS, storyAddress, withQuery } from '../show/list-page.ts';
import { dayQuery, typedText } from '../show/place.ts';
import { saidAndNoted } from '../show/said-and-noted.ts';
import { storyView } from '../show/story-view.ts';
import { timelineOf } from '../show/timeline.ts';
import { taskRow } from './tasks.ts';

const query = z.object({ before: z.coerce.number().int().min(0).max(8e15).optional().catch(undefined) });
const hold = z.object({ invoice: typedText(500), until: typedText(20), why: typedText(1_000) });
const tell = z.object({ why: typedText(1_000) });
const less = z.object({ lift: z.literal('1').optional().catch(undefined) });
const lift = z.object({ invoice: typedText(500), why: typedText(1_000) });

/** The story of one customer: what is so now and why, what happened, and what a person may decide. */
export const customerPages = (world: ConsoleWorld): readonly Route[] => [
  page('/customers/:id', 'read', query, (visit, { before }) => showStory(world, visit, before)),
  form('/customers/:id/hold', 'release', hold, (visit, body) => holdReminders(world, visit, body)),
  form('/customers/:id/less', 'release', less, (visit, body) => writeLess(world, visit, body)),
  form('/customers/:id/tell', 'administer', tell, (visit, body) => tellAll(world, visit, body)),
  form('/customers/:id/lift', 'release', lift, async ({ params, user, now }, { invoice, why }) => {
    const customerId = params.id ?? '';
    const about = { customerId, invoiceId: invoice === '' ? null : invoice };
    const by = { why, by: user.name, at: isoInstant(now) };
    const lifted = await inTheNameOf(world.databases.ledgerPool, { who: user.name, why }, (client) =>
      liftHolds(client, { ...about, ...by }),
    );
    return {
      to: storyAddress(customerId),
      notice: { key: lifted.length === 0 ? 'nothing_lifted' : 'lifted' },
    };
  }),
];

async function showStory({ databases, rules, templates }: ConsoleWorld, visit: Visit, before?: number) {
  const { now, say, params } = visit;
  const id = params.id ?? '';
  const words = templates.verdictWords(visit.language, rules.company.adminLanguage);
  const found = await findSubjects(databases.sourcePool, rules.sourceSchema, id);
  // This is the page of customers: an order, a job or an invoice of that id leads to whose it is only where no customer has it.
  const subject = found.find(({ item, invoice }) => item === null && invoice === null) ?? found[0];
  if (!subject) throw new NotThere(id);
  if (subject.customerId !== id) return { to: storyAddress(subject.customerId) };
  const story = await storyOf(databases, rules, now, subject, words);
  const upTo = before === undefined ? FOREVER : instantOf(before);
  const { ledgerPool } = databases;
  const [past, tasks, holds, quiet, asked, complaints, contacts, notes] = await Promise.all([
    readCustomerPast(databases.ledgerPool, id, upTo, PAGE_ROWS + 1),
    openTasks(databases.ledgerPool, { customerId: id }, null, PAGE_ROWS),
    holdsOf(ledgerPool, id, todayOf(rules, now)),
    itemHoldsOf(ledgerPool, id, zoneOf(rules.company.timeZone).dayAt(now)),
    openAskedLetters(ledgerPool, id, now),
    takenComplaintsOf(ledgerPool, id),
    recordedContactsOf(ledgerPool, id, SAID),
    notesOf(ledgerPool, id, SAID),
  ]);
  const names = await readNames(databases.sourcePool, rules.sourceSchema, {
    customers: new Set([id]),
    people: new Set(tasks.flatMap(({ for_person }) => for_person ?? [])),
    items: tasks.flatMap(({ about }) => about),
  });
  const timeline = timelineOf(past, story.contacts, upTo, PAGE_ROWS, say, visit.locale);
  return {
    view: 'customer',
    data: {
      story: storyView(story, visit),
      quiet: quiet.map((each) => ({ ...each, ref: refOf(each.item_kind, each.item_id) })),
      asked: asked.map((each) => ({ ...each, number: numberOfItem(each, story) })),
      complaints: complaints.map((each) => ({ ...each, number: numberOfItem(each, story) })),
      said: saidAndNoted(contacts, notes, say),
      tasks: tasks.map((task) => taskRow(task, names, { rules }, visit)),
      holds: holds.map((each) => ({ ...each, number: numberOf(each, story) })),
      happenings: timeline.happenings,
      older:
        timeline.before === null ? null : withQuery(storyAddress(id), { before: String(timeline.before) }),
      isOlder: before !== undefined,
      today: todayOf(rules, now),
    },
  };
}

/** So many contacts and notes stand in a story; the history below has the rest. */
const SAID = 10;

const refOf = (kind: string, id: string): string => `${kind === 'order' ? 'order' : 'job'}:${id}`;
const numberOfItem = (of: Pick<ListedComplaint, 'item_kind' | 'item_id'>, { items }: Story): string | null =>
  items.find(({ kind, id }) => kind === of.item_kind && id === of.item_id)?.number ?? of.item_id;

/** The end of time as PostgreSQL and JavaScript both have it. */
const FOREVER: Instant = instantOf(253_402_300_799_000);

const todayOf = (rules: ConsoleWorld['rules'], now: Instant): string =>
  isoDay(zoneOf(rules.company.timeZone).dayAt(now));

const numberOf = ({ invoice_id }: ListedHold, { account }: Story): string | null =>
  account?.invoices.find(({ id }) => id === invoice_id)?.number ?? invoice_id;

async function holdsOf(
  pool: ConsoleWorld['databases']['ledgerPool'],
  customerId: string,
  today: string,
): Promise<readonly ListedHold[]> {
  const { value } = await listHolds(pool, { about: customerId, on: today }).next();
  return (value ?? []).filter(({ customer_id }: ListedHold) => customer_id === customerId);
}

/** They asked for fewer letters, or want them again. */
async function writeLess(
  { databases, rules }: ConsoleWorld,
  { params, user, now }: Visit,
  { lift: isLifted }: z.infer<typeof less>,
) {
  const customerId = params.id ?? '';
  const found = await findSubjects(databases.sourcePool, rules.sourceSchema, `customer:${customerId}`);
  if (!found.some((each) => each.customerId === customerId)) throw new NotThere(customerId);
  const isNew = await inTheNameOf(databases.ledgerPool, { who: user.name, why: null }, (client) =>
    isLifted
      ? liftLess(client, customerId, user.name, now)
      : keepLess(client, { customerId, since: now, mailId: null, by: user.name }),
  );
  const key = isNew ? (isLifted ? 'less_lifted' : 'less_kept') : 'less_was_so';
  return { to: storyAddress(customerId), notice: { key } };
}

/** All that is kept of them, as a file for whoever asks; that it was given out, by whom and why, is kept too. */
async function tellAll(
  world: ConsoleWorld,
  { params, user, now, say }: Visit,
  { why }: z.infer<typeof tell>,
): Promise<RawAnswer> {
  const customerId = params.id ?? '';
  if (why === '') throw new NotUnderstood(say('customer.hold.no_reason'));
  const record = await wholeRecord(world, { customerId, by: user.name, why, at: now });
  if (record === null) throw new NotThere(customerId);
  return {
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(record, null, 2)}\n`,
    headers: { 'content-disposition': `attachment; filename="${fileName(customerId)}.json"` },
  };
}

async function holdReminders(
  { databases, rules }: ConsoleWorld,
  { params, user, now, say }: Visit,
  { invoice, until, why }: z.infer<typeof hold>,
) {
  const customerId = params.id ?? '';
  const last = until === '' ? null : until;
  if (why === '') throw new NotUnderstood(say('customer.hold.no_reason'));
  if (last !== null && dayQuery.parse(last) === null) throw new NotUnderstood(say('customer.hold.no_day'));
  if (hasPassed(last, todayOf(rules, now))) throw new NotUnderstood(say('customer.hold.passed'));
  if (invoice !== '') {
    const found = await findInvoice(databases.sourcePool, rules.sourceSchema, invoice);
    if (found?.customerId !== customerId) throw new NotThere(invoice);
  }
  await inTheNameOf(databases.ledgerPool, { who: user.name, why }, (client) =>
    holdByHand(client, {
      customerId,
      invoiceId: invoice === '' ? null : invoice,
      until: last,
      why,
      by: user.name,
      at: isoInstant(now),
    }),
  );
  return { to: storyAddress(customerId), notice: { key: 'held' } };
}
