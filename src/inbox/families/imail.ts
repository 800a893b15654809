import type { Family } from './family.ts';

/** IMail, which calls itself SMTP32. */
export const imail: Family = {
  name: 'IMail',
  says: /delivery failed \d+ attempts|undeliverable to |invalid final delivery userid|rcpt to generated following response/,
  recipient:
    /(?:attempts:|undeliverable\s{1,4}to|userid:|unknown user:)\s{1,4}<?(?<address>[^<>\s]{3,320})>?\s*$/gim,
};
