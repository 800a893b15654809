import type pg from 'pg';
import { ConfigurationFailure } from '../failure.ts';
import type { Connections } from './purposes.ts';

/** What a connection must have taken, or its work would do something else than it says. */
export type Settings = Readonly<Record<string, string>>;

/**
 * How soon the server's end notices that ours is gone, so that what a lost session holds (rows, the lock of a round) is free
 * again: seconds until it asks, between questions, how many; and milliseconds that what it sent may stay unanswered.
 */
const KEEPALIVE: Settings = {
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '60000',
};

/**
 * Sets a new connection's session up and reads back what it took. By SET and not with the start of the connection: a pooler refuses that
 * or, told to ignore it, loses it unsaid. A time limit that the server's administrator or the URL has set shorter stays.
 * @param needed names and values that must hold
 * @param given what the URL brings: a time limit of it holds, longer or shorter
 * @throws ConfigurationFailure when one of `needed` does not hold
 */
export async function setUpSession(
  client: pg.ClientBase,
  needed: Settings,
  given: Settings,
  lines: Connections,
): Promise<void> {
  const whole = { ...KEEPALIVE, ...given, ...needed };
  const limits = Object.entries(limitsOf(lines)).filter(([name, ms]) => ms > 0 && !(name in given));
  await client.query({
    text: `select set_config(name, value, false) from unnest($1::text[], $2::text[]) as s (name, value)
           union all
           select set_config(s.name, s.ms::text, false) from unnest($3::text[], $4::int[]) as s (name, ms)
           join pg_settings p on p.name = s.name where p.setting::int = 0 or p.setting::int > s.ms`,
    values: [
      Object.keys(whole),
      Object.values(whole),
      limits.map(([name]) => name),
      limits.map(([, ms]) => ms),
    ],
  });
  const { rows } = await client.query<{ name: string; value: string | null }>({
    text: 'select name, current_setting(name, true) as value from unnest($1::text[]) as s (name)',
    values: [Object.keys(needed)],
  });
  for (const { name, value } of rows) if (!isTaken(name, needed[name] ?? '', value)) refuse(name, value);
}

const limitsOf = ({ statement, lock, idleInTransaction }: Connections): Readonly<Record<string, number>> => ({
  statement_timeout: statement,
  lock_timeout: lock,
  idle_in_transaction_session_timeout: idleInTransaction,
});

/** `DateStyle` comes back with the order of day and month behind it. */
const isTaken = (name: string, wanted: string, value: string | null): boolean =>
  value === wanted || (name === 'DateStyle' && value?.split(',')[0] === wanted);

function refuse(name: string, value: string | null): never {
  throw new ConfigurationFailure(
    `gives us a session that does not keep its setting ${name} (it says ${JSON.stringify(value)}). ` +
      'A pooler that gives each transaction another session does that: let it use its session mode, or name the PostgreSQL itself.',
  );
}

/**
 * Takes what a URL's `options` sets (`-c name=value`, `--name=value`) out of it, to be set once the connection stands: poolers refuse `options`.
 * What is written in another way stays in the URL.
 */
export function settingsOf(url: string): { readonly url: string; readonly given: Settings } {
  const parsed = new URL(url);
  const options = parsed.searchParams.get('options');
  if (options === null) return { url, given: {} };
  const given: Record<string, string> = {};
  // A blank within a value is written with a backslash before it.
  const rest = options.replaceAll(
    /(?:^|\s)(?:-c\s*|--)([\w.-]+)=((?:\\.|[^\\\s])*)/g,
    (_all, name, value) => {
      given[String(name).replaceAll('-', '_')] = String(value).replaceAll(/\\(.)/g, '$1');
      return '';
    },
  );
  if (rest.trim() === '') parsed.searchParams.delete('options');
  else parsed.searchParams.set('options', rest.trim());
  return { url: parsed.href, given };
}
