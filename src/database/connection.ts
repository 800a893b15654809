import pg from 'pg';
import { ConfigurationFailure } from '../failure.ts';
import { showUrl } from '../settings/config.ts';

const CONNECT_MS = 5_000;
/** int8 stays text (pg's default): a bigint must not lose digits. A date is a day, not a moment: it stays text. */
const DATE = 1082;

const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => {
    if (id === DATE) return (text: string | Buffer) => text.toString();
    return pg.types.getTypeParser(id, format);
  },
};

/** Adds settings to a connection's start, after those that the URL brings, so that ours hold. */
export function withSettings(url: string, settings: Readonly<Record<string, string>>): string {
  const parsed = new URL(url);
  const given = parsed.searchParams.get('options');
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`);
  parsed.searchParams.set('options', [...(given ? [given] : []), ...ours].join(' '));
  return parsed.href;
}

/**
 * A pool on `url`, whose connections read dates as `YYYY-MM-DD` text, int8 as text and timestamptz as Date.
 * @param max how many connections at most.
 */
export function poolOn(url: string, settings: Readonly<Record<string, string>>, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: withSettings(url, settings),
    application_name: 'tidings',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    max,
    types,
  });
  // An idle connection that the server cut is replaced at the next use; unheard, the event would end the process.
  pool.on('error', () => undefined);
  // One that is in use fails its query as well; the event alone, without a listener, would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Connects once.
 * @param variable the name of the variable that holds the URL, for the message.
 * @throws ConfigurationFailure naming host, port and database, never the password, and what to do.
 */
export async function reach(pool: pg.Pool, url: string, variable: string): Promise<void> {
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    throw new ConfigurationFailure(`${variable}: the database ${showUrl(url)} ${whatIsWrong(error)}`);
  }
}

function whatIsWrong(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message || code : String(error);
  switch (code) {
    case 'ECONNREFUSED':
      return 'refuses connections. Is PostgreSQL running there, and is the port right?';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'can not be found: the host name is unknown. Check its spelling and the network.';
    case '28P01':
    case '28000':
      return `does not let us in (${said}). Check the user, the password and pg_hba.conf.`;
    case '3D000':
      return `is not there (${said}). Create it, or correct the name.`;
    case '53300':
      return `has no connection left (${said}). Raise max_connections or start fewer workers.`;
    default:
      return `can't be reached within ${CONNECT_MS / 1000} s (${said}). Check host, port, network and TLS settings.`;
  }
}
