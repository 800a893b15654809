import type { Rules } from '../policy/rules.ts';
import { stageNamed } from '../policy/stage.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import type { KnownTimes } from '../usual/known-times.ts';
import { stagesKnown } from '../usual/stages-known.ts';

/** An allowance that does not fit how long the stage usually lasts. Working days. */
export interface Allowance {
  readonly stage: string;
  readonly allowance: number;
  /** Half of the stays took up to this; null: most are in it yet. */
  readonly half: number | null;
  /** Four of five were over by then. */
  readonly most: number;
  readonly is: 'too_short' | 'too_long';
}

/** From so many times of what is usual an allowance says nothing any more. */
const TOO_LONG = 2;
/** Working days more than usual that are nobody's concern. */
const SLACK = 2;
const MOST = 20;

/**
 * Pure: the stages whose own allowance is shorter than four of five stays, so that every fifth of them counts as late though it is as
 * usual, or far longer, so that a stall is noticed late. The worst first. Nothing where history has taught nothing.
 */
export function misfits(usual: KnownTimes | null, rules: Rules): readonly Allowance[] {
  if (usual === null) return [];
  const found = stagesKnown(usual).flatMap(({ stage, stay }): readonly Allowance[] => {
    const { kind, allowance, hasOwn } = stageNamed(stage, rules);
    const most = stay?.most ?? null;
    if (most === null || !hasOwn || isFinished(kind)) return [];
    const half = stay?.median ?? null;
    if (allowance < most) return [{ stage, allowance, half, most, is: 'too_short' }];
    const isLong = allowance > TOO_LONG * most && allowance - most > SLACK;
    return isLong ? [{ stage, allowance, half, most, is: 'too_long' }] : [];
  });
  return found
    .toSorted((a, b) => Math.abs(b.most - b.allowance) - Math.abs(a.most - a.allowance))
    .slice(0, MOST);
}
