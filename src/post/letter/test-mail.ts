import type { Instant } from '../../calendar/time.ts';
import { isUsableAddress } from '../../customer/address.ts';
import type { RenderedLetter } from '../../letters/template/template.ts';
import type { Rules } from '../../policy/rules.ts';
import { headerText, type Mail } from './mail.ts';

/** A letter that somebody sends to a colleague or to themselves, to see it in a mail reader. */
export interface TestLetter {
  /** An address of the company; the caller has made sure of it. */
  readonly to: string;
  readonly rendered: Pick<RenderedLetter, 'subject' | 'html' | 'text' | 'lang'>;
  /** Letters, digits and dashes, never the same twice. */
  readonly id: string;
  readonly at: Instant;
}

/** The mail of a test letter, which says in its subject and a header that it is one. @throws Error for an unusable address */
export function testMail({ to, rendered, id, at }: TestLetter, company: Rules['company']): Mail {
  if (!isUsableAddress(to)) throw new Error('a test letter needs one usable address');
  const { address } = company.from;
  return {
    from: { name: headerText(company.from.name), address },
    to: { name: '', address: to },
    envelope: { from: address, to },
    subject: headerText(`[TEST] ${rendered.subject}`),
    date: new Date(at),
    messageId: `<test-${id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': headerText(rendered.lang),
      'X-Tidings-Test': 'yes',
    },
    xMailer: false,
    text: rendered.text,
    html: rendered.html,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
