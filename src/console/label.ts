import type { Say } from './say.ts';

/** What a code is called in the reader's language (`codes.GROUP.CODE` of messages/); the code itself when it has no name. */
export function label(say: Say, group: string, code: string): string {
  try {
    return say(`codes.${group}.${code.replace(/[^a-z0-9]+/g, '_')}`);
  } catch {
    return code;
  }
}
