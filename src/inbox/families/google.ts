import type { Family } from './family.ts';

/** Gmail and Google Workspace. */
export const google: Family = {
  name: 'Google',
  says: /delivery to the following recipients? (has been delayed|failed permanently)|address not found|your message wasn't delivered to/,
  recipient:
    /(?:delivered to\s|^\s{0,8}\*?\s?)<?(?<address>[^<>\s*]{1,64}@[^<>\s*]{1,255})>?(?: because.{0,200})?\s*$/gim,
};
