import type { Mail } from '../letter/mail.ts';
import type { FailedAttempt } from './outcome.ts';

/** What the transport can say of one attempt. */
export type Submission =
  /** `captured`: it was written to a file, and reached nobody. */
  | { readonly taken: true; readonly reply: string; readonly captured?: true }
  | { readonly taken: false; readonly fault: FailedAttempt }
  /** It was not let go, and nothing of its text left. */
  | { readonly taken: false; readonly fault: null };

/**
 * Whether a letter may leave now. Asked when a connection has taken it, so that the answer is on its way while the server is told
 * of sender and recipient, and again before the first byte of its text.
 */
export type MayLeave = () => Promise<boolean>;

/**
 * Where letters go. Two variants: `smtp` hands them to a mail server, `capture` writes each to a file and
 * nothing leaves the machine.
 */
export interface Transport {
  readonly kind: 'smtp' | 'capture';
  /** For people: `mail.example:587` or the folder. Never a password. */
  readonly where: string;
  /** Letters that may be under way at once. */
  readonly lanes: number;
  /** One attempt. Never throws for what the server or the line does; a fault is an answer. */
  submit(mail: Mail, name: string, mayLeave?: MayLeave): Promise<Submission>;
  /** Proves that letters could go: handshake and login, or a writable folder. @throws RunFailure saying what to do */
  verify(): Promise<void>;
  /** Ends idle connections; attempts under way are finished. */
  close(): void;
}
