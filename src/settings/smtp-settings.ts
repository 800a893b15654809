import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isLoopback } from './loopback.ts';
import { contentOf, secretOf } from './secret.ts';

/** How we log in at the mail server and sign our letters, beside what SMTP_URL says. Secrets: never to be printed. */
export interface SmtpSettings {
  readonly password: string | null;
  readonly oauth: OAuthClient | null;
  readonly dkim: DkimKey | null;
}

export const NO_SETTINGS: SmtpSettings = { password: null, oauth: null, dkim: null };

/** A client of an OAuth2 service that gives it access tokens (RFC 6749 section 6). */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** Where tokens are fetched. */
  readonly url: string;
}

/** RFC 6376: the key, and where its public half stands in the DNS. */
export interface DkimKey {
  readonly selector: string;
  /** null: the domain of the policy's sender. */
  readonly domain: string | null;
  /** PEM. */
  readonly key: string;
}

/** Reads a variable; null when it is not set. */
type Variables = (name: string) => string | null;

/** @returns the settings, and one sentence for each fault: it names the variable and never a secret */
export function smtpSettings(read: Variables): {
  readonly settings: SmtpSettings;
  readonly faults: readonly string[];
} {
  const faults: string[] = [];
  const orFault = <Value>(make: () => Value | null): Value | null => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      faults.push(error.message);
      return null;
    }
  };
  const password = orFault(() => secretIn(read, 'SMTP_PASSWORD'));
  const oauth = orFault(() => oauthOf(read));
  if (password !== null && oauth !== null)
    faults.push(
      'SMTP_PASSWORD and SMTP_OAUTH_CLIENT_ID are both set; keep the one that the server asks for.',
    );
  return { settings: { password, oauth, dkim: orFault(() => dkimOf(read)) }, faults };
}

const secretIn = (read: Variables, name: string): string | null =>
  secretOf(name, read(name), read(`${name}_FILE`));

function oauthOf(read: Variables): OAuthClient | null {
  const url = read('SMTP_OAUTH_URL');
  const clientId = read('SMTP_OAUTH_CLIENT_ID');
  const clientSecret = secretIn(read, 'SMTP_OAUTH_CLIENT_SECRET');
  const refreshToken = secretIn(read, 'SMTP_OAUTH_REFRESH_TOKEN');
  if (url !== null && clientId !== null && clientSecret !== null && refreshToken !== null)
    return { url: safeUrl(url), clientId, clientSecret, refreshToken };
  const missing = Object.entries({
    SMTP_OAUTH_URL: url,
    SMTP_OAUTH_CLIENT_ID: clientId,
    SMTP_OAUTH_CLIENT_SECRET: clientSecret,
    SMTP_OAUTH_REFRESH_TOKEN: refreshToken,
  }).flatMap(([name, value]) => (value === null ? name : []));
  if (missing.length === 4) return null;
  throw new RangeError(`${missing.join(' and ')} must be set too: OAuth2 needs all four.`);
}

/** The secret and the tokens go there: never in the clear over a network. */
function safeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:') return text;
  if (url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'))) return text;
  throw new RangeError(
    'SMTP_OAUTH_URL is not an https:// address; it is where your mail provider gives tokens.',
  );
}

const DOMAIN_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

function dkimOf(read: Variables): DkimKey | null {
  const [selector, file, domain] = [read('DKIM_SELECTOR'), read('DKIM_KEY_FILE'), read('DKIM_DOMAIN')];
  if (selector === null && file === null) {
    if (domain === null) return null;
    throw new RangeError('DKIM_DOMAIN is set, but DKIM_SELECTOR and DKIM_KEY_FILE are not.');
  }
  if (selector === null || file === null)
    throw new RangeError(
      `${selector === null ? 'DKIM_SELECTOR' : 'DKIM_KEY_FILE'} must be set too: a signature needs both.`,
    );
  if (!DOMAIN_NAME.test(selector))
    throw new RangeError('DKIM_SELECTOR is not a name of the DNS, such as 2026a.');
  if (domain !== null && !DOMAIN_NAME.test(domain)) throw new RangeError('DKIM_DOMAIN is not a domain.');
  return { selector, domain, key: signingKey(file) };
}

// RFC 8301 section 3.2: verifiers need not look at shorter ones.
const SHORTEST_KEY = 1024;

/** Looked at here, because a key that cannot sign would let letters leave unsigned without a word. */
function signingKey(file: string): string {
  const text = contentOf('DKIM_KEY_FILE', file);
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    throw new RangeError(
      `DKIM_KEY_FILE names ${file}, which is no private key; \`openssl genrsa 2048\` makes one.`,
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType === 'rsa' && bits >= SHORTEST_KEY) return text;
  throw new RangeError(
    `DKIM_KEY_FILE names ${file}, whose key is not RSA with ${SHORTEST_KEY} bits or more; \`openssl genrsa 2048\` makes one.`,
  );
}
