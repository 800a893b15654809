import { isUtf8 } from 'node:buffer';
import { htmlToText } from 'html-to-text';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { push } from '../grouped.ts';
import type { IncomingMail, MailPart } from '../inbox/incoming-mail.ts';

/** What is read of a mail; notices and reports stand at the top, what is returned below. */
export const MOST_BYTES_READ = 1024 * 1024;
/** Parts of one mail; one of nothing but boundaries is refused. */
const MOST_PARTS = 100;
const MOST_HEADER_BYTES = 256 * 1024;
const MOST_CHARACTERS = 200_000;
const MOST_HEADERS = 1000;
const LONGEST_HEADER = 4000;

/**
 * Parses a raw mail, of which at most MOST_BYTES_READ are looked at.
 * @throws whatever the parser throws at a mail that is none
 */
export async function parseMail(raw: Buffer): Promise<IncomingMail> {
  const mail = await parse(mended(raw.subarray(0, MOST_BYTES_READ)));
  const from = mail.from?.value.find(({ address }) => address);
  const inside = await reportInside(mail);
  const parts = [...(inside?.attachments ?? []), ...mail.attachments];
  return {
    from: from?.address ? { address: from.address, name: from.name } : null,
    fromName: mail.from?.value[0]?.name ?? '',
    to: addressesOf(mail.to),
    subject: (mail.subject ?? '').slice(0, 1000),
    answers: answersOf(mail),
    headers: headersOf(mail),
    text: inside === null ? textOf(mail) : textOf(inside),
    parts: parts.map(
      ({ contentType, content }): MailPart => ({
        // The parser's types promise a text; of a part that was broken off it is none.
        type: String(contentType || 'application/octet-stream').toLowerCase(),
        text: content.toString('utf8', 0, MOST_CHARACTERS),
      }),
    ),
  };
}

/**
 * What mail systems break and people's programs read all the same: a byte order mark or blank lines above the headers, a parameter
 * of Content-Type on a next line that is not indented, and Chinese that does not say in what letters it is.
 */
function mended(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const whole = text
    .replace(/^(?:\u00ef\u00bb\u00bf)?(?:[ \t]*\r?\n)+|^\u00ef\u00bb\u00bf/, '')
    .replace(/;[ \t]*(\r?\n)(?=(?:boundary|charset|report-type|format|type|name)[ \t]*=)/gi, ';$1 ');
  const bytes = whole === text ? raw : Buffer.from(whole, 'latin1');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is beyond ASCII is what is asked for
  if (/charset\s*=|content-type:\s*multipart/i.test(whole) || /^[\x00-\x7f]*$/.test(whole) || isUtf8(bytes))
    return bytes;
  try {
    const chinese = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    if (!/[\u4e00-\u9fff]{2}/.test(chinese)) return bytes;
    const typed = /^content-type:\s*text\/plain/im.test(chinese)
      ? chinese.replace(/^(content-type:\s*text\/plain)/im, '$1; charset=utf-8')
      : `Content-Type: text/plain; charset=utf-8\r\n${chinese.replace(/^content-type:.*\r?\n/im, '')}`;
    return Buffer.from(typed);
  } catch {
    return bytes;
  }
}

const parse = (raw: Buffer): Promise<ParsedMail> =>
  simpleParser(raw, {
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    checksumAlgo: false,
    maxHeadSize: MOST_HEADER_BYTES,
    maxChildNodes: MOST_PARTS,
  });

/** Gateways pass a report on as an attached mail, and keep the words of its Content-Type: one level of that is read. */
async function reportInside(mail: ParsedMail): Promise<ParsedMail | null> {
  const outer = mail.headerLines.find(({ key }) => key === 'content-type')?.line ?? '';
  const [first] = mail.attachments;
  if (!/report-type=/i.test(outer) || first?.contentType !== 'message/rfc822') return null;
  if (mail.attachments.some(({ contentType }) => REPORT.test(contentType))) return null;
  const inside = await parse(first.content);
  return inside.attachments.some(({ contentType }) => REPORT.test(contentType)) ? inside : null;
}

const REPORT =
  /^message\/(delivery-status|global-delivery-status|feedback-report|disposition-notification)$/i;

const addressesOf = (header: AddressObject | AddressObject[] | undefined): readonly string[] =>
  [header ?? []]
    .flat()
    .flatMap(({ value }) =>
      value.flatMap(({ address, group }) => [address, ...(group ?? []).map((m) => m.address)]),
    )
    .flatMap((address) => (address ? [address.toLowerCase()] : []))
    .slice(0, 100);

function answersOf(mail: ParsedMail): readonly string[] {
  const references = [mail.references ?? []].flat().reverse();
  return [mail.inReplyTo ?? '', ...references]
    .flatMap((text) => text.match(/<[^<>\s]{3,250}>/g) ?? [])
    .slice(0, 50);
}

/** As they were written, unfolded. */
function headersOf(mail: ParsedMail): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  for (const { key, line } of mail.headerLines.slice(0, MOST_HEADERS)) {
    const value = line
      .slice(line.indexOf(':') + 1, LONGEST_HEADER)
      .replace(/\s+/g, ' ')
      .trim();
    push(headers, key, value);
  }
  return headers;
}

function textOf(mail: ParsedMail): string {
  const plain = mail.text?.trim() ?? '';
  if (plain !== '' || !mail.html) return plain.slice(0, MOST_CHARACTERS);
  return htmlToText(mail.html.slice(0, MOST_CHARACTERS), {
    wordwrap: false,
    limits: { maxInputLength: MOST_CHARACTERS, maxDepth: 100, maxChildNodes: 2000 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
    ],
  });
}
