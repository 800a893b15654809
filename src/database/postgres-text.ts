/** A list as PostgreSQL reads a `text[]`, `{"a","b"}`. */
export const textArray = (values: Iterable<string>): string =>
  `{${Array.from(values, (value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const SPECIAL = /[\\\t\n\r]/;
const ALL_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A column of a row in the text format of COPY. */
export const copyColumn = (text: string): string =>
  SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (special) => ESCAPES[special] ?? special) : text;
