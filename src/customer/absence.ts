import type { Instant } from '../calendar/time.ts';
import { type About, refKey } from './ids.ts';

/**
 * What the company's tables say of what is not plainly open: of what we remember and did not find among the open rows, and of
 * open rows that the exports of their table name no more. Keys are `refKey`.
 */
export interface Absence {
  /** Its own row says that it is over, a complete export left it out, or it belongs to somebody else by now. */
  readonly over: ReadonlySet<string>;
  /** Invoices on which nothing is open, and that nobody closed: a returned debit opens one again. */
  readonly settled: ReadonlySet<string>;
  /** Its row is there, open, and could not be judged. */
  readonly there: ReadonlySet<string>;
  /** Open rows that the exports of their table name no more, with the first export that did not. */
  readonly unnamed: ReadonlyMap<string, Instant>;
}

const NONE: ReadonlySet<string> = new Set();

export const NOTHING_ABSENT: Absence = { over: NONE, settled: NONE, there: NONE, unnamed: new Map() };

/**
 * Something that we remember, and that the company's tables show neither as open nor as over (not seen), or an invoice on which
 * nothing is open just now (settled). What is remembered of it is kept: it may come back.
 */
export interface Absent {
  readonly about: About;
  readonly state: 'not_seen' | 'settled';
  /** The first round that found it so. */
  readonly since: Instant;
}

/** This state, since when it began: the entry that is remembered, where it is the same. */
export const stillAbsent = (
  before: readonly Absent[],
  about: About,
  state: Absent['state'],
  now: Instant,
): Absent =>
  before.find((one) => one.state === state && refKey(one.about) === refKey(about)) ?? {
    about: { kind: about.kind, id: about.id } as About,
    state,
    since: now,
  };

/** The same list where every entry is the one of before. */
export const absentNow = (before: readonly Absent[], now: readonly Absent[]): readonly Absent[] =>
  before.length === now.length && now.every((one) => before.includes(one)) ? before : now;
