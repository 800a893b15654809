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
  return pino({ level, base: null, redact: { paths, censor: '[redacted]' } }, pino.destination(2));
}
