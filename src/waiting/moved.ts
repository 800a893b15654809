import type { Trip } from '../guards/guards.ts';

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

/** What each part of a home says when it is another one, the largest first. */
const SAYS: readonly (readonly [keyof Home, string])[] = [
  ['system', 'it stands on another server than before'],
  ['folder', 'the folder of its database is another than before'],
  ['timeline', 'its server was recovered or took over from another'],
  ['database', 'it stands in another database than before'],
  ['table', 'its tables were made anew'],
];

/**
 * The guard that a ledger trips when it does not live where it was last found, or null. It is a backup that was restored, or a copy: it
 * may have forgotten what customers were told since it was made.
 * @param known where it was last found; null: it is new
 */
export function trippedByMove(known: Home | null, here: Home): Trip | null {
  if (known === null) return null;
  const moved = SAYS.find(([part]) => {
    const [before, now] = [known[part], here[part]];
    return before !== null && now !== null && before !== now;
  });
  if (moved === undefined) return null;
  return {
    guard: 'restored',
    kinds: null,
    reason: `guard restored: the ledger has moved: ${moved[1]}; was a backup restored, or is this a copy?`,
  };
}
