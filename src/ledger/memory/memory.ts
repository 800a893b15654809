import { type Expression, type NotNull, type SqlBool, sql } from 'kysely';
import type { Pool } from 'pg';
import {
  DAY,
  type Day,
  dateOf,
  type Instant,
  instantFrom,
  instantOf,
  parseDay,
} from '../../calendar/time.ts';
import type { Case, CaseLetter, CustomerMemory, Told } from '../../customer/customer.ts';
import type { DelayOption } from '../../customer/delay-option.ts';
import type { Forgotten } from '../../customer/forgotten.ts';
import type { About, CaseId, CustomerId, ItemId, LetterId } from '../../customer/ids.ts';
import { presentName, STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import { LOST } from '../../customer/letter-status.ts';
import { NOTHING_DUNNED } from '../../customer/reminders.ts';
import { type InboxMemory, NOTHING_RECEIVED } from '../../customer/replies.ts';
import type { CaseTask } from '../../customer/task.ts';
import { ledger, type RowOf, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { countedStatus } from '../letter-states/captured.ts';
import { readAbsent } from './absences.ts';
import { among, type WhichCustomers } from './among.ts';
import { readReleased } from './backlog-releases.ts';
import { caseTask } from './case-task.ts';
import type { CustomersWithAny } from './customers-with-any.ts';
import { readDunningMemories } from './dunning-memory.ts';
import { readInboxMemories } from './inbox-memory.ts';
import { type RememberedSaid, readSaid } from './said.ts';

/** What a letter told, as it is kept: days are written. */
type ToldRow = Omit<Told, 'promisedFor' | 'expected' | 'callBy' | 'offer'> & {
  promisedFor: string | null;
  expected?: string | null;
  callBy?: string | null;
  offer?: {
    readonly silence: DelayOption['silence'];
    readonly revised: string | null;
    readonly answerBy: string | null;
  };
  /** False: the letter's word was about other items. */
  hasWord?: boolean;
};

/** A case is remembered for so long after its item ended. */
const REOPENED_WITHIN = 30 * DAY;

const NO_MAILS: ReadonlyMap<string, InboxMemory> = new Map();
const NOTHING_SAID: RememberedSaid = {
  contacts: new Map(),
  givenDates: new Map(),
  itemHolds: new Map(),
  asked: new Map(),
  complaints: new Map(),
};
const NO_RELEASES: ReadonlyMap<string, readonly About[]> = new Map();

export interface MemoryOptions {
  /** The policy names a moment of going live, so what was released of the backlog is wanted too. */
  readonly hasBacklog?: boolean;
  /** False: as memory will be once letters really go, and those that were only captured count no longer. */
  readonly capturedCounts?: boolean;
  /** Of a pass over all customers, in order. */
  readonly withAny?: CustomersWithAny;
}

/**
 * Our memory of those of these customers of whom we have any: the cases of items that have not ended, with their
 * letters and tasks, and their reminders. The cost follows these, not the archive.
 * @param dayStart since when a letter counts as from today
 */
export async function readMemories(
  pool: Pool,
  which: WhichCustomers,
  dayStart: Instant,
  { hasBacklog = false, capturedCounts = true, withAny }: MemoryOptions = {},
): Promise<ReadonlyMap<string, CustomerMemory>> {
  const their = among(which);
  const hasAny = 'ids' in which || withAny === undefined || (await withAny.areIn(which));
  const [cases, fromToday, dunning, inbox, absent, said, released] = await Promise.all([
    // One that ended lately goes on where it was when its item is opened again.
    rowsOf(pool, casesSince(instantOf(dayStart - REOPENED_WITHIN), their)),
    rowsOf(pool, writtenSince(dayStart, capturedCounts).where(their)),
    readDunningMemories(pool, which, hasAny, capturedCounts),
    hasAny ? readInboxMemories(pool, which, dayStart) : NO_MAILS,
    readAbsent(pool, which),
    hasAny ? readSaid(pool, which, dayStart) : NOTHING_SAID,
    hasBacklog ? readReleased(pool, which) : NO_RELEASES,
  ]);
  // Most batches of a quiet company have none, and are spared the rest.
  const ofCases = sql<SqlBool>`case_id = any(${cases.map(({ id }) => id)})`;
  const [letters, tasks] =
    cases.length === 0
      ? [[], []]
      : await Promise.all([
          rowsOf(pool, letterRows(capturedCounts).where(ofCases)),
          rowsOf(pool, taskRows.where(ofCases)),
        ]);
  const lettersOf = grouped(letters, (row) => row.case_id, caseLetter);
  const tasksOf = grouped(tasks, (row) => row.case_id, caseTask);
  const casesOf = grouped(
    cases,
    (row) => row.customer_id,
    (row) => theCase(row, lettersOf, tasksOf),
  );
  const writtenTo = grouped(
    fromToday,
    (row) => row.customer_id,
    (row) => [row.address, Number(row.written)] as const,
  );
  const memories = new Map<string, CustomerMemory>();
  const known = [casesOf, writtenTo, dunning, inbox, absent, ...Object.values(said), released];
  for (const id of new Set(known.flatMap((each) => [...each.keys()]))) {
    memories.set(id, {
      customerId: id as CustomerId,
      cases: casesOf.get(id) ?? [],
      dunning: dunning.get(id) ?? NOTHING_DUNNED,
      inbox: inbox.get(id) ?? NOTHING_RECEIVED,
      writtenToday: new Map(writtenTo.get(id)),
      released: released.get(id) ?? [],
      absent: absent.get(id) ?? [],
      givenDates: said.givenDates.get(id) ?? [],
      contacts: said.contacts.get(id) ?? [],
      itemHolds: said.itemHolds.get(id) ?? [],
      asked: said.asked.get(id) ?? [],
      complaints: said.complaints.get(id) ?? [],
    });
  }
  return memories;
}

const casesOf = (their: Expression<SqlBool>) =>
  ledger
    .selectFrom('cases as c')
    .select([
      'id',
      'customer_id',
      'item_kind',
      'item_id',
      'opened_at',
      'closed_at',
      'closed_because',
      'item_ended',
    ])
    .where(their);

/** Cases whose item has not ended, and those that closed since then. */
const casesSince = (since: Instant, their: Expression<SqlBool>) =>
  casesOf(their)
    .where('item_ended', '=', sql.lit(false))
    .unionAll(casesOf(their).where('item_ended', '=', sql.lit(true)).where('closed_at', '>', dateOf(since)))
    .orderBy('opened_at')
    .orderBy('id');

const writtenSince = (since: Instant, capturedCounts: boolean) =>
  ledger
    .selectFrom('letters as c')
    .select(['customer_id', sql<string>`lower(to_address)`.as('address')])
    .select(({ fn }) => fn.countAll<string>().as('written'))
    .where('audience', '=', 'customer')
    .where(countedStatus(capturedCounts, 'c'), 'not in', LOST)
    .where('decided_at', '>=', dateOf(since))
    .groupBy(['customer_id', sql`lower(to_address)`]);

const letterRows = (capturedCounts: boolean) =>
  ledger
    .selectFrom('letter_cases as lc')
    .innerJoin('letters as l', 'l.id', 'lc.letter_id')
    .select(['lc.case_id', 'lc.ordinal', 'lc.told', 'l.id', 'l.kind', 'l.decided_at'])
    .select(countedStatus(capturedCounts).as('status'))
    .select(sql<Date | null>`case when l.status = 'corrected' then l.settled_at end`.as('corrected_at'))
    .select(['l.submitted_at', 'l.next_word_by', 'l.to_address', 'l.message_id'])
    .$narrowType<{ told: ToldRow }>()
    .orderBy('lc.ordinal');

const taskRows = ledger
  .selectFrom('tasks')
  .select(['case_id', 'key', 'kind', 'created_at', 'done_at', 'result'])
  .$narrowType<{ case_id: NotNull }>()
  .orderBy('created_at')
  .orderBy('key');

const theCase = (
  row: RowOf<ReturnType<typeof casesSince>>,
  letters: ReadonlyMap<string, readonly CaseLetter[]>,
  tasks: ReadonlyMap<string, readonly CaseTask[]>,
): Case => ({
  id: row.id as CaseId,
  item: { kind: row.item_kind, id: row.item_id as ItemId },
  openedAt: instantFrom(row.opened_at),
  closedAt: instantFrom(row.closed_at),
  closedBecause: row.closed_because,
  itemEnded: row.item_ended,
  letters: letters.get(row.id) ?? [],
  tasks: tasks.get(row.id) ?? [],
});

const caseLetter = (row: RowOf<ReturnType<typeof letterRows>>): CaseLetter => ({
  id: row.id as LetterId,
  kind: STATUS_LETTERS.find((kind) => kind === presentName(row.kind)) ?? 'several-items',
  ordinal: row.ordinal,
  status: row.status,
  decidedAt: instantFrom(row.decided_at),
  submittedAt: instantFrom(row.submitted_at),
  ...(row.corrected_at !== null && { correctedAt: instantFrom(row.corrected_at) }),
  nextWordBy: row.next_word_by === null || row.told.hasWord === false ? null : parseDay(row.next_word_by),
  told: toldFrom(row.told),
  address: row.to_address,
  messageId: row.message_id,
});

const toldFrom = ({ hasWord: _word, ...told }: ToldRow): Told => ({
  ...told,
  promisedFor: dayFrom(told.promisedFor),
  expected: told.expected === undefined ? undefined : dayFrom(told.expected),
  callBy: told.callBy === undefined ? undefined : dayFrom(told.callBy),
  offer: told.offer && {
    ...told.offer,
    revised: dayFrom(told.offer.revised),
    answerBy: dayFrom(told.offer.answerBy),
  },
});

const dayFrom = (text: string | null): Day | null => (text === null ? null : parseDay(text));

/** All customers who were forgotten: few, whatever the number of customers. */
export async function readForgotten(pool: Pool): Promise<Forgotten> {
  const rows = await rowsOf(pool, ledger.selectFrom('forgotten').select(['hash', 'at']));
  return new Map(rows.map(({ hash, at }) => [hash, instantFrom(at)]));
}
