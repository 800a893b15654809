/*
 * Where the links of a letter lead: to an address that came with the facts, to a mailbox, or to a phone. What a reader sees
 * of a link names no other place than it leads to.
 */

/** A link as it stands in a letter. `href` and `text` hold Liquid where the template was not rendered. */
export interface Link {
  readonly href: string;
  readonly text: string;
}

const ADDRESS = '[\\w.+-]{1,64}@[a-z0-9-]+(?:\\.[a-z0-9-]+)+';
const MAIL = new RegExp(`^mailto:(${ADDRESS})(?:\\?subject=[^&#]*)?$`, 'i');
const PHONE = /^tel:(\+?[\d ().-]{3,40})$/i;
/** A letter shows a number with blanks that do not break: to a reader they are blanks. */
const plainBlanks = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const phoneOf = (href: string): string | undefined => PHONE.exec(plainBlanks(href))?.[1];

/** What the variable of a link may be: the facts' addresses, looked at before they became facts. */
const WEB_VARIABLE = /^\{\{\s*((?:\w+\.)+(?:url|pay_url))\s*\}\}$/;
const MAIL_VARIABLE = /^mailto:\{\{\s*((?:\w+\.)+email)\s*\}\}$/;
/** `tel` is the number that `phone` shows, as a telephone dials it. */
const PHONE_VARIABLE = /^tel:\{\{\s*((?:\w+\.)+(?:phone|tel))\s*\}\}$/;
const OUTPUT = /^\{\{\s*([\w.]+)\s*\}\}$/;

/**
 * Why a link of a template that is not rendered may not stand; null when it may.
 * @param tokens the Liquid of its text
 * @param assigned names that the template gives values of its own
 */
export function templateLinkFault(
  { href, text }: Link,
  tokens: readonly string[],
  assigned: readonly string[],
): string | null {
  const variable = [WEB_VARIABLE, MAIL_VARIABLE, PHONE_VARIABLE]
    .map((each) => each.exec(href)?.[1])
    .find(Boolean);
  if (variable !== undefined && !assigned.includes(variable.split('.')[0] ?? '')) {
    const shown = variable.replace(/\.tel$/, '.phone');
    const other = tokens.find((token) => OUTPUT.exec(token)?.[1] !== shown);
    if (other !== undefined)
      return `the text of a link holds ${other}, which could read like another address and belongs beside the link`;
    return namedHosts(text).length > 0
      ? 'the text of a link names an address, and the link leads where each letter says'
      : null;
  }
  if (tokens.length > 0)
    return `the text of a link holds ${tokens[0]}, which could read like another address and belongs beside the link`;
  return ownLinkFault({ href, text });
}

/** Why a link of a rendered letter may not stand; null when it may. `known` are the texts of its facts. */
export function linkFault(link: Link, known: ReadonlySet<string>): string | null {
  if (/^https?:/i.test(link.href) && known.has(link.href))
    return otherHostFault(link, new URL(link.href).hostname);
  const own = MAIL.exec(link.href)?.[1] ?? phoneOf(link.href);
  return own !== undefined && known.has(own) ? otherPlaceFault(link) : ownLinkFault(link);
}

/** A link whose address the template gives itself shows where it leads. */
function ownLinkFault(link: Link): string | null {
  const own = MAIL.exec(link.href)?.[1] ?? phoneOf(link.href);
  if (own === undefined)
    return `the link ${JSON.stringify(link.href)} leads to no address of the letter's facts, no mailbox and no phone`;
  const other = otherPlaceFault(link);
  if (other !== null) return other;
  const shows = own.includes('@')
    ? link.text.toLowerCase().includes(own.toLowerCase())
    : digitsOf(link.text).length >= FEWEST_DIGITS;
  return shows ? null : `the link ${JSON.stringify(link.href)} does not show where it leads`;
}

function otherPlaceFault(link: Link): string | null {
  const mail = MAIL.exec(link.href)?.[1];
  return mail === undefined
    ? otherPhoneFault(link, phoneOf(link.href) ?? '')
    : otherHostFault(link, mail.split('@')[1]?.toLowerCase() ?? '');
}

function otherHostFault({ text }: Link, host: string): string | null {
  const other = namedHosts(text).find((named) => named !== host && !host.endsWith(`.${named}`));
  return other === undefined
    ? null
    : `the text of a link names ${other}, and it leads to ${host || 'elsewhere'}`;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const FEWEST_DIGITS = 5;

/** A number may be shown without the code of its country. */
function otherPhoneFault({ text }: Link, phone: string): string | null {
  const other = (plainBlanks(text).match(/\+?\d[\d ().-]{3,}\d/g) ?? []).find(
    (shown) => !digitsOf(phone).endsWith(digitsOf(shown).replace(/^0+/, '')),
  );
  const named = other ?? namedHosts(text)[0];
  return named === undefined ? null : `the text of a link names ${named}, and it calls ${phone}`;
}

const HOST =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:[\p{L}][\p{L}\p{N}-]+)|\d{1,3}(?:\.\d{1,3}){3}/gu;

/** Hosts that a reader would read in a text, in the letters and dots that a browser takes for the same. */
export function namedHosts(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/[。｡．․]/g, '.')
    .toLowerCase();
  return [...plain.matchAll(HOST)].map(([host]) => host);
}
