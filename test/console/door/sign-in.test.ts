import { createHook } from 'node:async_hooks';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, type Instant, instantOf } from '../../../src/calendar/time.ts';
import { fixedClock } from '../../../src/clock.ts';
import { ownPath } from '../../../src/console/door/own-pages.ts';
import { hashPassword, isPassword, NOBODY, passwordFault } from '../../../src/console/door/password.ts';
import { lockedUntil } from '../../../src/console/door/sign-in.ts';
import { changeRole, givePassword, letIn, shutOut } from '../../../src/console/door/users.ts';
import { readCredentials } from '../../../src/ledger/users/console-users.ts';
import { fromAnywhere, type RunningConsole, startConsole, type Visitor } from '../../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { ask } from '../../support/plain-http.ts';
import { rules } from '../../support/policy.ts';
import { warsaw } from '../../support/when.ts';

let databases: FreshDatabases;
let running: RunningConsole;
let now: Instant;
const pass = (time: number): void => {
  now = instantOf(now + time);
};
beforeAll(async () => {
  now = warsaw('2026-11-27 10:00');
  databases = await freshDatabases();
  running = await startConsole(databases, { rules: rules(), clock: { now: () => now } });
});
beforeEach(() => pass(24 * HOUR));
afterAll(async () => {
  await running.close();
  await databases.close();
});

