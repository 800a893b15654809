import { NEVER_REACHED } from '../letter-status.ts';

/** SQL: whether a letter reached its reader, or may still. */
export const REACHED = (letter: string): string =>
  `${letter}.status not in (${NEVER_REACHED.map((status) => `'${status}'`).join(', ')})`;
