import path from 'node:path';
import { Liquid } from 'liquidjs';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { REPLAY_VIEWS } from '../../replay/page/replay-file.ts';
import { dayIn, languageName, momentIn, numberFormat } from './formats.ts';
import type { PageLanguage, Say } from './say.ts';

/** For whom a page is written. */
export interface Reader {
  readonly language: PageLanguage;
  /** BCP 47, the language as the company's country writes days. */
  readonly locale: string;
  /** IANA name; moments are shown on its clocks. */
  readonly timeZone: string;
  readonly say: Say;
}

const folder = path.join(import.meta.dirname, '../views');

/** Renders the views of views/: HTML with every value escaped. A variable that the data does not hold is an error. */
export class Views {
  readonly #engine: Liquid;

  constructor() {
    this.#engine = new Liquid({
      root: [folder, REPLAY_VIEWS],
      extname: '.liquid',
      cache: true,
      outputEscape: 'escape',
      strictVariables: true,
      strictFilters: true,
      ownPropertyOnly: true,
    });
    this.#addFilters();
  }

  render(view: string, data: object, reader: Reader): Promise<string> {
    return this.#engine.renderFile(view, data, { globals: { reader } });
  }

  #addFilters(): void {
    const engine = this.#engine;
    const readerOf = (filter: { context: { getSync(path: string[]): unknown } }): Reader =>
      filter.context.getSync(['reader']) as Reader;
    // {{ 'letters.count' | t: count: 3 }}
    engine.registerFilter('t', function (key: unknown, ...named: unknown[]) {
      const values = Object.fromEntries(named.filter(Array.isArray) as [string, string | number][]);
      return readerOf(this).say(String(key), values);
    });
    // {{ 'de' | language_name }}
    engine.registerFilter('language_name', function (code: unknown) {
      return languageName(String(code), readerOf(this).language);
    });
    // {{ moment | when }}: day and minute on the reader's clocks.
    engine.registerFilter('when', function (value: unknown) {
      return moment(value, readerOf(this));
    });
    // {{ '2026-11-27' | day }}, {{ moment | day }}
    engine.registerFilter('day', function (value: unknown) {
      const reader = readerOf(this);
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
        ? dayIn(value, reader.locale)
        : moment(value, reader, { dateStyle: 'medium' });
    });
    engine.registerFilter('iso', (value: unknown) => isoOf(value));
    engine.registerFilter('number', function (value: unknown) {
      return value === null ? '' : numberFormat(readerOf(this).language).format(Number(value));
    });
    // {{ '480.00' | amount: 'PLN' }}
    engine.registerFilter('amount', function (value: unknown, currency: unknown) {
      return amount(value, String(currency ?? ''), readerOf(this).language);
    });
    // A share of 0 to 1.
    engine.registerFilter('percent', function (value: unknown) {
      return value === null
        ? '–'
        : numberFormat(readerOf(this).language, { style: 'percent' }).format(Number(value));
    });
  }
}

/** With its currency's own number of decimals; what is no currency that Intl knows stands behind the number as it is. */
function amount(value: unknown, currency: string, language: string): string {
  const number = Number(value);
  if (value === null || Number.isNaN(number)) return '';
  try {
    const style = { style: 'currency', currency, currencyDisplay: 'code' } as const;
    return numberFormat(language, style).format(number);
  } catch {
    return `${numberFormat(language).format(number)} ${currency}`;
  }
}

function moment(value: unknown, { locale, timeZone }: Reader, style?: Intl.DateTimeFormatOptions): string {
  const iso = isoOf(value);
  return iso === '' ? '' : momentIn(iso, locale, timeZone, style);
}

/** Moments come as milliseconds, as dates of the database or as ISO text. */
function isoOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' ? isoInstant(value as Instant) : String(value);
}