const signIn = (
  name: string,
  password: string,
  headers: Readonly<Record<string, string>> = {},
  next = '/',
): ReturnType<typeof ask> =>
  ask(`${running.url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...fromAnywhere(), ...headers },
    body: String(new URLSearchParams({ name, password, next })),
  });
const tried = async (name: string, password: string): Promise<number> =>
  (await signIn(name, password)).status;
const cookieOf = ({ headers }: Awaited<ReturnType<typeof ask>>): string =>
  String(headers['set-cookie'] ?? '');
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/account')).status === 200;

describe('a name', () => {
  test('with too many wrong passwords is locked for a while, and then the right one does not help', async () => {
    const visitor = await running.signIn('reader');
    for (let wrong = 0; wrong < 5; wrong += 1) expect(await tried(visitor.name, 'wrong')).toBe(401);
    expect(await tried(visitor.name, visitor.password)).toBe(429);
    expect(await isIn(visitor), 'whoever is in already stays').toBe(true);
    pass(10_000);
    expect(await tried(visitor.name, visitor.password)).toBe(303);
    expect(await tried(visitor.name, 'wrong'), 'the count begins anew').toBe(401);
    expect(await tried(visitor.name, visitor.password)).toBe(303);
  });

  test('is locked twice as long each time, and never for so long that a stranger keeps its owner out', () => {
    const seconds = (tries: number) => ((lockedUntil(tries, now) ?? now) - now) / 1_000;
    expect([4, 5, 6, 7, 11, 12, 100, 5_000].map(seconds)).toEqual([0, 10, 20, 40, 640, 900, 900, 900]);
  });

  test('is locked whether anybody has it or not, and in the same words', async () => {
    const { name } = await running.signIn('reader');
    const answers = async (each: string) => {
      const said: [number, string][] = [];
      for (let wrong = 0; wrong < 6; wrong += 1) {
        const { status, text } = await signIn(each, 'wrong');
        said.push([status, text]);
      }
      return said;
    };
    const [real, nobodys] = [await answers(name), await answers('nobody')];
    expect(real.map(([status]) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(nobodys).toEqual(real);
  });

  test('is no more open to many tries at once', async () => {
    const { name } = await running.signIn('reader');
    const together = await Promise.all(Array.from({ length: 12 }, () => tried(name, 'wrong')));
    expect(together.filter((status) => status === 401)).toHaveLength(5);
  });

  test('is open again after another password, and tries of yesterday count no more', async () => {
    const visitor = await running.signIn('reader');
    for (let wrong = 0; wrong < 6; wrong += 1) await tried(visitor.name, 'wrong');
    expect(await tried(visitor.name, visitor.password)).toBe(429);
    const given = await givePassword(databases.ledgerPool, visitor.name, 'Ola', now);
    expect(await tried(visitor.name, given ?? '')).toBe(303);
    for (let wrong = 0; wrong < 4; wrong += 1) await tried(visitor.name, 'wrong');
    pass(25 * HOUR);
    for (let wrong = 0; wrong < 4; wrong += 1) expect(await tried(visitor.name, 'wrong')).toBe(401);
    expect(await tried(visitor.name, given ?? '')).toBe(303);
  });

  test('that nobody has, a wrong password and a user who is shut out cost the same work', async () => {
    const pool = databases.ledgerPool;
    const [visitor, out] = [await running.signIn('reader'), await running.signIn('reader')];
    const given: (string | null)[] = [];
    for (const { name } of [visitor, out]) given.push(await givePassword(pool, name, 'Ola', now));
    await shutOut(pool, out.name, 'Ola', now);
    const costOf = (hash: string | undefined) => hash?.split('$').slice(0, 4);
    for (const { name } of [visitor, out])
      expect(costOf((await readCredentials(pool, name))?.passwordHash)).toEqual(costOf(NOBODY));
    let derived = 0;
    const hook = createHook({
      init: (_id, type) => {
        if (type === 'SCRYPTREQUEST') derived += 1;
      },
    }).enable();
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    for (const [name, password] of [
      ['nobody-at-all', 'wrong'],
      [visitor.name, 'wrong'],
      [out.name, given[1] ?? ''],
    ] as const)
      answers.push(await signIn(name, password));
    hook.disable();
    expect(derived).toBe(3);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });
});

test('from one address come some tries a minute, whatever names they are for, and whatever it says of itself', async () => {
  const from = (address: string) => signIn('somebody', 'wrong', { 'x-forwarded-for': address });
  // All within the minute that is counted, however long each takes.
  const many = await Promise.all(Array.from({ length: 21 }, (_, n) => from(`1.2.3.${n}, 203.0.113.7`)));
  expect(many.filter(({ text }) => text.includes('Too many requests'))).toHaveLength(1);
  const limited = await from('203.0.113.7');
  expect(limited.status).toBe(429);
  expect(limited.text).toContain('Too many requests');
  expect((await from('203.0.113.8')).text).not.toContain('Too many requests');
});

describe('the cookie', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await running.signIn('reader');
  });

  test.each(['127.0.0.1', 'localhost:8025', '[::1]:8025'])(
    'on this machine (%s) needs no TLS',
    async (host) => {
      const cookie = cookieOf(await signIn(visitor.name, visitor.password, { host }));
      expect(cookie).toMatch(/^tidings-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    },
  );

  test.each(['console.nowak.example', '127.0.0.1.evil.example', '192.168.1.9:8025', 'localhost.'])(
    'by any other name (%s) goes over TLS alone',
    async (host) => {
      const tls = { host, 'x-forwarded-proto': 'https' };
      const cookie = cookieOf(await signIn(visitor.name, visitor.password, tls));
      expect(cookie).toMatch(/^__Host-tidings=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      const answer = await ask(`${running.url}/account`, {
        headers: { host, cookie: cookie.split(';')[0] ?? '' },
      });
      expect(answer.status).toBe(200);
    },
  );

  test('has a name for each port, and opens no console on another one', async () => {
    const port = Number(new URL(running.url).port);
    const signedIn = cookieOf(await signIn(visitor.name, visitor.password)).split(';')[0] ?? '';
    expect(signedIn.startsWith(`tidings-${port}=`)).toBe(true);
    const elsewhere = async (host: string, name: string) =>
      (
        await ask(`${running.url}/account`, {
          headers: { host, cookie: signedIn.replace(`tidings-${port}`, name) },
        })
      ).status;
    expect(await elsewhere(`127.0.0.1:${port}`, `tidings-${port}`)).toBe(200);
    expect(await elsewhere(`127.0.0.1:${port + 1}`, `tidings-${port}`)).toBe(303);
    // Under the name that the other one looks for, either: a session is good where it began.
    expect(await elsewhere(`127.0.0.1:${port + 1}`, `tidings-${port + 1}`)).toBe(303);
    expect(await elsewhere(`localhost:${port}`, `tidings-${port}`)).toBe(303);
  });

  test('that came along is not taken for the new session, and its own session ends', async () => {
    const planted = `tidings-${new URL(running.url).port}=${'A'.repeat(43)}`;
    const first = cookieOf(await signIn(visitor.name, visitor.password, { cookie: planted }));
    expect(first).not.toContain('AAAA');
    const cookie = first.split(';')[0] ?? '';
    const second = cookieOf(await signIn(visitor.name, visitor.password, { cookie }));
    expect(second.split(';')[0]).not.toBe(cookie);
    for (const old of [planted, cookie])
      expect((await ask(`${running.url}/account`, { headers: { cookie: old } })).status).toBe(303);
  });
});

describe('a password over plain HTTP', () => {
  const HOST = { host: 'console.nowak.example' };
  const tries = async () =>
    (await databases.ledgerPool.query<{ tries: string }>('select sum(tries) as tries from console_tries'))
      .rows[0]?.tries;

  test('is neither asked for nor looked at by any name but this machine’s', async () => {
    const visitor = await running.signIn('reader');
    const before = await tries();
    const shown = await ask(`${running.url}/sign-in`, { headers: HOST });
    expect([shown.status, shown.text.includes('type="password"')]).toEqual([403, false]);
    expect(shown.text).toContain('Open it by https');
    for (const headers of [
      HOST,
      { ...HOST, origin: 'http://console.nowak.example' },
      { ...HOST, 'x-forwarded-proto': 'http', origin: 'https://console.nowak.example' },
    ]) {
      const answer = await signIn(visitor.name, visitor.password, headers);
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    }
    expect(await tries(), 'nobody judged it').toBe(before);
  });

  test('is not waited for: the answer comes before the form does', async () => {
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /sign-in HTTP/1.1\r\nHost: console.nowak.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60\r\n\r\n`,
    );
    const [said] = await once(socket, 'data');
    expect(String(said)).toMatch(/^HTTP\/1\.1 403 /);
    socket.destroy();
  });

  test.each([
    { 'x-forwarded-proto': 'https' },
    { origin: 'https://console.nowak.example', 'sec-fetch-site': 'same-origin' },
  ])('over TLS it is taken, as the proxy or the browser says: %j', async (headers) => {
    const visitor = await running.signIn('reader');
    expect((await ask(`${running.url}/sign-in`, { headers: { ...HOST, ...headers } })).status).toBe(200);
    expect((await signIn(visitor.name, visitor.password, { ...HOST, ...headers })).status).toBe(303);
  });
});

