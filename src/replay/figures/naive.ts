import { z } from 'zod';
import { DAY, type Day, dayOf, type Instant } from '../../calendar/time.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isOpenAt, standingAt } from '../past/as-known.ts';
import type { ItemFate } from '../playing/fate.ts';
import type { Played } from '../playing/played.ts';
import type { Replayed } from '../playing/replayed.ts';

/** What a company would do without us: rules that need one look at the row. */
export const NAIVE_RULES = [
  'promise_past',
  'open_on_the_morning',
  'open_one_day_before',
  'open_two_days_before',
  'stage_over_14_days',
  'carrier_over_14_days',
] as const;
type NaiveRule = (typeof NAIVE_RULES)[number];

export const naiveSchema = z.strictObject({
  rule: z.enum(NAIVE_RULES),
  /** Late items written to before the day broke, of all late ones. */
  late_warned: z.int(),
  late: z.int(),
  /** Of these two working days before the promised day or more. */
  late_warned_ahead: z.int(),
  /** All written to before the day broke. */
  warned: z.int(),
  /** Items in time that were written to, of all in time. */
  on_time_written: z.int(),
  on_time: z.int(),
});
export type Naive = z.infer<typeof naiveSchema>;

const AHEAD = 2;
const FORTNIGHT = 14 * DAY;

/** The naive rules, asked on the same mornings about the same items. */
export function naiveRules(replayed: Replayed): readonly Naive[] {
  const decided = replayed.fates.filter(({ outcome }) => outcome === 'late' || outcome === 'on_time');
  const late = decided.filter(({ outcome }) => outcome === 'late').length;
  const day: Record<NaiveRule, (fate: ItemFate) => Day | null> = {
    promise_past: (fate) => morningAfter(replayed, fate),
    open_on_the_morning: (fate) => morningBefore(replayed, fate, 0),
    open_one_day_before: (fate) => morningBefore(replayed, fate, 1),
    open_two_days_before: (fate) => morningBefore(replayed, fate, 2),
    stage_over_14_days: (fate) => morningOfLongStage(replayed, fate, () => true),
    carrier_over_14_days: (fate) =>
      morningOfLongStage(
        replayed,
        fate,
        (stage) => stageNamed(stage, replayed.played.rules).kind === 'in_transit',
      ),
  };
  return NAIVE_RULES.map((rule) => {
    const count = { late_warned: 0, late_warned_ahead: 0, warned: 0, on_time_written: 0 };
    for (const fate of decided) {
      const on = day[rule](fate);
      if (on === null || fate.promisedFor === null) continue;
      if (fate.outcome === 'on_time') count.on_time_written += 1;
      if (on > fate.promisedFor) continue;
      count.warned += 1;
      if (fate.outcome !== 'late') continue;
      count.late_warned += 1;
      if (replayed.workingDays(on, fate.promisedFor) >= AHEAD) count.late_warned_ahead += 1;
    }
    return { rule, late, on_time: decided.length - late, ...count };
  });
}

type PlayedMorning = Played['mornings'][number];

/** It waited for us that morning. */
const waits = ({ history, doneAt }: ItemFate, at: Instant): boolean =>
  isOpenAt(history, at) && (doneAt === null || doneAt > at);

function morningAfter({ played: { mornings } }: Replayed, fate: ItemFate): Day | null {
  const morning = mornings[firstAfter(mornings, fate.promisedFor)];
  return morning && waits(fate, morning.at) ? morning.day : null;
}

/** The last morning that leaves so many working days to the promised one, if the item waits then. */
function morningBefore(replayed: Replayed, fate: ItemFate, left: number): Day | null {
  const { mornings } = replayed.played;
  const { promisedFor } = fate;
  if (promisedFor === null) return null;
  for (let nth = firstAfter(mornings, promisedFor) - 1; nth >= 0; nth -= 1) {
    const morning = mornings[nth];
    if (!morning) return null;
    if (replayed.workingDays(morning.day, promisedFor) < left) continue;
    return waits(fate, morning.at) ? morning.day : null;
  }
  return null;
}

/** The first morning up to the promised day on which the item had stood at one stage for longer than a fortnight. */
function morningOfLongStage(
  replayed: Replayed,
  fate: ItemFate,
  counts: (stage: string) => boolean,
): Day | null {
  const { mornings } = replayed.played;
  const { promisedFor } = fate;
  if (promisedFor === null) return null;
  const last = firstAfter(mornings, promisedFor);
  for (let nth = firstAfter(mornings, dayOf(fate.openedOn + 13)); nth < last; nth += 1) {
    const morning = mornings[nth];
    if (!morning || !waits(fate, morning.at)) continue;
    const { stage, since } = standingAt(fate.history, morning.at);
    if (since !== null && morning.at - since > FORTNIGHT && counts(stage)) return morning.day;
  }
  return null;
}

/** The place of the first morning after a day; found by halves, since every item asks. */
function firstAfter(mornings: readonly PlayedMorning[], day: Day | null): number {
  let [low, high] = [0, mornings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mornings[middle]?.day ?? 0) > (day ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
