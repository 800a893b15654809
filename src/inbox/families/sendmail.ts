import type { Family } from './family.ts';

/** sendmail: a list of addresses, then the transcript; of an alias, what we wrote to stands in brackets. */
export const sendmail: Family = {
  name: 'sendmail',
  says: /the following addresses had|transcript of (the )?session follows/,
  recipient:
    /^<?(?<address>[^<>\s]{1,64}@[^<>\s]{1,255})>?\s*$|\(expanded from: <?(?<original>[^<>\s()]{3,320})>?\)/gm,
};
