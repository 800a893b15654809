import type { ToldReader } from '../../customer/say.ts';
import { numberFormat, writtenIn } from './formats.ts';
import type { Reader } from './views.ts';

/** A reader of a page, as those are told who put codes into words. */
export const toldReader = ({ say, language, locale, timeZone }: Reader): ToldReader => ({
  say,
  when: (written) => writtenIn(written, locale, timeZone),
  number: (value) => numberFormat(language).format(value),
});
