import type { Family } from './family.ts';

/** Exim: indented addresses, each followed by the reason. */
export const exim: Family = {
  name: 'Exim',
  says: /this message was created automatically by mail delivery software/,
  recipient:
    /^\s{1,8}<?(?<address>[^<>\s:]{3,320}@[^<>\s:]{1,255})>?:?\s*$|\(generated from (?<original>[^<>\s()]{3,320})\)/gm,
};
