import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

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
 */
export function logTo(level: Config['logLevel']): Logger {
  const paths = PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[redacted]' }, serializers: { err: sayError } },
    pino.destination(2),
  );
}

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
