import type { StageKnown } from '../usual/stages-known.ts';
import type { UsualStay } from '../usual/usual-time.ts';
import { frozenMap } from './frozen.ts';
import type { Rules } from './rules.ts';
import { stageNamed } from './stage.ts';
import { isFinished, type StageKind } from './stage-kinds.ts';

/** An allowance that history suggests for a stage. */
export interface SuggestedStage {
  /** As policy names it: in small letters. */
  readonly stage: string;
  /** As it counts now. */
  readonly kind: StageKind;
  readonly mapped: boolean;
  /** Working days: what the policy says now, and what four of five stays took, rounded up. */
  readonly now: number;
  readonly suggested: number;
  readonly stay: UsualStay;
}

/** A stage that is left as it is, because too little is known of it. */
export interface UnknownStage {
  readonly stage: string;
  readonly why: 'too_few_stays' | 'most_are_in_it_yet';
}

export interface SuggestedStages {
  readonly stages: readonly SuggestedStage[];
  readonly left: readonly UnknownStage[];
}

/**
 * The allowances that usual stays suggest, in the order in which items go through their stages. A stage of orders and of jobs
 * gets the longer one. What is finished has no allowance.
 * @param places where each stage usually stands among those of an item, 0 to 1
 */
export function suggestedStages(
  known: readonly StageKnown[],
  places: ReadonlyMap<string, number>,
  rules: Rules,
): SuggestedStages {
  const stages = new Map<string, SuggestedStage>();
  const left = new Map<string, UnknownStage>();
  for (const { stage, stay } of known) {
    const { kind, allowance, mapped } = stageNamed(stage, rules);
    if (isFinished(kind)) continue;
    if (stay === null || stay.most === null) {
      left.set(stage, { stage, why: stay === null ? 'too_few_stays' : 'most_are_in_it_yet' });
      continue;
    }
    const suggested = Math.max(1, Math.ceil(stay.most));
    if ((stages.get(stage)?.suggested ?? 0) < suggested)
      stages.set(stage, { stage, kind, mapped, now: allowance, suggested, stay });
  }
  const place = ({ stage }: { readonly stage: string }): number => places.get(stage) ?? 1;
  const inOrder = <Each extends { readonly stage: string }>(all: Iterable<Each>): readonly Each[] =>
    [...all].sort((a, b) => place(a) - place(b) || (a.stage < b.stage ? -1 : 1));
  return {
    stages: inOrder(stages.values()),
    left: inOrder([...left.values()].filter(({ stage }) => !stages.has(stage))),
  };
}

/** The rules as they would be with these allowances. */
export const withSuggested = (rules: Rules, stages: readonly SuggestedStage[]): Rules => ({
  ...rules,
  waiting: {
    ...rules.waiting,
    stages: frozenMap([
      ...rules.waiting.stages,
      ...stages.map(({ stage, kind, suggested }) => {
        const needs = rules.waiting.stages.get(stage)?.needs ?? null;
        return [stage, { kind, allowance: suggested, hasOwn: true, needs }] as const;
      }),
    ]),
  },
});
