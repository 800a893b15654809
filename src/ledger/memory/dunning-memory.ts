import { sql } from 'kysely';
import type { Pool } from 'pg';
import { instantFrom } from '../../calendar/time.ts';
import type { InvoiceId, LetterId } from '../../customer/ids.ts';
import type { ReminderKind } from '../../customer/letter-kinds.ts';
import type { InvoiceFacts } from '../../customer/money-facts.ts';
import {
  type DunningMemory,
  type HandHold,
  NOTHING_DUNNED,
  type Reminder,
} from '../../customer/reminders.ts';
import { ledger, type RowOf, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { countedStatus } from '../letter-states/captured.ts';
import { among, type WhichCustomers } from './among.ts';
import { caseTask } from './case-task.ts';

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
  const their = among(which);
  const [reminders, holds, tasks] = await Promise.all([
    rowsOf(pool, reminderRows(capturedCounts).where(their)),
    hasHolds ? rowsOf(pool, holdRows.where(their)) : [],
    rowsOf(pool, taskRows.where(their)),
  ]);
  const remindersOf = grouped(reminders, ({ customer_id }) => customer_id, reminder);
  const holdsOf = grouped(holds, ({ customer_id }) => customer_id, handHold);
  const tasksOf = grouped(
    tasks.filter(({ case_id }) => case_id === null),
    ({ customer_id }) => customer_id,
    caseTask,
  );
  const reviewed = new Set(
    tasks.filter(({ case_id }) => case_id !== null).map(({ customer_id }) => customer_id),
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

const reminderRows = (capturedCounts: boolean) =>
  ledger
    .selectFrom('reminders as c')
    .innerJoin('letters as l', 'l.id', 'c.letter_id')
    .select(['c.customer_id', 'c.letter_id', 'c.invoice_id', 'c.ordinal', 'c.rung', 'c.tone', 'c.ended_at'])
    .select(['l.kind', 'l.decided_at', 'l.submitted_at', 'l.to_address', 'l.message_id', 'l.soft_bounces'])
    .select(countedStatus(capturedCounts).as('status'))
    .select(sql<Date | null>`case when l.status = 'corrected' then l.settled_at end`.as('corrected_at'))
    .select(
      sql<InvoiceFacts | null>`case when c.ended_at is null then (
      select told from jsonb_array_elements(l.facts -> 'invoices') told where told ->> 'id' = c.invoice_id limit 1
    ) end`.as('told'),
    )
    .$narrowType<{ kind: ReminderKind }>()
    .orderBy('l.decided_at')
    .orderBy('c.ordinal');

const holdRows = ledger
  .selectFrom('holds as c')
  .select(['customer_id', 'id', 'invoice_id', 'until', 'why', 'by'])
  .where('lifted_at', 'is', null)
  .orderBy('id');

// A review ends when somebody says so, or with its case: what stood still for it moves again.
const taskRows = ledger
  .selectFrom('tasks as c')
  .leftJoin('cases as k', 'k.id', 'c.case_id')
  .select(['c.customer_id', 'c.key', 'c.kind', 'c.created_at', 'c.done_at', 'c.result', 'c.case_id'])
  .where(({ eb, or, and }) =>
    or([
      eb('c.case_id', 'is', null),
      and([
        eb('c.kind', '=', 'review-credit-limit'),
        eb('c.done_at', 'is', null),
        eb('k.closed_at', 'is', null),
      ]),
    ]),
  )
  .orderBy('c.created_at')
  .orderBy('c.key');

const reminder = (row: RowOf<ReturnType<typeof reminderRows>>): Reminder => ({
  letterId: row.letter_id as LetterId,
  invoiceId: row.invoice_id as InvoiceId,
  kind: row.kind,
  ordinal: row.ordinal,
  rung: row.rung,
  tone: row.tone,
  status: row.status,
  decidedAt: instantFrom(row.decided_at),
  submittedAt: instantFrom(row.submitted_at),
  ...(row.corrected_at !== null && { correctedAt: instantFrom(row.corrected_at) }),
  address: row.to_address,
  messageId: row.message_id,
  told: row.told,
  cameBack: row.soft_bounces > 0,
  ended: row.ended_at !== null,
});

const handHold = ({ id, invoice_id, until, why, by }: RowOf<typeof holdRows>): HandHold => ({
  id,
  invoiceId: invoice_id as InvoiceId | null,
  until,
  why,
  by,
});
