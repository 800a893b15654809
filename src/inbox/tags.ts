import { createHmac, timingSafeEqual } from 'node:crypto';
import { ANSWERS, type Answer } from '../customer/answers.ts';

/** What an address or a Message-ID with a tag is for. A tag of one purpose proves no other. */
export const PURPOSES = ['bounce', 'reply', 'message', 'probe', 'passed', ...ANSWERS] as const;
export type TagPurpose = (typeof PURPOSES)[number];

/** The ledger's secrets: the newest makes tags, and the one before it still proves them. */
export interface MailKeys {
  readonly newest: Buffer;
  readonly before: Buffer | null;
}

/** Makes and proves tags. */
export interface Tags {
  /** Sixteen small letters and digits: 80 bits that nobody can guess. @param about the letter, or the left half of a Message-ID */
  tag(purpose: TagPurpose, about: string): string;
  proves(purpose: TagPurpose, about: string, tag: string): boolean;
}

const LENGTH = 16;
/** RFC 4648 section 6, in small letters: mail servers may change the case of an address. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export function tagsOf({ newest, before }: MailKeys): Tags {
  const made = (secret: Buffer, purpose: TagPurpose, about: string): string =>
    base32(createHmac('sha256', secret).update(`${purpose}\n${about}`).digest());
  return {
    tag: (purpose, about) => made(newest, purpose, about),
    proves: (purpose, about, tag) =>
      [newest, before].some((secret) => secret !== null && same(made(secret, purpose, about), tag)),
  };
}

/** The first 80 bits, five to a letter. */
function base32(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, (LENGTH * 5) / 8)) bits = (bits << 8n) | BigInt(byte);
  return Array.from(
    { length: LENGTH },
    (_, at) => BASE32[Number((bits >> BigInt(5 * (LENGTH - 1 - at))) & 31n)],
  ).join('');
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** RFC 5321 4.5.3.1.1: the part before the @. */
const LONGEST_LOCAL_PART = 64;

/** The company's address with a purpose, a letter and its tag in it; null where that grows too long. */
export function taggedAddress(
  tags: Tags,
  purpose: TagPurpose,
  about: string,
  address: string,
): string | null {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${purpose}-${about}-${tags.tag(purpose, about)}`;
  return local.length <= LONGEST_LOCAL_PART && /^[a-z0-9._]+$/.test(about)
    ? `${local}${address.slice(at)}`
    : null;
}

/** A Message-ID with its tag: what answers or returns it proves that its writer has seen the letter. */
export function taggedMessageId(tags: Tags, messageId: string): string {
  const left = /^<([0-9a-z]{1,100})@/i.exec(messageId)?.[1];
  return left === undefined ? messageId : messageId.replace('@', `.${tags.tag('message', left)}@`);
}

/** What an address says that it is for. */
export interface ClaimedTag {
  readonly purpose: TagPurpose;
  readonly about: string;
  /** Null: of a letter of an earlier build, which had none. */
  readonly proven: boolean | null;
}

const IN_ADDRESS = /\+([a-z]{3,10})-([a-z0-9._]{1,40}?)(?:-([a-z2-7]{16}))?@/gi;

/** The tags in an address, proven or not. */
export function tagsIn(address: string, tags: Tags): readonly ClaimedTag[] {
  return [...address.toLowerCase().matchAll(IN_ADDRESS)].flatMap(([, name, about = '', tag]) => {
    const purpose = PURPOSES.find((one) => one === name);
    if (purpose === undefined) return [];
    return [{ purpose, about, proven: tag === undefined ? null : tags.proves(purpose, about, tag) }];
  });
}

const IN_MESSAGE_ID = /^<([0-9a-z]{1,100})\.([a-z2-7]{16})(@[^<>\s]+>)$/i;

/** A Message-ID as the ledger has it, and whether its tag is right; null: it has none, as of an earlier build or of anybody. */
export function messageIdIn(
  messageId: string,
  tags: Tags,
): { readonly id: string; readonly proven: boolean | null } {
  const [, left, tag, right] = IN_MESSAGE_ID.exec(messageId) ?? [];
  if (left === undefined || tag === undefined) return { id: messageId, proven: null };
  return { id: `<${left}${right ?? ''}`, proven: tags.proves('message', left, tag.toLowerCase()) };
}

/** The answer that a purpose is; null: it is none. */
export const answerOf = (purpose: TagPurpose): Answer | null =>
  ANSWERS.find((one) => one === purpose) ?? null;
