import type { Family } from './family.ts';

/** qmail's own format, QSBMF: a paragraph per recipient that begins with the address and a colon. Yahoo and others took it over. */
export const qmail: Family = {
  name: 'qmail',
  says: /qmail-send program|i'm afraid i wasn't able to deliver|unable to deliver (your )?message to the following address|not delivered to the following address:|does not like recipient|sorry, no mailbox here|\(#\d\.\d\.\d\)/,
  recipient: /^<(?<address>[^<>\s]{3,320})>:/gm,
};
