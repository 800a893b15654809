/** A list as PostgreSQL reads a `text[]`, `{"a","b"}`. */
export const textArray = (values: Iterable<string>): string =>
  `{${Array.from(values, (value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const SPECIAL = /[\\\t\n\r]/;
const ALL_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A column of a row in the text format of COPY. */
export const copyColumn = (text: string): string =>
  SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (special) => ESCAPES[special] ?? special) : text;

const LONGEST = 1_000;

/** What a stranger wrote, as it can be kept: PostgreSQL holds neither NUL nor half a surrogate pair, and it may be as long as it likes. */
export function storable(text: string): string;
export function storable(text: string | null): string | null;
export function storable(text: string | null): string | null {
  return text === null ? null : text.slice(0, LONGEST).replace(/[\0\p{Cs}]/gu, '');
}
