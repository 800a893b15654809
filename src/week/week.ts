import { z } from 'zod';
import { weeksLater } from '../calendar/iso-week.ts';
import { type Day, type IsoDay, isoDay } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';
import { stageNamed } from '../policy/stage.ts';
import { STAGE_KINDS, type StageKind } from '../policy/stage-kinds.ts';
import type { Allowance } from './allowances.ts';

/** The figures of a week, each of which is held against those before. Null: it was not counted. */
export const FIGURES = [
  // Customers who waited too long, and the working days on which their items stood late, all together.
  'customers',
  'days_lost',
  // Words that were due: those that were kept, and the others.
  'words_kept',
  'words_broken',
  // Orders and jobs that were done by their promised day, and those whose day passed.
  'promises_kept',
  'promises_broken',
  // Letters that went, and harsh ones that did not.
  'letters',
  'harsh_kept_back',
] as const;
export type FigureName = (typeof FIGURES)[number];
export type Figures = Readonly<Record<FigureName, number | null>>;

/** What customers who waited too long are told apart by. */
export const POTHOLES = ['stage', 'reason', 'supplier', 'owner'] as const;
export type PotholeBy = (typeof POTHOLES)[number];

const count = z.int().nonnegative();
const figures = z.strictObject(
  Object.fromEntries(FIGURES.map((name) => [name, count.nullable()])) as Record<
    FigureName,
    z.ZodNullable<typeof count>
  >,
);

/** All that is kept of a week that is over: counts, of no customer and no item. */
export const weekSchema = z.strictObject({
  figures,
  /** Customers who waited, by what their stage means; the most first. */
  waited_for: z.array(z.strictObject({ kind: z.enum(STAGE_KINDS), customers: count })),
  potholes: z.array(
    z.strictObject({
      by: z.enum(POTHOLES),
      /** A stage, a code, a supplier, or a person's id; null: the rows say none. */
      name: z.string().nullable(),
      customers: count,
      items: count,
      days_lost: count,
    }),
  ),
  harsh_because: z.array(z.strictObject({ code: z.string(), letters: count })),
  /** Customers for whom something of ours went wrong in it, and whose next contacts are watched since; weeks of before do not say. */
  mended: count.optional(),
  /** Of the last round: null where there was none. */
  to_mend: z
    .strictObject({
      rows_set_aside: count,
      fields_in_doubt: count,
      unmapped_stages: count,
      unsaid_reasons: count,
      no_address: count,
    })
    .nullable(),
  allowances: z.array(
    z.strictObject({
      stage: z.string(),
      allowance: z.number(),
      half: z.number().nullable(),
      most: z.number(),
      is: z.enum(['too_short', 'too_long']),
    }),
  ),
});
export type Week = z.infer<typeof weekSchema>;
export type Pothole = Week['potholes'][number];

/** What the ledger tells of a week, before it is put together. */
export interface WeekRows {
  /** Days on which a round counted who was late: on none of them nobody knows. */
  readonly countedDays: number;
  /** All of it together, and told apart by each; `by` null: all of it. */
  readonly late: readonly {
    readonly by: PotholeBy | null;
    readonly name: string | null;
    readonly customers: number;
    readonly items: number;
    readonly days: number;
  }[];
  /** Promises that broke in the week. */
  readonly promisesBroken: number;
  /** Sums over the days of the week; null where no day was counted. */
  readonly days: Readonly<
    Record<'submitted' | 'words_due' | 'words_kept' | 'promises_kept' | 'harsh_kept_back', number | null>
  >;
  readonly harsh: Week['harsh_because'];
  readonly toMend: Week['to_mend'];
  readonly mended?: number | undefined;
}

/** So many potholes of each kind are told. */
const MOST_POTHOLES = 10;

