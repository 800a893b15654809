import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { ConsoleUser } from '../ledger/console-users.ts';
import { isLoopback } from '../loopback.ts';
import { languageFor, PAGE_LANGUAGES, type PageLanguage, type Say, sayIn } from './say.ts';
import type { Reader } from './views.ts';

const sentences = new Map<PageLanguage, Say>();

/** In whose language and on whose clocks a page is written: as the user chose, else the browser's and the company's. */
export function readerOf(request: FastifyRequest, user: ConsoleUser | null, companyZone: string): Reader {
  const language =
    PAGE_LANGUAGES.find((each) => each === user?.language) ?? languageFor(request.headers['accept-language']);
  const say = sentences.get(language) ?? sayIn(language);
  sentences.set(language, say);
  return { language, timeZone: user?.timeZone ?? companyZone, say };
}

/** Off this machine the cookie goes over TLS alone, and to this very host (RFC 6265bis, 4.1.3.2: __Host-). */
export const isAtHome = ({ consoleAddress }: Config): boolean =>
  consoleAddress !== null && isLoopback(consoleAddress.host);

export const sessionCookie = (config: Config): string => (isAtHome(config) ? 'tidings' : '__Host-tidings');
