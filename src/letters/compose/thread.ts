import type { Instant } from '../../calendar/time.ts';
import type { Situation } from '../../waiting/situation.ts';

/** RFC 5322 section 3.6.4 sets no limit; relays do not like headers of many kilobytes. */
const MOST_REFERENCES = 20;

/** Where a letter stands in its thread: the Message-ID that it answers, and those of the thread, oldest first. */
export interface Thread {
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
}

interface Earlier {
  readonly id: string;
  readonly messageId: string;
  readonly decidedAt: Instant;
}

const BEGINS: Thread = { inReplyTo: null, references: [] };

/** The thread of these letters, each of which may stand here several times: the next one answers the last of them. */
export function threadOf(letters: readonly Earlier[]): Thread {
  if (letters.length === 0) return BEGINS;
  const unique = new Map(letters.map((letter) => [letter.id, letter]));
  const earlier = [...unique.values()].sort((a, b) => a.decidedAt - b.decidedAt || (a.id < b.id ? -1 : 1));
  const ids = earlier.map(({ messageId }) => messageId);
  return {
    inReplyTo: ids.at(-1) ?? null,
    // The first keeps the thread's root, the last ones keep its end.
    references: ids.length <= MOST_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST_REFERENCES)],
  };
}

/** The thread that a letter about these items belongs to: it answers the last letter about any of them and refers to all of them. */
export const statusThread = (situations: readonly Situation[]): Thread =>
  threadOf(situations.flatMap(({ letters }) => letters));
