import { isoDay } from '../../calendar/time.ts';
import { sameItem } from '../../ids.ts';
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
