import type { Situation } from '../../waiting/situation.ts';
import { type Thread, threadOf } from './thread.ts';

/**
 * The thread that a letter about these items belongs to: it answers the last letter about any of them and
 * refers to all of them, and keeps the subject of the last letter about just these items.
 */
export const statusThread = (
  situations: readonly Situation[],
): Thread & { readonly subject: string | null } => ({
  subject: subjectOf(situations),
  ...threadOf(situations.flatMap(({ letters }) => letters)),
});

function subjectOf(situations: readonly Situation[]): string | null {
  const [first, ...others] = situations;
  if (!first) return null;
  if (others.length === 0)
    return first.letters.findLast(({ kind }) => kind !== 'several-items')?.subject ?? null;
  const shared = first.letters.findLast(
    (letter) =>
      letter.kind === 'several-items' &&
      others.every((other) => other.letters.some(({ id }) => id === letter.id)),
  );
  return shared?.subject ?? null;
}
