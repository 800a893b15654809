import type { Instant } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import type { ItemKind } from '../customer/ids.ts';
import { type Fate, fatesOf, type KnownHistory, learnedLane } from './fate.ts';

/** One fate and the cell that it counts to. */
export interface Lesson {
  readonly kind: ItemKind;
  readonly lane: string | null;
  readonly until: 'done' | 'left';
  readonly fate: Fate;
}

/** All that an item teaches as it was known at `now`. */
export function lessonsOf(history: KnownHistory, zone: Zone, now: Instant): readonly Lesson[] {
  const { kind } = history;
  const lane = learnedLane(history.lane);
  const { toDone, stays } = fatesOf(history, zone, now);
  return [
    ...toDone.map((fate) => ({ kind, lane, until: 'done' as const, fate })),
    // How long a stage lasts is asked of the stage alone, whatever the lane.
    ...stays.map((fate) => ({ kind, lane: null, until: 'left' as const, fate })),
  ];
}

/** Whether the lesson stands among these. No lesson stands twice: an item enters a stage once at a moment. */
export const holds = (lessons: readonly Lesson[], { kind, lane, until, fate }: Lesson): boolean =>
  lessons.some(
    (other) =>
      other.fate.since === fate.since &&
      other.fate.stage === fate.stage &&
      other.until === until &&
      other.lane === lane &&
      other.kind === kind &&
      other.fate.end?.how === fate.end?.how &&
      other.fate.end?.at === fate.end?.at,
  );
