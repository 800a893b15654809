import type { ItemKind } from '../customer/ids.ts';
import { push } from '../grouped.ts';
import type { KnownHistory } from './fate.ts';
import { learnedStage } from './fate.ts';
import type { KnownTimes } from './known-times.ts';
import { type UsualStay, usualStay } from './usual-time.ts';

/** A stage that history has shown, and how long it usually lasts; null: too few stays to tell. */
export interface StageKnown {
  readonly kind: ItemKind;
  /** As it is learned: in small letters. */
  readonly stage: string;
  readonly stay: UsualStay | null;
}

/** Every stage that was ever entered, by kind and name. */
export function stagesKnown(times: KnownTimes): readonly StageKnown[] {
  const stages = new Map<string, StageKnown>();
  for (const { kind, stage, until } of Object.values(times.usual.cells)) {
    if (until !== 'left' || stage === null) continue;
    const key = `${kind}:${stage}`;
    if (!stages.has(key)) stages.set(key, { kind, stage, stay: usualStay(times, kind, stage) });
  }
  return [...stages.keys()].sort().flatMap((key) => stages.get(key) ?? []);
}

/**
 * Where each stage usually stands among those of an item, from 0 (the first) to 1 (the last): the median over the items
 * that entered it.
 */
export function stagePlaces(histories: Iterable<KnownHistory>): ReadonlyMap<string, number> {
  const seen = new Map<string, number[]>();
  for (const { stages } of histories) {
    const names = [
      ...new Set([...stages].sort((a, b) => a.at - b.at).map(({ stage }) => learnedStage(stage))),
    ];
    for (const [nth, name] of names.entries())
      push(seen, name, names.length > 1 ? nth / (names.length - 1) : 0);
  }
  return new Map([...seen].map(([name, places]) => [name, median(places)]));
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
