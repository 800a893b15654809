/** What became of one attempt to hand a letter to the mail server. */
export type AttemptOutcome =
  | { readonly kind: 'submitted'; readonly reply: string; readonly captured: boolean }
  /** `relay`: the fault is the server's or the line's, and the next letter would meet it too. */
  | { readonly kind: 'retry'; readonly reason: string; readonly relay: boolean }
  /**
   * `badRecipient`: the address or the mailbox is at fault, so a person must reach the customer. `relay`: the server
   * refuses us, and would refuse the next letter too.
   */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly badRecipient: boolean;
      readonly relay: boolean;
    }
  /** The server may or may not have taken it. */
  | { readonly kind: 'uncertain'; readonly reason: string };

/** An attempt that failed, as the transport saw it. */
export interface FailedAttempt {
  /** nodemailer's code: ECONNECTION, ETIMEDOUT, EAUTH, EENVELOPE… */
  readonly code: string | null;
  /** The SMTP command that was answered: `RCPT TO`, `DATA`; `CONN` and `API` for faults without an answer. */
  readonly command: string | null;
  /** Of an answer that is one: its lines agree. */
  readonly responseCode: number | null;
  readonly response: string | null;
  readonly message: string;
  /** The server said "go ahead" and bytes of the message left: from here on it may have the whole letter. */
  readonly bodyBegun: boolean;
}

/** Judges a failed attempt: by the server's answer where there is one, by how far it came where there is none. */
export function outcomeOf(fault: FailedAttempt): AttemptOutcome {
  const reason = reasonOf(fault);
  const answer = fault.responseCode;
  if (answer !== null && answer >= 400 && answer < 600) return outcomeOfAnswer(fault, answer, reason);
  if (fault.bodyBegun) return { kind: 'uncertain', reason };
  if (fault.code === 'EENVELOPE' && fault.command === 'API') {
    return { kind: 'refused', reason, badRecipient: /recipient/i.test(fault.message), relay: false };
  }
  // The server announced a size limit that the letter is over: no later attempt makes it smaller.
  if (fault.code === 'EMESSAGE') return { kind: 'refused', reason, badRecipient: false, relay: false };
  return { kind: 'retry', reason, relay: fault.code !== null };
}

function outcomeOfAnswer(fault: FailedAttempt, answer: number, reason: string): AttemptOutcome {
  if (isAboutTheSession(fault, answer)) return { kind: 'retry', reason, relay: true };
  // 503, bad sequence of commands, speaks of the session's state: a new connection mends it.
  if (answer < 500 || answer === 503) return { kind: 'retry', reason, relay: false };
  const badRecipient = isBadRecipient(fault, answer);
  return { kind: 'refused', reason, badRecipient, relay: !badRecipient && isAboutUs(fault, answer) };
}

/** Not a word about the letter: login, encryption, greeting, or a server that is closing down. */
function isAboutTheSession(fault: FailedAttempt, answer: number): boolean {
  if (answer === 421) return true;
  if ([454, 530, 534, 535, 538].includes(answer) && fault.command !== 'RCPT TO') return true;
  if (fault.code === 'EAUTH' || fault.code === 'ETLS' || fault.command?.startsWith('AUTH')) return true;
  return !fault.bodyBegun && ['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS'].includes(fault.command ?? 'CONN');
}

/** The sender, the login or the machine we come from: whatever letter comes next has the same. */
function isAboutUs(fault: FailedAttempt, answer: number): boolean {
  const enhanced = enhancedCode(fault);
  if (enhanced) return enhanced[1] === '7' || (enhanced[1] === '1' && ['7', '8'].includes(enhanced[2] ?? ''));
  // 552 at MAIL FROM is the size of this letter.
  if (fault.command === 'MAIL FROM') return answer !== 552;
  return fault.command === 'RCPT TO' && AGAINST_US.test(fault.response ?? '');
}

const AGAINST_US = /relay|denied|blocked|black ?list|spam|policy|authenticat/i;
/** RFC 3463: subject and detail of a 5.x.y. */
const enhancedCode = ({ response }: FailedAttempt) =>
  /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})/.exec(response ?? '');

/** By the enhanced code (RFC 3463) where the server gives one, else by the classic codes for RCPT TO. */
function isBadRecipient(fault: FailedAttempt, answer: number): boolean {
  const enhanced = enhancedCode(fault);
  if (enhanced) {
    // x.1.7 and x.1.8 are about the sender's address; x.2 is the recipient's mailbox: disabled, full.
    return enhanced[1] === '2' || (enhanced[1] === '1' && enhanced[2] !== '7' && enhanced[2] !== '8');
  }
  // 552 is a mailbox that is full.
  if (fault.command !== 'RCPT TO' || ![550, 551, 552, 553].includes(answer)) return false;
  return !AGAINST_US.test(fault.response ?? '');
}

// A server's answer can be pages long and hold line breaks; the ledger keeps one line.
const LONGEST_REASON = 400;

function reasonOf(fault: FailedAttempt): string {
  const where = fault.command && !['CONN', 'API'].includes(fault.command) ? ` (${fault.command})` : '';
  const said = fault.response ?? `${fault.message}${fault.code ? ` [${fault.code}]` : ''}`;
  return (
    `${said}${where}`
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_REASON) || 'no reason given'
  );
}

/**
 * The code of a mail server's reply (RFC 5321 section 4.2.1): three digits at the head of each of its lines.
 * @returns the first line's code; null where a line has none or says the opposite, for then nothing is known
 */
export function codeOfReply(reply: string): number | null {
  const codes = reply.split(/\r?\n/).map((line) => /^\d{3}(?!\d)/.exec(line)?.[0]);
  const [first] = codes;
  if (first === undefined || codes.some((code) => code?.[0] !== first[0])) return null;
  return Number(first);
}

/** The server says that it has the letter, and nothing else. */
export function isYes(reply: string): boolean {
  const code = codeOfReply(reply);
  return code !== null && code >= 200 && code < 300;
}
