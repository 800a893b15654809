import { domainOf } from './addresses.ts';
import { headerOf, type IncomingMail } from './incoming-mail.ts';
import { hasNullSender, isMailDaemon } from './mail-system.ts';

/** What our own mail server found out about who sent a mail, with SPF, DKIM and DMARC. */
export type Origin = 'passed' | 'failed';

/** Who sent a mail, and how far that is known. */
export interface MailOrigin {
  /** Null: our own server says nothing of it. */
  readonly result: Origin | null;
  /** Whom it names as its sender. */
  readonly domain: string;
  /** It is by a mail daemon, or came with the null sender: whoever has a mailbox at a provider writes from its servers too. */
  readonly byDaemon: boolean;
}
export const UNKNOWN_ORIGIN: MailOrigin = { result: null, domain: '', byDaemon: false };

/** Who sent a mail. Pure. @param authservId as of `originOf` */
export const mailOriginOf = (mail: IncomingMail, authservId: string | null): MailOrigin => ({
  result: originOf(mail, authservId),
  domain: domainOf(mail.from?.address ?? ''),
  byDaemon: isMailDaemon(mail) || hasNullSender(mail),
});

/**
 * Reads `Authentication-Results` (RFC 8601). Only the topmost counts, and only when the policy names the server that wrote it: whatever
 * stands below came with the mail, and anybody can write it. Pure.
 * @param authservId the name by which our own server signs them; null: the policy names none
 * @returns null: nothing is known
 */
export function originOf(mail: IncomingMail, authservId: string | null): Origin | null {
  if (authservId === null) return null;
  const [server = '', ...methods] = parts(headerOf(mail, 'authentication-results').slice(0, LONGEST));
  // A version may stand behind the name.
  if (server.replaceAll('"', '').split(' ')[0]?.toLowerCase() !== authservId.toLowerCase()) return null;
  const found = methods.flatMap(resultIn);
  const from = domainOf(mail.from?.address ?? '');
  const of = (method: string) => found.filter((one) => one.method === method);
  const [dmarc] = of('dmarc');
  if (dmarc?.result === 'pass') return 'passed';
  if (dmarc?.result === 'fail') return 'failed';
  const speaksFor = ({ result, domain }: Result) => result === 'pass' && areAligned(domain, from);
  if ([...of('dkim'), ...of('spf')].some(speaksFor)) return 'passed';
  // A signature of somebody else is no word about the sender, and neither is none; a forwarded mail fails SPF alone.
  const spfFails = of('spf').some(({ result, domain }) => result === 'fail' && areAligned(domain, from));
  return spfFails && !of('dkim').some(({ result }) => result === 'pass') ? 'failed' : null;
}

const LONGEST = 4_000;

interface Result {
  readonly method: string;
  readonly result: string;
  /** For whom it speaks: who signed it, or whose envelope sender it was; empty: it does not say. */
  readonly domain: string;
}

const METHOD = /^([a-z0-9-]{1,20})(?:\/\d+)?\s?=\s?([a-z]{1,20})(?: |$)/;
/** Words, each with what stands in quotes in it. */
const WORDS = /(?:"[^"]*"|[^\s"])+/g;
const SPEAKS_FOR = /^(?:header\.d|header\.i|smtp\.mailfrom|header\.from)=(.*)$/;
/** A value that needs no quotes, with or without them. What is quoted in part is an address that may hold another one. */
const PLAIN = /^("?)([^\s"]{1,320})\1$/;

function resultIn(part: string): readonly Result[] {
  const flat = part.toLowerCase();
  const [, method, result] = METHOD.exec(flat) ?? [];
  if (method === undefined || result === undefined) return [];
  return [{ method, result, domain: domainOf(PLAIN.exec(spokenFor(flat))?.[2] ?? '') }];
}

function spokenFor(flat: string): string {
  // Cut within quotes: nobody knows what stands in them.
  if (flat.split('"').length % 2 === 0) return '';
  const words = flat.replace(/\s?=\s?/g, '=').match(WORDS) ?? [];
  return words.flatMap((word) => SPEAKS_FOR.exec(word)?.[1] ?? []).at(0) ?? '';
}

/** Between the semicolons, without comments and what is escaped; those within quotes part nothing. */
function parts(header: string): readonly string[] {
  const found = [''];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < header.length; at += 1) {
    const sign = header[at] ?? '';
    if (sign === '"' && depth === 0) quoted = !quoted;
    if (sign === '\\') at += 1;
    else if (sign === '(' && !quoted) depth += 1;
    else if (sign === ')' && !quoted && depth > 0) depth -= 1;
    else if (sign === ';' && !quoted && depth === 0) found.push('');
    else if (depth === 0) found[found.length - 1] += sign;
  }
  return found.map((part) => part.replace(/\s+/g, ' ').trim());
}

/** As DMARC's relaxed way is, without a list of public suffixes: one is the other, or lies in it. */
export const areAligned = (one: string, other: string): boolean =>
  one !== '' &&
  other !== '' &&
  one.includes('.') &&
  other.includes('.') &&
  (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`));
