import { ConfigurationFailure } from '../../failure.ts';
import { isLoopback } from '../../settings/loopback.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `host:port`, for people. */
  readonly where: string;
  readonly encryption: 'tls' | 'starttls' | 'none';
  /** null: nobody logs in. */
  readonly user: string | null;
  /** null: there is none in the URL. */
  readonly password: string | null;
}

/**
 * Reads `smtp://user:password@host:587` (STARTTLS, required unless the host is this machine) or
 * `smtps://…` (TLS from the first byte). `?tls=off` sends in the clear over a network that you trust.
 * @throws ConfigurationFailure that never repeats the URL: it holds a password.
 */
export function readSmtpUrl(text: string): SmtpServer {
  if (!URL.canParse(text)) throw malformed('is not a URL');
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  if (!secure && url.protocol !== 'smtp:') throw malformed('does not begin with smtp:// or smtps://');
  if (!url.hostname) throw malformed('names no host');
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'tls');
  if (unknown.length > 0) throw malformed(`has an option that does not exist: ${unknown.join(', ')}`);
  const tls = url.searchParams.get('tls');
  if (tls !== null && tls !== 'off') throw malformed('may only say ?tls=off');
  if (secure && tls === 'off') throw malformed('says both smtps:// and ?tls=off');

  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port ? Number(url.port) : secure ? 465 : 587;
  const clear = tls === 'off' || isLoopback(host);
  return {
    host,
    port,
    where: `${url.hostname}:${port}`,
    encryption: secure ? 'tls' : clear ? 'none' : 'starttls',
    user: url.username ? decode(url.username) : null,
    password: url.password ? decode(url.password) : null,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed('has a % in the user or password that is not written as %25');
  }
}

const malformed = (what: string): ConfigurationFailure =>
  new ConfigurationFailure(`SMTP_URL ${what}; write it like smtp://user:password@mail.example:587.`);
