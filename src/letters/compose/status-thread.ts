import type { Situation } from '../../waiting/situation.ts';
import { type Thread, threadOf } from './thread.ts';

/** The thread that a letter about these items belongs to: it answers the last letter about any of them and refers to all of them. */
export const statusThread = (situations: readonly Situation[]): Thread =>
  threadOf(situations.flatMap(({ letters }) => letters));
