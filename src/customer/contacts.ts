import type { Contact } from './customer.ts';

/** In these channels both sides speak, whoever began; in the others a message waits for its answer. */
export const SPOKEN = new Set([
  'phone',
  'call',
  'visit',
  'in_person',
  'in person',
  'chat',
  'meeting',
  'video',
]);

/** The customer heard from a person: somebody wrote to them, or they spoke. */
export const wasHeard = (contact: Contact): boolean =>
  contact.direction === 'to_customer' || SPOKEN.has(contact.channel.toLowerCase());
