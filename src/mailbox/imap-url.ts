import { ConfigurationFailure } from '../failure.ts';
import type { Config } from '../settings/config.ts';
import { isLoopback } from '../settings/loopback.ts';

/** The mailbox to which letters come back, and how to get into it. */
export interface ImapServer {
  readonly host: string;
  readonly port: number;
  /** `host:port`, for people. */
  readonly where: string;
  readonly encryption: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
  /** The folder that is read. */
  readonly folder: string;
}

/** The mailbox of IMAP_URL; null without one. @throws ConfigurationFailure when it cannot be read */
export const imapServerOf = ({ imap }: Pick<Config, 'imap'>): ImapServer | null =>
  imap === null ? null : readImapUrl(imap.url, imap.password);

/**
 * Reads `imaps://user:password@host/Folder` (TLS from the first byte) or `imap://…` (STARTTLS, required unless the host
 * is this machine). Without a folder it is INBOX.
 * @param password of a variable or a file of its own; null: that of the URL
 * @throws ConfigurationFailure that never repeats the URL: it holds a password
 */
function readImapUrl(text: string, password: string | null): ImapServer {
  if (!URL.canParse(text)) throw malformed('is not a URL');
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  if (!secure && url.protocol !== 'imap:') throw malformed('does not begin with imap:// or imaps://');
  if (!url.hostname) throw malformed('names no host');
  if (url.search !== '') throw malformed('has options, and there are none');
  if (!url.username) throw malformed('names no user');
  const own = decode(url.password);
  if (own !== '' && password !== null)
    throw malformed('has a password, and IMAP_PASSWORD is set too; keep one');
  const secret = password ?? own;
  if (secret === '')
    throw malformed('has no password; it may also stand in IMAP_PASSWORD or IMAP_PASSWORD_FILE');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port ? Number(url.port) : secure ? 993 : 143;
  return {
    host,
    port,
    where: `${url.hostname}:${port}`,
    encryption: secure ? 'tls' : isLoopback(host) ? 'none' : 'starttls',
    user: decode(url.username),
    password: secret,
    folder: decode(url.pathname.slice(1)) || 'INBOX',
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed('has a % that is not written as %25');
  }
}

const malformed = (what: string): ConfigurationFailure =>
  new ConfigurationFailure(`IMAP_URL ${what}; write it like imaps://user:password@mail.example.`);