describe('a session', () => {
  test('ends when it is not used for two hours, and within twelve however it is used', async () => {
    const [idle, busy] = [await running.signIn('reader'), await running.signIn('reader')];
    pass(2 * HOUR);
    expect([await isIn(idle), await isIn(busy)]).toEqual([true, true]);
    pass(2 * HOUR + 1);
    expect(await isIn(idle)).toBe(false);
    const worker = await running.signIn('reader');
    for (let hour = 0; hour < 12; hour += 1) {
      expect(await isIn(worker)).toBe(true);
      pass(HOUR);
    }
    pass(1);
    expect(await isIn(worker)).toBe(false);
  });

  test('ends everywhere when its user says so, changes the password, gets another, or is shut out', async () => {
    const pool = databases.ledgerPool;
    const visitor = await running.signIn('reader');
    const again = async (password = visitor.password): Promise<string> =>
      cookieOf(await signIn(visitor.name, password)).split(';')[0] ?? '';
    const alive = async (cookie: string) =>
      (await ask(`${running.url}/account`, { headers: { cookie } })).status === 200;
    const second = await again();
    await visitor.post('/sign-out-everywhere');
    expect([await isIn(visitor), await alive(second)]).toEqual([false, false]);

    const third = await again();
    await shutOut(pool, visitor.name, 'Ola', now);
    await letIn(pool, visitor.name, 'Ola');
    expect(await alive(third)).toBe(false);
    const fourth = await again();
    await givePassword(pool, visitor.name, 'Ola', now);
    expect(await alive(fourth)).toBe(false);
  });

  test('goes on under a new token after its user changed the password, and the old ones are over', async () => {
    const visitor = await running.signIn('reader');
    const elsewhere = cookieOf(await signIn(visitor.name, visitor.password)).split(';')[0] ?? '';
    const fields = {
      current: visitor.password,
      password: 'another good long one',
      again: 'another good long one',
    };
    const answer = await visitor.post('/account/password', fields);
    expect(answer.status).toBe(303);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const of = (cookies: string, path = '/account') =>
      ask(`${running.url}${path}`, { headers: { cookie: cookies } });
    expect((await of(visitor.cookie)).status).toBe(303);
    expect((await of(elsewhere)).status).toBe(303);
    const next = await of(cookie, answer.headers.get('location') ?? '');
    expect(next.text).toContain('Your password is changed.');
    expect(await tried(visitor.name, visitor.password)).toBe(401);
    expect(await tried(visitor.name, 'another good long one')).toBe(303);
  });

  test('whose cookie was stolen cannot be used to guess the password', async () => {
    const visitor = await running.signIn('reader');
    const guess = async () =>
      (await visitor.post('/account/password', { current: 'wrong', password: 'x', again: 'x' })).text;
    for (let wrong = 0; wrong < 5; wrong += 1)
      expect(await guess()).toContain('This is not your password now');
    expect(await guess()).toContain('Too many wrong passwords');
  });

  test('has the role that its user has now', async () => {
    const visitor = await running.signIn('admin');
    expect((await visitor.get('/settings/users')).status).toBe(200);
    await running.signIn('admin');
    expect(await changeRole(databases.ledgerPool, visitor.name, 'reader', 'Ola')).toBe('done');
    expect((await visitor.get('/settings/users')).status).toBe(403);
  });
});

