import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Day, type Instant, instantOf, parseDay } from '../../src/calendar/time.ts';
import type { ItemKind } from '../../src/customer/ids.ts';
import type { Rehearsed } from '../../src/usual/rehearse.ts';

/** One item of a real history: what the worker would have known, and what became of it. */
export interface RealItem extends Rehearsed {
  readonly promised: Day | null;
}

const moment = z.string().transform((text, context): Instant | null => {
  if (text === '') return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) context.addIssue(`${text} is no moment`);
  return instantOf(ms);
});
const day = z.string().transform((text, context): Day | null => {
  if (text === '') return null;
  const found = parseDay(text);
  if (found === null) context.addIssue(`${text} is no day`);
  return found;
});

const itemRow = z.object({
  id: z.string(),
  placed_at: moment.optional(),
  reported_at: moment.optional(),
  promised_for: day,
  closed_at: moment,
  outcome: z.string(),
});
const eventRow = z.object({
  item_kind: z.string(),
  item_id: z.string(),
  stage: z.string(),
  at: moment,
});
const laneRow = z.object({ order_id: z.string(), lane: z.string() });

/** The outcomes that mean that nobody waits any more, although it was never done. */
const CANCELLED = /^cancel/i;

/** Reads every row, and throws on one that cannot be read: nothing is left out in silence. */
const rowsOf = <Row>(file: string, row: z.ZodType<Row>): readonly Row[] =>
  parse(readFileSync(file, 'utf8'), { columns: true }).map((raw: unknown) => row.parse(raw));

/** The items of a folder in the contract's CSV form; `lanes` is a file of `order_id,lane`. */
export function readItems(folder: string, kind: ItemKind, lanes: string | null): readonly RealItem[] {
  const laneOf = new Map(
    lanes === null ? [] : rowsOf(lanes, laneRow).map(({ order_id, lane }) => [order_id, lane]),
  );
  const stages = new Map<string, { stage: string; at: Instant }[]>();
  for (const { item_kind, item_id, stage, at } of rowsOf(`${folder}/stage_events.csv`, eventRow)) {
    if (item_kind !== kind || at === null)
      throw new Error(`An event of ${item_kind} ${item_id} has no place here`);
    const known = stages.get(item_id) ?? [];
    known.push({ stage, at });
    stages.set(item_id, known);
  }
  return rowsOf(`${folder}/${kind === 'order' ? 'orders' : 'service_jobs'}.csv`, itemRow).map((row) => ({
    key: row.id,
    promised: row.promised_for,
    history: {
      kind,
      lane: laneOf.get(row.id) ?? null,
      opened: row.placed_at ?? row.reported_at ?? null,
      stages: stages.get(row.id) ?? [],
      promises: row.promised_for === null ? [] : [{ day: row.promised_for, from: null }],
      endings:
        row.closed_at === null
          ? []
          : [{ how: CANCELLED.test(row.outcome) ? 'cancelled' : 'done', at: row.closed_at }],
    },
  }));
}
