import { type PageLanguage, sayIn } from '../../src/console/frame/say.ts';
import { toldReader } from '../../src/console/frame/told-reader.ts';
import { Teller } from '../../src/replay/telling/teller.ts';

/** Who tells a replay of a company of Warsaw. */
export const tellerIn = (language: PageLanguage): Teller =>
  new Teller(
    language,
    toldReader({ language, locale: language, timeZone: 'Europe/Warsaw', say: sayIn(language) }),
  );