test('after signing in one goes where one wanted to, and never elsewhere', async () => {
  const { name, password } = await running.signIn('reader');
  const goesTo = async (next: string) => (await signIn(name, password, {}, next)).headers.location;
  expect(await goesTo("/waiting?q=O'Brien&after=a%2Fb")).toBe("/waiting?q=O'Brien&after=a%2Fb");
  expect(await goesTo('//evil.example')).toBe('/');
  const keeps = async (next: string) => {
    const address = `${running.url}/sign-in?next=${encodeURIComponent(next)}`;
    const { text } = await ask(address, { headers: fromAnywhere() });
    return /name="next" value="([^"]*)"/.exec(text)?.[1];
  };
  for (const own of ['/', '/settings', '/letters/abc~1']) {
    expect(await keeps(own)).toBe(own);
    expect(ownPath(own)).toBe(own);
  }
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/x\r\nSet-Cookie: a=b',
    '%2f%2fevil.example',
    'evil.example',
    '@evil.example',
    '',
    `/${'a'.repeat(3_000)}`,
  ]) {
    expect(await keeps(evil), evil).toBe('/');
    expect(ownPath(evil), evil).toBe('/');
  }
});

test.each([
  ['before its headers end', 'GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
  [
    'before its form ends',
    'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\nname=a',
  ],
])('whoever stops %s is cut off', async (_what, beginning) => {
  const clock = fixedClock(now);
  const hasty = await startConsole(databases, { rules: rules(), clock }, {}, { patience: 400 });
  const socket = connect(Number(new URL(hasty.url).port), '127.0.0.1').on('error', () => undefined);
  let said = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  socket.write(beginning);
  await once(socket, 'close');
  await hasty.close();
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
});

test('headers and forms of any length are refused before anybody is signed in', async () => {
  expect((await ask(`${running.url}/sign-in`, { headers: { 'x-long': 'a'.repeat(17_000) } })).status).toBe(
    431,
  );
  const long = await signIn('a', 'b'.repeat(200_000)).catch(() => ({ status: 413 }));
  expect(long.status).toBe(413);
});

test('a password counts by its signs, however they are written', async () => {
  expect(passwordFault('eleven sign', 'ola')).toBe('short');
  expect(passwordFault('ola-nowak-12', 'ola-nowak')).toBe('name');
  const long = '🐎'.repeat(150);
  expect(passwordFault(long, 'ola')).toBeNull();
  const hash = await hashPassword(long);
  expect(await isPassword(long, hash)).toBe(true);
  const [composed, decomposed] = ['zażółć gęślą jaźń'.normalize('NFC'), 'zażółć gęślą jaźń'.normalize('NFD')];
  expect(await isPassword(decomposed, await hashPassword(composed))).toBe(true);
});
