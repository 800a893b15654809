import type { Family } from './family.ts';

/** Mail.ru and servers of its kind, in Russian and English. */
export const mailRu: Family = {
  name: 'Mail.ru',
  says: /это письмо создано автоматически|local mailbox .{1,100} is unavailable/,
  recipient: /(?:mailbox|ящик|адресу|адресату)[\s:]{1,4}<?(?<address>[^<>\s:]{3,320})>?/gim,
};
