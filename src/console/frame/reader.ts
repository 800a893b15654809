import type { FastifyRequest } from 'fastify';
import type { ConsoleUser } from '../../ledger/users/console-users.ts';
import type { Rules } from '../../policy/rules.ts';
import { localeIn } from './formats.ts';
import { languageFor, PAGE_LANGUAGES, sayIn } from './say.ts';
import type { Reader } from './views.ts';

/**
 * In whose language and on whose clocks a page is written: as the user chose, else the browser's and the company's. Days are written
 * as the company's country writes them: 25 Nov 2026 in the English of Poland.
 */
export function readerOf(
  request: FastifyRequest,
  user: ConsoleUser | null,
  { timeZone, country }: Rules['company'],
): Reader {
  const language =
    PAGE_LANGUAGES.find((each) => each === user?.language) ?? languageFor(request.headers['accept-language']);
  return {
    language,
    locale: localeIn(language, country),
    timeZone: user?.timeZone ?? timeZone,
    say: sayIn(language),
  };
}
