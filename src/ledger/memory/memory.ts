import type { Pool } from 'pg';
import { DAY, type Day, type Instant, instantOf, isoInstant, parseDay } from '../../calendar/time.ts';
import type { Case, CaseLetter, CustomerMemory, Told } from '../../customer/customer.ts';
import type { DelayOption } from '../../customer/delay-option.ts';
import type { Forgotten } from '../../customer/forgotten.ts';
import type { About, CaseId, CustomerId, ItemId, ItemKind, LetterId } from '../../customer/ids.ts';
import { presentName, STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import { type LetterStatus, LOST } from '../../customer/letter-status.ts';
import { NOTHING_DUNNED } from '../../customer/reminders.ts';
import { type InboxMemory, NOTHING_RECEIVED } from '../../customer/replies.ts';
import type { CaseTask } from '../../customer/task.ts';
import { statusAsItCounts } from '../letter-states/captured.ts';
import { listed } from '../letter-states/listed.ts';
import { readAbsent } from './absences.ts';
import { among, grouped, type WhichCustomers } from './among.ts';
import { readReleased } from './backlog-releases.ts';
import { caseTask, type KeptTask } from './case-task.ts';
import type { RareMemories } from './customers-with-any.ts';
import { readDunningMemories } from './dunning-memory.ts';
import { readInboxMemories } from './inbox-memory.ts';
import { readSaid, type Said } from './said.ts';

interface CaseRow {
  id: string;
  customer_id: string;
  item_kind: ItemKind;
  item_id: string;
  opened_at: Date;
  closed_at: Date | null;
  closed_because: Case['closedBecause'];
  item_ended: boolean;
}
interface LetterRow {
  case_id: string;
  ordinal: number;
  told: ToldRow;
  id: string;
  kind: string;
  status: LetterStatus;
  status_reason: string | null;
  decided_at: Date;
  submitted_at: Date | null;
  corrected_at: Date | null;
  next_word_by: string | null;
  to_address: string;
  message_id: string;
}

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

const NOTHING = { rows: [] };
const NO_MAILS: ReadonlyMap<string, InboxMemory> = new Map();
const NOTHING_SAID: Said = {
  contacts: new Map(),
  givenDates: new Map(),
  itemHolds: new Map(),
  asked: new Map(),
  complaints: new Map(),
};
const NO_RELEASES: ReadonlyMap<string, readonly About[]> = new Map();

interface TaskRow extends KeptTask {
  case_id: string;
}

export interface MemoryOptions {
  /** The policy names a moment of going live, so what was released of the backlog is wanted too. */
  readonly hasBacklog?: boolean;
  /** False: as memory will be once letters really go, and those that were only captured count no longer. */
  readonly capturedCounts?: boolean;
  /** Of a pass over all customers, in order. */
  readonly rare?: RareMemories;
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
  { hasBacklog = false, capturedCounts = true, rare }: MemoryOptions = {},
): Promise<ReadonlyMap<string, CustomerMemory>> {
  const { where, values } = among(which);
  const status = statusAsItCounts(capturedCounts);
  const hasRare = 'ids' in which || rare === undefined || (await rare.areIn(which));
  const [cases, fromToday, dunning, inbox, absent, said, released] = await Promise.all([
    // One that ended lately goes on where it was when its item is opened again.
    pool.query<CaseRow>(
      `select * from cases c where not item_ended ${where}
       union all
       select * from cases c where item_ended and closed_at > $${values.length + 1} ${where} order by opened_at, id`,
      [...values, isoInstant(instantOf(dayStart - REOPENED_WITHIN))],
    ),
    pool.query<{ customer_id: string; address: string; written: string }>(
      `select customer_id, lower(to_address) as address, count(*) as written
       from (select l.customer_id, l.to_address, l.audience, l.decided_at, ${status} as status from letters l) c
       where audience = 'customer' and status not in (${listed(LOST)})
         and decided_at >= $${values.length + 1} ${where} group by 1, 2`,
      [...values, isoInstant(dayStart)],
    ),
    readDunningMemories(pool, which, hasRare, capturedCounts),
    hasRare ? readInboxMemories(pool, which, dayStart) : NO_MAILS,
    readAbsent(pool, which),
    hasRare ? readSaid(pool, which, dayStart) : NOTHING_SAID,
    hasBacklog ? readReleased(pool, which) : NO_RELEASES,
  ]);
  // Most batches of a quiet company have none, and are spared the rest.
  const caseIds = cases.rows.map(({ id }) => id);
  const [letters, tasks] =
    caseIds.length === 0
      ? [NOTHING, NOTHING]
      : await Promise.all([
          pool.query<LetterRow>(
            `select lc.case_id, lc.ordinal, lc.told, l.id, l.kind, ${status} as status, l.status_reason, l.decided_at,
              l.submitted_at, case when l.status = 'corrected' then l.settled_at end as corrected_at, l.next_word_by, l.to_address, l.message_id
       from letter_cases lc join letters l on l.id = lc.letter_id
       where lc.case_id = any($1) order by lc.ordinal`,
            [caseIds],
          ),
          pool.query<TaskRow>(
            'select case_id, key, kind, created_at, done_at, result from tasks where case_id = any($1) order by created_at, key',
            [caseIds],
          ),
        ]);
  const lettersOf = grouped(letters.rows, (row) => row.case_id, caseLetter);
  const tasksOf = grouped(tasks.rows, (row) => row.case_id, caseTask);
  const casesOf = grouped(
    cases.rows,
    (row) => row.customer_id,
    (row) => theCase(row, lettersOf, tasksOf),
  );
  const writtenTo = grouped(
    fromToday.rows,
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

const moment = (date: Date): Instant => instantOf(date.getTime());
const maybeMoment = (date: Date | null): Instant | null => (date === null ? null : moment(date));

const theCase = (
  row: CaseRow,
  letters: ReadonlyMap<string, readonly CaseLetter[]>,
  tasks: ReadonlyMap<string, readonly CaseTask[]>,
): Case => ({
  id: row.id as CaseId,
  item: { kind: row.item_kind, id: row.item_id as ItemId },
  openedAt: moment(row.opened_at),
  closedAt: maybeMoment(row.closed_at),
  closedBecause: row.closed_because,
  itemEnded: row.item_ended,
  letters: letters.get(row.id) ?? [],
  tasks: tasks.get(row.id) ?? [],
});

const caseLetter = (row: LetterRow): CaseLetter => ({
  id: row.id as LetterId,
  kind: STATUS_LETTERS.find((kind) => kind === presentName(row.kind)) ?? 'several-items',
  ordinal: row.ordinal,
  status: row.status,
  decidedAt: moment(row.decided_at),
  submittedAt: maybeMoment(row.submitted_at),
  ...(row.corrected_at !== null && { correctedAt: moment(row.corrected_at) }),
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
  const { rows } = await pool.query<{ hash: string; at: Date }>('select hash, at from forgotten');
  return new Map(rows.map(({ hash, at }) => [hash, instantOf(at.getTime())]));
}
