import { type Instant, type IsoDay, isoDay } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import type { LetterStatus } from '../../customer/letter-status.ts';

/** A letter that was written before, as the story in another letter tells it. */
export interface LetterEvent<Kind extends string> {
  readonly on: IsoDay;
  readonly letter: Kind;
  readonly status: LetterStatus;
}

interface DecidedLetter<Kind extends string> {
  readonly decidedAt: Instant;
  readonly kind: Kind;
  readonly status: LetterStatus;
}

/** The letters as a story tells them, oldest first; days are those of the zone. */
export const letterEvents = <Kind extends string>(
  written: Iterable<DecidedLetter<Kind>>,
  zone: Zone,
): readonly LetterEvent<Kind>[] =>
  [...written]
    .sort((a, b) => a.decidedAt - b.decidedAt)
    .map(({ decidedAt, kind, status }) => ({ on: isoDay(zone.dayAt(decidedAt)), letter: kind, status }));
