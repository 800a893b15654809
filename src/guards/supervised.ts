import type { Trip } from './guards.ts';

/** How many letters of a kind a person is still to let go before the others go by themselves. */
export interface Supervised {
  readonly kind: string;
  readonly left: number;
}

/**
 * The kinds of letters that are still supervised: of which fewer were approved by a person, or sent before anybody asked, than policy wants.
 * @param letGo by kind, how many were; a kind that is missing had none
 * @param supervise so many of each kind; 0: none
 */
export const stillSupervised = (
  kinds: readonly string[],
  letGo: ReadonlyMap<string, number>,
  supervise: number,
): readonly Supervised[] =>
  kinds.flatMap((kind) => {
    const left = supervise - (letGo.get(kind) ?? 0);
    return left > 0 ? [{ kind, left }] : [];
  });

/** What holds the letters of these kinds until then; null: there are none. It is the same from round to round. */
export const tripOfSupervised = (kinds: readonly Supervised[], supervise: number): Trip | null =>
  kinds.length === 0
    ? null
    : {
        guard: 'supervise',
        kinds: null,
        letterKinds: kinds.map(({ kind }) => kind),
        why: [{ code: 'supervise', most: supervise }],
      };
