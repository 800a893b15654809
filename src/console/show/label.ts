import type { Say } from '../frame/say.ts';
import { shown } from './letter-row.ts';

/** Longest code that is shown as it is. */
const LONGEST = 60;

/**
 * What a code is called in the reader's language (`codes.GROUP.CODE` of messages/); the code itself where we have no name: a
 * version before may have had others, and a company has codes of its own.
 */
export function label(say: Say, group: string, code: string): string {
  const key = `codes.${group}.${code.replace(/[^a-z0-9]+/g, '_')}`;
  return say.has(key) ? say(key) : shown(code.replaceAll('_', ' '), LONGEST);
}
