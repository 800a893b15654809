import { randomBytes, randomUUID, scryptSync } from 'node:crypto';
import path from 'node:path';
import pino from 'pino';
import { DraftDesk } from '../../src/console/desk/draft-desk.ts';
import type { UserRole } from '../../src/console/door/roles.ts';
import { openSession } from '../../src/console/door/sign-in.ts';
import type { ConsoleSetup, Route } from '../../src/console/frame/routes.ts';
import { PAGES } from '../../src/console/pages.ts';
import { serveConsole } from '../../src/console/serve-console.ts';
import type { Databases } from '../../src/database/databases.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { addUser, setPassword } from '../../src/ledger/users/console-users.ts';
import { textsOf } from '../../src/policy/parse.ts';
import { transportFor } from '../../src/post/server/transport-for.ts';
import type { World } from '../../src/round/round.ts';
import { readConfig } from '../../src/settings/config.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { freePort } from './free-port.ts';
import { shippedLanguages, shippedPolicy } from './policy.ts';

/** A console that runs, over databases of its own. */
export interface RunningConsole {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Signs a new user of this role in. */
  signIn(role: UserRole): Promise<Visitor>;
  /** Signs somebody in who is a user already. */
  enter(name: string, password: string): Promise<Visitor>;
  /** All that signed-in users can ask for. */
  readonly routes: readonly Route[];
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
    fields?: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const PASSWORD = 'correct horse battery staple';

/**
 * A hash of it, made as our own are but for its price, which a hash names itself: ours costs a quarter of a second at each
 * try on purpose, and tests try hundreds of times.
 */
const CHEAP_HASH = ((cost: { readonly N: number; readonly r: number; readonly p: number }): string => {
  const salt = randomBytes(16);
  const key = scryptSync(PASSWORD, salt, 32, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
})({ N: 2, r: 1, p: 1 });

/**
 * Starts the console; `world` comes from the test, with its rules and its clock.
 * @param options `serve`: the console as it ships, where its speed matters
 */
export async function startConsole(
  databases: Databases,
  world: Omit<World, 'databases' | 'templates'> &
    Partial<Pick<ConsoleSetup, 'templates' | 'policyFile' | 'policyTexts'>>,
  env: Readonly<Record<string, string>> = {},
  {
    patience,
    serve = serveConsole,
  }: { readonly patience?: number; readonly serve?: typeof serveConsole } = {},
): Promise<RunningConsole> {
  const config = readConfig({ CONSOLE_ADDRESS: `127.0.0.1:${await freePort()}`, ...env });
  const whole: ConsoleSetup = {
    policyFile: path.join(packageRoot, 'policy.yaml'),
    policyTexts: textsOf(world.rules) ?? {
      file: shippedPolicy,
      name: 'policy.yaml',
      shipped: shippedPolicy,
      languages: shippedLanguages,
    },
    templates: await Templates.shipped(),
    ...world,
    databases,
    config,
    log: pino({ level: 'silent' }),
  };
  const server = await serve(whole, patience);
  if (!server || !config.consoleAddress) throw new Error('the console is off');
  const url = `http://127.0.0.1:${config.consoleAddress.port}`;
  return {
    url,
    routes: routesOf(whole),
    signIn: (role) => signIn(url, databases, role, world.clock.now()),
    enter: (name, password) => enter(url, name, password),
    close: () => server.close(),
  };
}

/** As the console itself makes them; they are looked at, and never answer. */
function routesOf(setup: ConsoleSetup): readonly Route[] {
  const desk = new DraftDesk();
  const transport = transportFor(setup.config, setup.rules);
  const routes = PAGES.flatMap((pages) => pages({ ...setup, desk, transport }));
  desk.close();
  transport.close();
  return routes;
}

async function signIn(
  url: string,
  { ledgerPool }: Databases,
  role: UserRole,
  at: ReturnType<World['clock']['now']>,
): Promise<Visitor> {
  const name = `${role}-${randomUUID().slice(0, 8)}`;
  await addUser(ledgerPool, { name, role, passwordHash: CHEAP_HASH }, 'a test', at);
  await setPassword(ledgerPool, name, CHEAP_HASH, false);
  // Not by the form: what it does is the test of the door's.
  const { host, port } = new URL(url);
  const { token } = await openSession(ledgerPool, name, at, host);
  return visitorOf(url, name, PASSWORD, `tidings-${port}=${token}`);
}

async function enter(url: string, name: string, password: string): Promise<Visitor> {
  const answer = await send(`${url}/sign-in`, {
    method: 'POST',
    headers: fromAnywhere(),
    body: form({ name, password, next: '/' }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`could not sign in: ${answer.status} ${answer.text}`);
  return visitorOf(url, name, password, cookie);
}

function visitorOf(url: string, name: string, password: string, cookie: string): Visitor {
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    send(`${url}${path}`, { headers: { cookie, ...fromAnywhere(), ...headers } });
  return {
    name,
    password,
    cookie,
    get,
    post: async (path, fields = {}, headers = {}) => {
      const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/account')).text)?.[1] ?? '';
      return send(`${url}${path}`, {
        method: 'POST',
        headers: { cookie, ...fromAnywhere(), ...headers },
        body: form({ csrf, ...fields }),
      });
    },
  };
}

/** As through a proxy on this machine, from an address of its own each time: rates are limited per address. */
export const fromAnywhere = (): Readonly<Record<string, string>> => ({
  'x-forwarded-for': [10, ...randomBytes(3)].join('.'),
});

const form = (fields: Readonly<Record<string, string | readonly string[]>>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, String(each)]),
    ),
  );

async function send(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
