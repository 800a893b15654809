import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { readConfig } from '../../src/config.ts';
import { hashPassword } from '../../src/console/password.ts';
import type { UserRole } from '../../src/console/roles.ts';
import { serveConsole } from '../../src/console/serve-console.ts';
import { addUser, setPassword } from '../../src/ledger/console-users.ts';
import { Templates } from '../../src/ledger/templates.ts';
import type { World } from '../../src/round.ts';
import type { FreshDatabases } from './database.ts';
import { freePort } from './free-port.ts';

/** A console that runs, over databases of its own. */
export interface RunningConsole {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Signs a new user of this role in. */
  signIn(role: UserRole): Promise<Visitor>;
  close(): Promise<void>;
}

/** A browser without a screen: keeps its cookie, follows nothing. */
export interface Visitor {
  readonly name: string;
  readonly password: string;
  readonly cookie: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends a form with the session's token, which it reads from a page. */
  post(
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const PASSWORD = 'correct horse battery staple';
// scrypt is slow on purpose: one hash serves all users of a test file.
let hash: Promise<string> | undefined;

/**
 * Starts the console; `world` comes from the test, with its rules and its clock.
 * @param serve the console as it ships, where its speed matters
 */
export async function startConsole(
  databases: FreshDatabases,
  world: Omit<World, 'databases' | 'templates'> & { readonly templates?: World['templates'] },
  env: Readonly<Record<string, string>> = {},
  serve: typeof serveConsole = serveConsole,
): Promise<RunningConsole> {
  const config = readConfig({ CONSOLE_ADDRESS: `127.0.0.1:${await freePort()}`, ...env });
  const server = await serve({
    ...world,
    databases,
    templates: world.templates ?? (await Templates.shipped()),
    config,
    log: pino({ level: 'silent' }),
    policyFile: 'policy.yaml',
  });
  if (!server || !config.consoleAddress) throw new Error('the console is off');
  const url = `http://127.0.0.1:${config.consoleAddress.port}`;
  return {
    url,
    signIn: (role) => signIn(url, databases, role, world.clock.now()),
    close: () => server.close(),
  };
}

async function signIn(
  url: string,
  { ledgerPool }: FreshDatabases,
  role: UserRole,
  at: ReturnType<World['clock']['now']>,
): Promise<Visitor> {
  const name = `${role}-${randomUUID().slice(0, 8)}`;
  hash ??= hashPassword(PASSWORD);
  await addUser(ledgerPool, { name, role, passwordHash: await hash }, 'a test', at);
  await setPassword(ledgerPool, name, await hash, false);
  const answer = await send(`${url}/sign-in`, {
    method: 'POST',
    body: form({ name, password: PASSWORD, next: '/' }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`could not sign in: ${answer.status} ${answer.text}`);
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    send(`${url}${path}`, { headers: { cookie, ...headers } });
  return {
    name,
    password: PASSWORD,
    cookie,
    get,
    post: async (path, fields = {}, headers = {}) => {
      const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/account')).text)?.[1] ?? '';
      return send(`${url}${path}`, {
        method: 'POST',
        headers: { cookie, ...headers },
        body: form({ csrf, ...fields }),
      });
    },
  };
}

const form = (fields: Readonly<Record<string, string>>): URLSearchParams => new URLSearchParams(fields);

async function send(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
