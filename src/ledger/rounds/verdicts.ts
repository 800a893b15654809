import type { Pool, PoolClient } from 'pg';
import { type Day, type Instant, type IsoDay, isoDay, isoInstant } from '../../calendar/time.ts';
import type { CustomerId } from '../../customer/ids.ts';
import { amountOf } from '../../customer/money.ts';
import { type CopiedRow, copyIn } from '../../database/copy-in.ts';
import { textArray } from '../../database/postgres-text.ts';
import { changedBy, ledger } from '../../database/query.ts';
import type { Verdict } from '../../dunning/verdict.ts';
import { countKeptBack } from './days.ts';

/** A verdict with its reasons in words, as the ledger keeps it. */
export interface KeptVerdict {
  readonly customerId: CustomerId;
  readonly verdict: Verdict;
  /** Of its invoice, in minor units; null: nothing is open on it. */
  readonly owed: { readonly dueOn: Day; readonly open: bigint; readonly currency: string } | null;
  /** Sentences in the admin language. */
  readonly reasons: readonly string[];
  /** When the payments were fresh; null: nobody knows. */
  readonly factsAsOf: Instant | null;
}

/** When a round is, and the day that this is to the company. */
export interface RoundMoment {
  readonly now: Instant;
  readonly today: IsoDay;
}

/** Writes verdicts over those of the round before. */
export async function keepVerdicts(
  client: PoolClient,
  roundId: string,
  { now, today }: RoundMoment,
  verdicts: readonly KeptVerdict[],
): Promise<void> {
  if (verdicts.length === 0) return;
  await client.query('create temp table if not exists coming_verdicts (like verdicts) on commit delete rows');
  await copyIn(
    client,
    'coming_verdicts',
    verdicts.map((kept) => verdictRow(kept, roundId, isoInstant(now))),
  );
  await countKeptBack(client, today);
  await client.query(
    `insert into verdicts select * from coming_verdicts
     on conflict (key) do update set customer_id = excluded.customer_id, days_overdue = excluded.days_overdue,
       record = excluded.record, usual_lateness = excluded.usual_lateness, rung = excluded.rung, asked_tone = excluded.asked_tone, verdict = excluded.verdict,
       allowed_tone = excluded.allowed_tone, release = excluded.release, without_tone = excluded.without_tone, holds = excluded.holds,
       reasons = excluded.reasons, because = excluded.because, until = excluded.until, decided_at = excluded.decided_at,
       facts_as_of = excluded.facts_as_of, round_id = excluded.round_id, due_on = excluded.due_on,
       open_amount = excluded.open_amount, currency = excluded.currency`,
  );
}

const verdictRow = (
  { customerId, verdict, owed, reasons, factsAsOf }: KeptVerdict,
  roundId: string,
  at: string,
): CopiedRow => ({
  key: verdict.plannedLetter === null ? `invoice:${verdict.invoiceId}` : `letter:${verdict.plannedLetter}`,
  invoice_id: verdict.invoiceId,
  planned_letter: verdict.plannedLetter,
  customer_id: customerId,
  days_overdue: verdict.daysOverdue,
  record: verdict.record.grade,
  usual_lateness: verdict.record.usualLateness ?? null,
  rung: verdict.rung?.rung ?? null,
  asked_tone: verdict.askedTone,
  verdict: verdict.do,
  allowed_tone: verdict.tone,
  release: verdict.release,
  without_tone: verdict.without,
  holds: textArray(verdict.holds.map(({ code }) => code)),
  reasons: textArray(reasons),
  because: verdict.holds[0]?.code ?? verdict.reasons[0]?.code ?? null,
  until: verdict.until,
  decided_at: at,
  facts_as_of: factsAsOf === null ? null : isoInstant(factsAsOf),
  round_id: roundId,
  due_on: owed && isoDay(owed.dueOn),
  open_amount: owed && amountOf(owed.open, owed.currency).amount,
  currency: owed?.currency ?? null,
});

/** A round judged everything anew: what it did not judge is no longer overdue, and its verdict goes. */
export const dropOldVerdicts = (pool: Pool, roundId: string): Promise<unknown> =>
  changedBy(pool, ledger.deleteFrom('verdicts').where('round_id', 'is distinct from', roundId));
