import { z } from 'zod';
import type { Done } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';

/** Rows of a list that a person acts on at once. */
const MOST_CHOSEN = 200;
/** A form holds their keys, and a key may be long. */
export const CHOSEN_BYTES = 400_000;

const key = z
  .string()
  .min(1)
  .max(1_000)
  .refine((text) => !text.includes('\0'));

/** The rows that were ticked: none, one or several fields of one name. */
export const chosenRows = z
  .union([key, z.array(key)])
  .optional()
  .transform((given) => [...new Set(given === undefined ? [] : [given].flat())])
  .refine((keys) => keys.length <= MOST_CHOSEN, `choose ${MOST_CHOSEN} at most`);

/** Why a row was left as it was: a message under `several.left`. */
export type WhyLeft = string;

/**
 * Acts on one row after the other, each by itself: one that cannot be keeps no other back.
 * @param act null: it was done
 * @returns how many were done, and how many were left, by why
 */
export async function actOnEach(
  keys: readonly string[],
  act: (key: string) => Promise<WhyLeft | null>,
): Promise<{ readonly done: number; readonly left: ReadonlyMap<WhyLeft, number> }> {
  const left = new Map<WhyLeft, number>();
  let done = 0;
  for (const key of keys) {
    const why = await act(key);
    if (why === null) done += 1;
    else left.set(why, (left.get(why) ?? 0) + 1);
  }
  return { done, left };
}

/** Back to the list, which says how many were done, and why the others were not. */
export function severalDone(
  to: string,
  notice: string,
  { done, left }: Awaited<ReturnType<typeof actOnEach>>,
  say: Say,
): Done {
  if (done + left.size === 0) return { to, notice: { key: 'none_chosen' } };
  const others = [...left].map(([why, count]) => say(`several.left.${why}`, { count })).join(' ');
  return { to, notice: { key: notice, with: { count: done, others } } };
}
