import { z } from 'zod';
import { whyTexts } from './trip-text.ts';
import { type TripWhy, tripWhy } from './trip-why.ts';

const kept = z.array(tripWhy).min(1);

/**
 * What the ledger keeps of a trip: why, or only the sentence, as versions before (or one that is newer than this) wrote it. An older
 * worker beside a newer one adds to the sentence alone: codes are believed only where they still say all of it.
 */
export function keptWhy(why: unknown, text: string): readonly TripWhy[] {
  const read = kept.safeParse(why);
  return read.success && unnamed(whyTexts(read.data).join('; ')) === unnamed(text)
    ? read.data
    : [{ code: 'written_before', text }];
}

/** Codes do not keep by which guard each of them was seen. */
const unnamed = (text: string): string => text.replace(/(^|; )guard [a-z_]+: /g, '$1');
