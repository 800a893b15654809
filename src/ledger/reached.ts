import { NEVER_REACHED } from '../letter-status.ts';
import { listed } from './letter-states/listed.ts';

/** SQL: whether a letter reached its reader, or may still. */
export const REACHED = (letter: string): string => `${letter}.status not in (${listed(NEVER_REACHED)})`;
