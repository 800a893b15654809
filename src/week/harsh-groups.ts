import { HOLDS, REASON_GROUPS, type VerdictGroup } from '../dunning/verdict.ts';

const GROUP_OF: ReadonlyMap<string, VerdictGroup> = new Map([
  ...Object.entries(HOLDS).map(([code, { group }]) => [code, group] as const),
  ...Object.entries(REASON_GROUPS),
]);

/** Pure: how many harsh letters were kept back by each group, the most first. A code that nobody knows any more counts as a matter of time. */
export function harshGroups(
  because: readonly { readonly code: string; readonly letters: number }[],
): readonly { readonly group: VerdictGroup; readonly letters: number }[] {
  const sums = new Map<VerdictGroup, number>();
  for (const { code, letters } of because) {
    const group = GROUP_OF.get(code) ?? 'timing';
    sums.set(group, (sums.get(group) ?? 0) + letters);
  }
  return [...sums]
    .map(([group, letters]) => ({ group, letters }))
    .sort((a, b) => b.letters - a.letters || a.group.localeCompare(b.group));
}
