import type { Trip } from './guards.ts';
import { HOME_PARTS } from './trip-why.ts';

/** Where a ledger lives. What is not known (null) tells nothing apart. */
export interface Home {
  /** Of the server's cluster, drawn when it was made. */
  readonly system: string | null;
  readonly timeline: string | null;
  readonly database: string;
  /** A dump that is loaded makes its tables anew. */
  readonly table: string;
  /** Of the embedded database: its folder, as the disk knows it. */
  readonly folder: string | null;
}

/**
 * The guard that a ledger trips when it does not live where it was last found, or null. It is a backup that was restored, or a copy: it
 * may have forgotten what customers were told since it was made.
 * @param known where it was last found; null: it is new
 */
export function trippedByMove(known: Home | null, here: Home): Trip | null {
  if (known === null) return null;
  const moved = HOME_PARTS.find((part) => {
    const [before, now] = [known[part], here[part]];
    return before !== null && now !== null && before !== now;
  });
  return moved === undefined
    ? null
    : { guard: 'restored', kinds: null, why: [{ code: 'moved', part: moved }] };
}
