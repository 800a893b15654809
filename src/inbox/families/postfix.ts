import type { Family } from './family.ts';

/** Postfix: `<address>: reason`, wrapped. */
export const postfix: Family = {
  name: 'Postfix',
  says: /this is the .{1,60}program at host|this is the mail system at host/,
  recipient: /^<(?<address>[^<>\s]{3,320})>(?::|\s*\(expanded from)/gm,
};
