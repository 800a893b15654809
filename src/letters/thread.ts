import type { CaseLetter } from '../customer.ts';
import type { Situation } from '../waiting/situation.ts';

/** RFC 5322 section 3.6.4 sets no limit; relays do not like headers of many kilobytes. */
const MOST_REFERENCES = 20;

interface Thread {
  readonly subject: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
}

/**
 * The thread that a letter about these items belongs to: it answers the last letter about any of them and
 * refers to all of them, and keeps the subject of the last letter about just these items.
 */
export function threadOf(situations: readonly Situation[]): Thread {
  const earlier = uniqueByDecision(situations.flatMap((situation) => situation.letters));
  const ids = earlier.map((letter) => letter.messageId);
  return {
    subject: subjectOf(situations),
    inReplyTo: ids.at(-1) ?? null,
    // The first keeps the thread's root, the last ones keep its end.
    references: ids.length <= MOST_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST_REFERENCES)],
  };
}

function uniqueByDecision(letters: readonly CaseLetter[]): readonly CaseLetter[] {
  const unique = new Map(letters.map((letter) => [letter.id, letter]));
  return [...unique.values()].sort((a, b) => a.decidedAt - b.decidedAt || (a.id < b.id ? -1 : 1));
}

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
