import type { Family } from './family.ts';

/** Domino, of Lotus, IBM and now HCL. */
export const domino: Family = {
  name: 'HCL Domino',
  says: /not listed in .{0,20}directory|was not delivered to: .{1,400}because:/,
  recipient: /^\s*<?(?<address>[^<>\s()]{1,64}@[^<>\s()]{1,255})>?\s*$/gm,
};
