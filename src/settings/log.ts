import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

/** The part of pino that delivery and the mailbox speak to. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** What a log line may never hold: who a customer is and where they are reached. Lines name ids. */
const PERSONAL = [
  'name',
  'salutation',
  'email',
  'address',
  'to',
  'phone',
  'to_name',
  'to_address',
  'subject',
];

/**
 * The log of a worker: one JSON line per event on stderr, with addresses and names redacted, because stdout is
 * for what a command was asked for.
 * @param destination where lines go instead
 */
export function logTo(
  level: Config['logLevel'],
  destination: DestinationStream = pino.destination(2),
): Logger {
  const paths = PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[redacted]' }, serializers: { err: sayError } },
    { write: (line) => destination.write(harmless(line)) },
  );
}

/**
 * JSON escapes the control characters below U+0020, and so no words from elsewhere can begin a line of the log. What else
 * steers a terminal or turns the direction of a text is escaped here: the line means the same to who parses it.
 */
const harmless = (line: string): string =>
  line.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** Only these: what PostgreSQL adds in `detail` and `where` is the row itself, with whom it concerns. */
const sayError = (error: unknown): object =>
  error instanceof Error
    ? {
        type: error.name,
        message: error.message,
        code: 'code' in error ? error.code : undefined,
        stack: error.stack,
      }
    : { message: String(error) };
