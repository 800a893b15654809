import { z } from 'zod';
import { tripWhy } from '../../guards/trip-why.ts';

/*
 * What a page reads of a stored report. Versions before may have written less: what is missing is nothing, and what does
 * not fit never keeps a page from being shown.
 */
const count = z.number().catch(0);
const totals = z
  .object({
    paused: z.string().nullable().catch(null),
    looked: z
      .object({ customers: count, orders: count, service_jobs: count })
      .catch({ customers: 0, orders: 0, service_jobs: 0 }),
    found: z.record(z.string(), z.number()).catch({}),
    written: count,
    held: count,
    handed_over: count,
    nothing_new: count,
    guard: z.string().nullable().catch(null),
    guard_id: z.coerce.string().nullable().catch(null),
    suppressed_harsh: count,
    suppressed_because: z.record(z.string(), z.number()).catch({}),
    verdict_counts: z.record(z.string(), z.number()).catch({}),
    counts: z
      .object({ quarantined: count, doubtful: count, tasks: count, verdicts: count })
      .catch({ quarantined: 0, doubtful: 0, tasks: 0, verdicts: 0 }),
  })
  .nullable()
  .catch(null);

/** A report without its lists; null where there is no report. Counts by name come as pairs, the largest first. */
export function roundTotals(raw: unknown) {
  const read = totals.parse(raw);
  return (
    read && {
      ...read,
      guard: read.guard?.slice(0, 2_000) ?? null,
      found: pairs(read.found),
      suppressed_because: pairs(read.suppressed_because),
      verdict_counts: pairs(read.verdict_counts),
    }
  );
}

const pairs = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, many]) => many > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, many]) => ({ name: name.slice(0, 60), count: many }));

const text = z.coerce.string().catch('');
const about = z.array(z.object({ kind: text, id: text })).catch([]);
const fault = { reason: text, fault: z.unknown().optional() };
const guards = z.array(z.object({ why: z.array(tripWhy), number: z.string().nullable() }));
const lists = z
  .object({
    guards: guards.catch([]),
    quarantined: z.array(z.object({ table: text, id: text, ...fault })).catch([]),
    doubtful: z.array(z.object({ table: text, id: text, field: text, ...fault })).catch([]),
    unmapped_stages: z.array(text).catch([]),
    tasks: z
      .array(z.object({ kind: text, for: z.string().nullable().catch(null), customer_id: text, about }))
      .catch([]),
  })
  .catch({ guards: [], quarantined: [], doubtful: [], unmapped_stages: [], tasks: [] });

/** The first entries of a report's lists. */
export const roundLists = (raw: unknown): z.infer<typeof lists> => lists.parse(raw ?? {});
