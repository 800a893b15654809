import type { LetterStatus } from '../../customer/letter-status.ts';

/** SQL: statuses as they stand between the brackets of `status in (…)`. */
export const listed = (statuses: readonly LetterStatus[]): string =>
  statuses.map((status) => `'${status}'`).join(', ');
