import pg from 'pg';
import { ConfigurationFailure } from '../failure.ts';
import { showUrl } from '../settings/config.ts';
import { expectOwnSession } from './pooling.ts';
import type { Connections } from './purposes.ts';
import { type Settings, settingsOf, setUpSession } from './session-settings.ts';
import { heedSilence } from './silence.ts';

const CONNECT_MS = 5_000;
/** int8 stays text (pg's default): a bigint must not lose digits. A date is a day, not a moment: it stays text. */
const DATE = 1082;

const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => {
    if (id === DATE) return (text: string | Buffer) => text.toString();
    return pg.types.getTypeParser(id, format);
  },
};

/** Milliseconds until the system asks a line that is still whether its other end is there; it then gives it up within seconds. */
const KEEP_ALIVE_AFTER = 15_000;

function howToConnect(url: string): { readonly config: pg.ClientConfig; readonly given: Settings } {
  const { url: plain, given } = settingsOf(url);
  const config = {
    connectionString: plain,
    application_name: 'tidings',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER,
  };
  return { config, given };
}

/**
 * A pool on `url`, whose connections read dates as `YYYY-MM-DD` text, int8 as text and timestamptz as Date.
 * @param settings what each session must have; it is refused when it does not take one
 * @param lines how many connections at most, and how long they wait
 */
export function poolOn(url: string, settings: Settings, lines: Connections): pg.Pool {
  const { config, given } = howToConnect(url);
  const pool = new pg.Pool({
    ...config,
    max: lines.most,
    types,
    onConnect: async (client) => {
      if (!(client instanceof pg.Client)) return;
      const patience = heedSilence(client, Math.min(CONNECT_MS, lines.silence));
      await setUpSession(client, settings, given, lines);
      patience(lines.silence);
    },
  });
  // An idle connection that the server cut is replaced at the next use; unheard, the event would end the process.
  pool.on('error', () => undefined);
  // One that is in use fails its query as well; the event alone, without a listener, would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Connects once.
 * @param pooled somebody else runs it, so that a pooler may stand before it
 * @param variable the name of the variable that holds the URL, for the message.
 * @throws ConfigurationFailure naming host, port and database, never the password, and what to do.
 */
export async function reach(pool: pg.Pool, url: string, variable: string, pooled: boolean): Promise<void> {
  try {
    if (pooled) await expectOwnSession(() => plainConnection(url));
    const client = await pool.connect();
    client.release();
  } catch (error) {
    const wrong = error instanceof ConfigurationFailure ? error.message : whatIsWrong(error);
    throw new ConfigurationFailure(`${variable}: the database ${showUrl(url)} ${wrong}`);
  }
}

async function plainConnection(url: string): Promise<pg.Client> {
  const client = new pg.Client(howToConnect(url).config);
  client.on('error', () => undefined);
  heedSilence(client, CONNECT_MS);
  await client.connect();
  return client;
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
