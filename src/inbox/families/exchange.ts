import type { Family } from './family.ts';

/** Exchange, from the connector of 5.5 to Microsoft 365. */
export const exchange: Family = {
  name: 'Microsoft Exchange',
  says: /did not reach (some or all|the following)|recipient\(s\) could ?n[o']t be reached|recipient\(s\) cannot be reached|delivery to the following recipients failed|delivery has failed to these recipients|your message to .{1,200} couldn't be delivered|generating server:/,
  recipient:
    /^\s*(?:.{0,200}smtp[=:])?<?(?<address>[^<>\s;=[\]:"]{1,64}@[^<>\s;=[\]"]{1,255})>?[\];]?(?: on \w{3},.{0,40})?\s*$/gim,
};
