import { headerOf, type IncomingMail } from './incoming-mail.ts';

/** Set by the autoresponders of their name, RFC 3834 or not. */
const MARKS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-autoreply-from',
  'x-auto-reply',
  'x-auto-response',
  'x-mail-autoreply',
  'x-vacation',
  'x-ooo',
  'x-cpanel-autoresponder',
  'x-fc-machinegenerated',
  'x-out-of-office',
  'x-ms-exchange-generated-message-source',
] as const;

/** The header that says that nobody wrote this mail, as `name: value`; null when none does. RFC 3834 section 5. */
export function autoHeader(mail: IncomingMail): string | null {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase();
  if (submitted !== '' && !/^no\b/.test(submitted)) return `Auto-Submitted: ${short(submitted)}`;
  for (const name of MARKS) {
    const value = headerOf(mail, name);
    if (mail.headers.has(name) && !/^(no|false|0)$/i.test(value)) return `${name}: ${short(value)}`;
  }
  const precedence = headerOf(mail, 'precedence').toLowerCase();
  return /^auto[_-]?(reply|response)/.test(precedence) ? `Precedence: ${short(precedence)}` : null;
}

/** Whether it was sent to many at once: a list, a newsletter. */
export const isToMany = (mail: IncomingMail): boolean =>
  mail.headers.has('list-id') ||
  mail.headers.has('list-unsubscribe') ||
  /^(bulk|list|junk)/i.test(headerOf(mail, 'precedence'));

const short = (value: string): string => value.replace(/\s+/g, ' ').slice(0, 60);
