import { type Instant, isoInstant } from '../calendar/time.ts';
import type { Case } from '../customer/customer.ts';
import type { CaseId, ItemRef } from '../customer/ids.ts';

/** A new case, named by its item and the moment of its first finding. */
export const openCase = (item: ItemRef, now: Instant): Case => ({
  id: `${item.kind}:${item.id}@${isoInstant(now).replace(/[-:]|\.\d+/g, '')}` as CaseId,
  item: { kind: item.kind, id: item.id },
  openedAt: now,
  closedAt: null,
  closedBecause: null,
  itemEnded: false,
  letters: [],
  tasks: [],
});

/** Closed by mistake: the story goes on with the letters that it has. */
export const reopened = (theCase: Case): Case => ({
  ...theCase,
  closedAt: null,
  closedBecause: null,
  itemEnded: false,
});

/** It moves again: the case closes, and stays remembered while its item is open, for the word it gave. */
export const closeMoved = (theCase: Case, now: Instant): Case =>
  theCase.closedAt === null ? { ...theCase, closedAt: now, closedBecause: 'moved' } : theCase;

/** How it ended was told: the case closes, and stays remembered until nothing of the letter is under way. */
export const closeTold = (theCase: Case, now: Instant): Case => ({
  ...theCase,
  closedAt: now,
  closedBecause: 'done',
});

/** Its item is done or gone: nothing of the case is needed again. */
export const closeDone = (theCase: Case, now: Instant): Case => ({
  ...theCase,
  closedAt: theCase.closedAt ?? now,
  closedBecause: theCase.closedBecause ?? 'done',
  itemEnded: true,
});

/** How many letters of this case were ever decided, whatever became of them. */
export const nextOrdinal = (theCase: Case): number =>
  theCase.letters.reduce((most, letter) => Math.max(most, letter.ordinal), 0) + 1;
