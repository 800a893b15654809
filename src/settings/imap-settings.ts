import { secretOf } from './secret.ts';

/** Where letters come back to. A secret: never to be printed. */
export interface ImapSettings {
  readonly url: string;
  /** Of a variable or a file of its own; null: it stands in the URL. */
  readonly password: string | null;
}

/** @returns null without IMAP_URL: no mailbox is read; and one sentence for each fault, which never holds a secret */
export function imapSettings(read: (name: string) => string | null): {
  readonly settings: ImapSettings | null;
  readonly faults: readonly string[];
} {
  const url = read('IMAP_URL');
  try {
    const password = secretOf('IMAP_PASSWORD', read('IMAP_PASSWORD'), read('IMAP_PASSWORD_FILE'));
    return { settings: url === null ? null : { url, password }, faults: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { settings: null, faults: [error.message] };
  }
}
