/** A mail as the parser gives it, bounded: what the judgment reads, and nothing else. */
export interface IncomingMail {
  /** Null: there is none, or it holds no address, as in `From: "Postmaster" <>`. */
  readonly from: NamedMailbox | null;
  /** The name in From, also where there is no address beside it. */
  readonly fromName: string;
  /** In lower case. */
  readonly to: readonly string[];
  readonly subject: string;
  /** In-Reply-To and References, nearest first. */
  readonly answers: readonly string[];
  /** Unfolded, by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** The text of all text parts, HTML as text. */
  readonly text: string;
  /** The parts that are no text to read, in order: reports and returned mails. */
  readonly parts: readonly MailPart[];
}

interface NamedMailbox {
  readonly address: string;
  readonly name: string;
}

export interface MailPart {
  /** In lower case, such as `message/delivery-status`. */
  readonly type: string;
  readonly text: string;
}

/** The first header of a name, trimmed; empty when there is none. */
export const headerOf = (mail: IncomingMail, name: string): string =>
  mail.headers.get(name)?.[0]?.trim() ?? '';

export const partOf = (mail: IncomingMail, ...types: readonly string[]): MailPart | null =>
  mail.parts.find(({ type }) => types.includes(type)) ?? null;

/** The mail that came back with a report: whole, or its headers. */
export const returnedPart = (mail: IncomingMail): MailPart | null =>
  partOf(mail, 'message/rfc822', 'text/rfc822-headers', 'message/global', 'message/rfc822-headers');
