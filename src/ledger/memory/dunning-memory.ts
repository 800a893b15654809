import type { Pool } from 'pg';
import { type Instant, instantOf } from '../../calendar/time.ts';
import type { InvoiceId, LetterId } from '../../customer/ids.ts';
import type { ReminderKind } from '../../customer/letter-kinds.ts';
import type { LetterStatus } from '../../customer/letter-status.ts';
import type { InvoiceFacts } from '../../customer/money-facts.ts';
import {
  type DunningMemory,
  type HandHold,
  NOTHING_DUNNED,
  type Reminder,
} from '../../customer/reminders.ts';
import type { Tone } from '../../customer/tone.ts';
import { statusAsItCounts } from '../letter-states/captured.ts';
import { among, grouped, type WhichCustomers } from './among.ts';
import { caseTask, type KeptTask } from './case-task.ts';

interface ReminderRow {
  customer_id: string;
  letter_id: string;
  invoice_id: string;
  ordinal: number;
  rung: string | null;
  tone: Tone | null;
  ended: boolean;
  came_back: boolean;
  kind: ReminderKind;
  status: LetterStatus;
  status_reason: string | null;
  decided_at: Date;
  submitted_at: Date | null;
  corrected_at: Date | null;
  to_address: string;
  message_id: string;
  told: InvoiceFacts | null;
}
interface HoldRow {
  customer_id: string;
  id: string;
  invoice_id: string | null;
  until: string | null;
  why: string;
  by: string;
}
interface TaskRow extends KeptTask {
  customer_id: string;
  case_id: string | null;
}

const NO_HOLDS: { readonly rows: readonly HoldRow[] } = { rows: [] };

/**
 * What we remember of the reminders of those of these customers of whom we have any, those of settled invoices
 * included: a reopened one goes on counting where it was.
 * @param hasHolds there may be holds by hand among them
 * @param capturedCounts letters that were only captured count as told
 */
export async function readDunningMemories(
  pool: Pool,
  which: WhichCustomers,
  hasHolds = true,
  capturedCounts = true,
): Promise<ReadonlyMap<string, DunningMemory>> {
  const { where, values } = among(which);
  const [reminders, holds, tasks] = await Promise.all([
    pool.query<ReminderRow>(
      `select c.customer_id, c.letter_id, c.invoice_id, c.ordinal, c.rung, c.tone, c.ended_at is not null as ended,
         l.kind, ${statusAsItCounts(capturedCounts)} as status, l.status_reason, l.decided_at, l.submitted_at,
         case when l.status = 'corrected' then l.settled_at end as corrected_at, l.to_address, l.message_id,
         l.soft_bounces > 0 as came_back,
         case when c.ended_at is null then (
           select told from jsonb_array_elements(l.facts -> 'invoices') told where told ->> 'id' = c.invoice_id limit 1
         ) end as told
       from reminders c join letters l on l.id = c.letter_id
       where true ${where} order by l.decided_at, c.ordinal`,
      values,
    ),
    hasHolds
      ? pool.query<HoldRow>(
          `select customer_id, id, invoice_id, until, why, by from holds c
           where lifted_at is null ${where} order by id`,
          values,
        )
      : NO_HOLDS,
    pool.query<TaskRow>(
      // A review ends when somebody says so, or with its case: what stood still for it moves again.
      `select c.customer_id, c.key, c.kind, c.created_at, c.done_at, c.result, c.case_id
       from tasks c left join cases k on k.id = c.case_id
       where (c.case_id is null
              or (c.kind = 'review-credit-limit' and c.done_at is null and k.closed_at is null)) ${where}
       order by c.created_at, c.key`,
      values,
    ),
  ]);
  const remindersOf = grouped(reminders.rows, ({ customer_id }) => customer_id, reminder);
  const holdsOf = grouped(holds.rows, ({ customer_id }) => customer_id, handHold);
  const tasksOf = grouped(
    tasks.rows.filter(({ case_id }) => case_id === null),
    ({ customer_id }) => customer_id,
    caseTask,
  );
  const reviewed = new Set(
    tasks.rows.filter(({ case_id }) => case_id !== null).map(({ customer_id }) => customer_id),
  );
  const memories = new Map<string, DunningMemory>();
  for (const id of new Set([...remindersOf.keys(), ...holdsOf.keys(), ...tasksOf.keys(), ...reviewed]))
    memories.set(id, {
      ...NOTHING_DUNNED,
      reminders: remindersOf.get(id) ?? [],
      holds: holdsOf.get(id) ?? [],
      tasks: tasksOf.get(id) ?? [],
      creditReviewOpen: reviewed.has(id),
    });
  return memories;
}

const moment = (date: Date): Instant => instantOf(date.getTime());

const reminder = (row: ReminderRow): Reminder => ({
  letterId: row.letter_id as LetterId,
  invoiceId: row.invoice_id as InvoiceId,
  kind: row.kind,
  ordinal: row.ordinal,
  rung: row.rung,
  tone: row.tone,
  status: row.status,
  decidedAt: moment(row.decided_at),
  submittedAt: row.submitted_at === null ? null : moment(row.submitted_at),
  ...(row.corrected_at !== null && { correctedAt: moment(row.corrected_at) }),
  address: row.to_address,
  messageId: row.message_id,
  told: row.told,
  cameBack: row.came_back,
  ended: row.ended,
});

const handHold = ({ id, invoice_id, until, why, by }: HoldRow): HandHold => ({
  id,
  invoiceId: invoice_id as InvoiceId | null,
  until,
  why,
  by,
});
