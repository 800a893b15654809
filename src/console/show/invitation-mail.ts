import { randomUUID } from 'node:crypto';
import type { Instant } from '../../calendar/time.ts';
import { isUsableAddress } from '../../customer/address.ts';
import type { Rules } from '../../policy/rules.ts';
import { headerText, type Mail } from '../../post/letter/mail.ts';
import type { Transport } from '../../post/server/transport.ts';
import { dateFormat, localeIn } from '../frame/formats.ts';
import type { Say } from '../frame/say.ts';

/** Whom an invitation goes to, and what it says. */
export interface InvitationWords {
  readonly to: string;
  readonly name: string;
  readonly link: string;
  readonly until: Instant;
  readonly language: string;
  readonly at: Instant;
}

/**
 * Mails an invitation through the ordinary mail server. It is written to no table: only the mail and the page that made it hold the link.
 * @returns whether the server took it
 */
export async function mailInvitation(
  transport: Pick<Transport, 'submit'>,
  words: InvitationWords,
  company: Rules['company'],
  say: Say,
): Promise<boolean> {
  if (!isUsableAddress(words.to)) return false;
  const id = randomUUID();
  const { taken } = await transport.submit(invitationMail(words, company, say, id), `invitation-${id}`);
  return taken;
}

function invitationMail(
  { to, name, link, until, language, at }: InvitationWords,
  { from, name: companyName, timeZone, country }: Rules['company'],
  say: Say,
  id: string,
): Mail {
  const locale = localeIn(language, country);
  const day = dateFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(until));
  const lines = [
    say('invitation.mail.text', { company: companyName, name }),
    link,
    say('invitation.mail.until', { until: day }),
    say('invitation.mail.ignore'),
  ];
  return {
    from: { name: headerText(from.name), address: from.address },
    to: { name: '', address: to },
    envelope: { from: from.address, to },
    subject: headerText(say('invitation.mail.subject', { company: companyName })),
    date: new Date(at),
    messageId: `<invitation-${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': headerText(language),
    },
    xMailer: false,
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>${lines
      .map(
        (line) =>
          `<p>${line === link ? `<a href="${escaped(line)}">${escaped(line)}</a>` : escaped(line)}</p>`,
      )
      .join('')}</body></html>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