/** Pure: a week from the rows of it. */
export function weekOf(
  { countedDays, late, promisesBroken, days, harsh, toMend, mended }: WeekRows,
  allowances: readonly Allowance[],
  rules: Rules,
): Week {
  const all = late.find(({ by }) => by === null);
  const ifCounted = (value: number): number | null => (countedDays === 0 ? null : value);
  const { words_due: due, words_kept: kept } = days;
  return {
    figures: {
      customers: ifCounted(all?.customers ?? 0),
      days_lost: ifCounted(all?.days ?? 0),
      words_kept: kept,
      words_broken: due === null || kept === null ? null : Math.max(0, due - kept),
      promises_kept: days.promises_kept,
      promises_broken: ifCounted(promisesBroken),
      letters: days.submitted,
      harsh_kept_back: days.harsh_kept_back,
    },
    waited_for: waitedFor(late, rules),
    potholes: POTHOLES.flatMap((by) => worst(late, by)),
    harsh_because: harsh.toSorted((a, b) => b.letters - a.letters || a.code.localeCompare(b.code)),
    to_mend: toMend,
    ...(mended === undefined ? {} : { mended }),
    allowances: [...allowances],
  };
}

function waitedFor(late: WeekRows['late'], rules: Rules): Week['waited_for'] {
  const kinds = new Map<StageKind, number>();
  for (const { by, name, customers } of late) {
    if (by !== 'stage' || name === null) continue;
    const { kind } = stageNamed(name, rules);
    kinds.set(kind, (kinds.get(kind) ?? 0) + customers);
  }
  return [...kinds]
    .map(([kind, customers]) => ({ kind, customers }))
    .sort((a, b) => b.customers - a.customers || a.kind.localeCompare(b.kind));
}

/** Where most days were lost; what no row names is no pothole where no row at all names one. */
function worst(late: WeekRows['late'], by: PotholeBy): readonly Pothole[] {
  const theirs = late.filter((row) => row.by === by);
  if (theirs.every(({ name }) => name === null)) return [];
  return theirs
    .map(({ name, customers, items, days }) => ({ by, name, customers, items, days_lost: days }))
    .sort((a, b) => b.days_lost - a.days_lost || b.customers - a.customers || order(a.name, b.name))
    .slice(0, MOST_POTHOLES);
}

const order = (a: string | null, b: string | null): number => (a ?? '').localeCompare(b ?? '');

/** Weeks that a figure is drawn over, this one included. */
export const WEEKS_SHOWN = 12;

/** A figure of a week with those before it. */
export interface FigureCompared {
  readonly name: FigureName;
  readonly value: number | null;
  /** More or less than the week before; null where either was not counted. */
  readonly change: number | null;
  /** Of the last twelve weeks, this one last; null where it was not counted. */
  readonly past: readonly (number | null)[];
}

/**
 * Pure: each figure beside those of the weeks before.
 * @param before figures by the ISO day of their Monday
 * @param isOver some days of a week are neither more nor less than a whole one
 */
export function compared(
  figuresNow: Figures,
  monday: Day,
  before: ReadonlyMap<IsoDay, Figures>,
  isOver = true,
): readonly FigureCompared[] {
  const weeks = Array.from({ length: WEEKS_SHOWN }, (_, nth) => {
    const back = WEEKS_SHOWN - 1 - nth;
    return back === 0 ? figuresNow : before.get(isoDay(weeksLater(monday, -back)));
  });
  return FIGURES.map((name) => {
    const past = weeks.map((week) => week?.[name] ?? null);
    const [last = null, value = null] = past.slice(-2);
    const change = value === null || last === null || !isOver ? null : value - last;
    return { name, value, change, past };
  });
}

/** The week in one sentence, before words: how many waited too long, how many more than last week, and most for what. */
export interface Headline {
  /** Null: nobody counted. */
  readonly customers: number | null;
  readonly change: number | null;
  /** Null: nobody waited, or for as many things. */
  readonly mostFor: StageKind | null;
}

/** Pure. Two kinds that as many wait for are no "most". */
export function headlineOf({ waited_for: kinds }: Week, figuresBeside: readonly FigureCompared[]): Headline {
  const customers = figuresBeside.find(({ name }) => name === 'customers');
  const [first, second] = kinds;
  const mostFor = first && first.customers > (second?.customers ?? 0) ? first.kind : null;
  return { customers: customers?.value ?? null, change: customers?.change ?? null, mostFor };
}
