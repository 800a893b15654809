import { isoDay } from '../../calendar/time.ts';
import { refKey, sameItem } from '../../customer/ids.ts';
import { feedAgeFault } from '../../policy/feed.ts';
import { stageNamed } from '../../policy/stage.ts';
import type { DunningSituation } from '../situation.ts';
import { type HoldRule, hold } from './hold.ts';

/** A complaint is open about the invoice, about what it is for, or about their business with us at large. */
export const holdOpenComplaint: HoldRule = ({ invoice, situation: { facts, zone, now } }) => {
  const complaint = facts.account.complaints.find(
    ({ item, invoiceId, openedAt }) =>
      openedAt <= now &&
      (invoiceId === invoice.id ||
        (item !== null && invoice.item !== null && sameItem(item, invoice.item)) ||
        (item === null && invoiceId === null)),
  );
  return complaint ? hold('complaint_open', null, { day: isoDay(zone.dayAt(complaint.openedAt)) }) : null;
};

/** Something about it cannot be right: nobody is reminded on doubtful facts. */
export const holdDoubtful: HoldRule = ({ invoice: { doubts, number } }) =>
  doubts.length === 0 ? null : hold('doubtful', null, { number, why: doubts.join(', ') });

/** We collect it ourselves: that it is open is our failure, not theirs. */
export const holdAutopay: HoldRule = ({ invoice }) => (invoice.autopay ? hold('autopay', null) : null);

/** The customer contests it. */
export const holdDisputed: HoldRule = ({ invoice }) => (invoice.disputed ? hold('disputed', null) : null);

/** The payments are old or of unknown age: whoever paid since would be reminded of it. */
export const paymentsAreStale = ({ facts, rules, now }: DunningSituation): boolean =>
  feedAgeFault('payments', facts.feeds, rules, now) !== null;

export const holdStalePayments: HoldRule = ({ situation }) => {
  if (!paymentsAreStale(situation)) return null;
  const freshAsOf = situation.facts.feeds.get('payments');
  const day = freshAsOf === undefined ? undefined : isoDay(situation.zone.dayAt(freshAsOf));
  return hold('payments_stale', null, { day });
};

/** The exports of invoices name it no more: whether it was paid, or the export is broken, a person knows. */
export const holdNotSeen: HoldRule = ({ invoice: { id, number }, situation: { facts, zone } }) => {
  const since = facts.absence.unnamed.get(refKey({ kind: 'invoice', id }));
  return since === undefined ? null : hold('not_seen', null, { day: isoDay(zone.dayAt(since)), number });
};

/** Something of theirs stands still for a credit decision of ours. */
export const holdCreditReview: HoldRule = ({ situation: { facts, memory, rules } }) => {
  const waiting = facts.items.find(({ stage }) => stageNamed(stage, rules).kind === 'awaiting_credit');
  if (!waiting && !memory.dunning.creditReviewOpen) return null;
  return hold('credit_review', null, { number: waiting?.number });
};
