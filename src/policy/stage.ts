import { stageKey } from '../customer/stage-key.ts';
import type { Rules } from './rules.ts';
import type { StageKind } from './stage-kinds.ts';

/** A stage as policy maps it. Unmapped names count as work in progress, and are named in the round report. */
export interface Stage {
  readonly kind: StageKind;
  /** Working days it may take. */
  readonly allowance: number;
  /** The allowance is the stage's own, and not the default one. */
  readonly hasOwn: boolean;
  /** What it waits for from the customer; null: their answer. */
  readonly needs: string | null;
  readonly mapped: boolean;
}

const byRules = new WeakMap<Rules, Map<string, Stage>>();
/** Hostile exports may hold endless stage names; real companies have dozens. */
const MOST_NAMES = 10_000;

/** What a stage of the company means: its kind and allowance (source: policy `waiting.stages`). */
export function stageNamed(name: string, rules: Rules): Stage {
  const known = byRules.get(rules) ?? new Map<string, Stage>();
  byRules.set(rules, known);
  let stage = known.get(name);
  if (!stage) {
    const rule = rules.waiting.stages.get(stageKey(name));
    stage = rule
      ? { ...rule, mapped: true }
      : {
          kind: 'in_progress',
          allowance: rules.waiting.defaultAllowance,
          hasOwn: false,
          needs: null,
          mapped: false,
        };
    if (known.size < MOST_NAMES) known.set(name, stage);
  }
  return stage;
}
