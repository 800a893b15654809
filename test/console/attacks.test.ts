import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { may, USER_ROLES } from '../../src/console/door/roles.ts';
import { noticeQuery } from '../../src/console/frame/notice.ts';
import type { Route } from '../../src/console/frame/routes.ts';
import { fromAnywhere, type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { ask } from '../support/plain-http.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

// Every route that the pages have, and those they will have: a new one is attacked as soon as it is there.
let databases: FreshDatabases;
let running: RunningConsole;
let admin: Visitor;
beforeAll(async () => {
  databases = await freshDatabases();
  running = await startConsole(databases, { rules: rules(), clock: fixedClock(warsaw('2026-11-27 10:00')) });
  admin = await running.signIn('admin');
});
afterAll(async () => {
  await running.close();
  await databases.close();
});

const pathOf = ({ url }: Route): string => url.replace(/:\w+/g, 'x1');
const nameOf = (route: Route): string => `${route.method} ${route.url}`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const csrfOf = async (visitor: Visitor): Promise<string> =>
  /name="csrf" value="([^"]+)"/.exec((await visitor.get('/account')).text)?.[1] ?? '';
const send = (route: Route, headers: Readonly<Record<string, string>>, body = '') =>
  ask(`${running.url}${pathOf(route)}`, {
    method: route.method,
    headers: { ...fromAnywhere(), ...(route.method === 'POST' ? FORM : {}), ...headers },
    ...(route.method === 'POST' ? { body } : {}),
  });
/** The routes of which something is not as it must be. */
async function faultsOf(
  routes: readonly Route[],
  sound: (route: Route) => Promise<unknown>,
): Promise<readonly string[]> {
  expect(routes.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const route of routes) {
    const said = await sound(route);
    if (said !== true) found.push(`${nameOf(route)}: ${JSON.stringify(said)}`);
  }
  return found;
}
const forms = () => running.routes.filter(({ method }) => method === 'POST');
const pages = () => running.routes.filter(({ method }) => method === 'GET');

describe('without a session', () => {
  test.each([
    ['no cookie', ''],
    ['a token of nobody', `tidings=${'A'.repeat(43)}`],
    ['no token at all', "tidings=' or 1=1 --"],
    ['a token under the name for TLS', `__Host-tidings=${'A'.repeat(43)}`],
  ])('no route answers: %s', async (_what, cookie) => {
    const faults = await faultsOf(running.routes, async (route) => {
      const { status, headers } = await send(route, cookie === '' ? {} : { cookie });
      if (route.method === 'POST') return status === 401 || status;
      return (status === 303 && String(headers.location).startsWith('/sign-in')) || status;
    });
    expect(faults).toEqual([]);
  });

  test('the cookie of a session for this machine is none elsewhere', async () => {
    const host = 'console.nowak.example';
    const answer = await ask(`${running.url}/`, { headers: { host, cookie: admin.cookie } });
    expect(answer.headers.location).toBe('/sign-in');
  });
});

describe('with a session', () => {
  test.each(USER_ROLES.filter((role) => role !== 'admin'))(
    'a %s gets nothing that the role does not allow',
    async (role) => {
      const visitor = await running.signIn(role);
      const csrf = await csrfOf(visitor);
      const denied = running.routes.filter(({ right }) => !may(role, right));
      const faults = await faultsOf(denied, async (route) => {
        const { status } = await send(route, { cookie: visitor.cookie }, `csrf=${csrf}`);
        return status === 403 || status;
      });
      expect(faults).toEqual([]);
    },
  );

  test('a password that somebody else gave opens the account and nothing else', async () => {
    const visitor = await running.signIn('admin');
    const csrf = await csrfOf(visitor);
    const change = (to: boolean) =>
      databases.ledgerPool.query('update console_users set must_change = $2 where name = $1', [
        visitor.name,
        to,
      ]);
    await change(true);
    const others = running.routes.filter(({ right }) => right !== 'account');
    const faults = await faultsOf(others, async (route) => {
      const { status, headers } = await send(route, { cookie: visitor.cookie }, `csrf=${csrf}`);
      return (status === 303 && headers.location === '/account') || status;
    });
    expect(faults).toEqual([]);
    await change(false);
  });
});

describe('a form', () => {
  test('is taken with the token of its own session alone', async () => {
    const csrf = await csrfOf(admin);
    const another = await csrfOf(await running.signIn('admin'));
    expect(csrf).toHaveLength(43);
    const bodies = {
      none: '',
      empty: 'csrf=',
      'of another session': `csrf=${another}`,
      'as long, in other letters': `csrf=${encodeURIComponent('ż'.repeat(43))}`,
      twice: `csrf=${csrf}&csrf=${csrf}`,
      'all but the last letter': `csrf=${csrf.slice(0, -1)}`,
    };
    for (const [what, body] of Object.entries(bodies)) {
      const faults = await faultsOf(forms(), async (route) => {
        const { status } = await send(route, { cookie: admin.cookie }, body);
        return status === 403 || status;
      });
      expect(faults, what).toEqual([]);
    }
    for (const headers of [
      { 'x-csrf-token': another },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json' },
    ]) {
      const faults = await faultsOf(forms(), async (route) => {
        const { status } = await send(
          route,
          { cookie: admin.cookie, ...headers },
          headers['content-type'] ? '{}' : '',
        );
        return status === 403 || status;
      });
      expect(faults, JSON.stringify(headers)).toEqual([]);
    }
    expect((await admin.get('/account')).status, 'nobody was signed out by it').toBe(200);
  });

  test.each<Readonly<Record<string, string>>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1.evil.example' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('is not taken from elsewhere, even with the right token: %j', async (headers) => {
    const csrf = await csrfOf(admin);
    const faults = await faultsOf(forms(), async (route) => {
      const { status } = await send(route, { cookie: admin.cookie, ...headers }, `csrf=${csrf}`);
      return status === 403 || status;
    });
    expect(faults).toEqual([]);
    const name = `name=${admin.name}&password=${encodeURIComponent(admin.password)}`;
    const signIn = await ask(`${running.url}/sign-in`, {
      method: 'POST',
      headers: { ...FORM, ...fromAnywhere(), ...headers },
      body: name,
    });
    expect([signIn.status, signIn.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test('of any length is refused, not kept', async () => {
    const csrf = await csrfOf(admin);
    const faults = await faultsOf(forms(), async (route) => {
      const most = ('bodyLimit' in route ? route.bodyLimit : undefined) ?? 65_536;
      expect(most).toBeLessThan(5_000_000);
      const body = `csrf=${csrf}&why=${'a'.repeat(most)}`;
      const answer = await send(route, { cookie: admin.cookie }, body).catch(() => ({ status: 413 }));
      return answer.status === 413 || answer.status;
    });
    expect(faults).toEqual([]);
  });
});

describe('every answer', () => {
  const POLICY = /^default-src 'none';script-src 'self';style-src 'self';/;
  const isWalled = ({ headers, text }: Awaited<ReturnType<typeof ask>>): unknown =>
    (POLICY.test(String(headers['content-security-policy'])) &&
      /frame-ancestors 'none'/.test(String(headers['content-security-policy'])) &&
      headers['x-content-type-options'] === 'nosniff' &&
      headers['x-frame-options'] !== undefined &&
      headers['referrer-policy'] === 'same-origin' &&
      headers['cache-control'] === 'no-store' &&
      headers['access-control-allow-origin'] === undefined &&
      headers['x-powered-by'] === undefined &&
      // Nothing that the policy would stop is there to be stopped.
      !/<script(?![^>]* src="\/assets\/)|<[^>]+ (style|on\w+)=|javascript:/i.test(text)) || {
      headers,
      text,
    };

  test('is walled in: pages, refusals, redirects', async () => {
    const csrf = await csrfOf(admin);
    for (const [cookie, body] of [
      [admin.cookie, ''],
      [admin.cookie, `csrf=${csrf}&unknown=1`],
      ['', ''],
    ] as const) {
      // What a form without its fields does is refused; those that need none are somebody else's test.
      const routes =
        body === '' ? running.routes : forms().filter(({ url }) => /pause|role|users$/.test(url));
      expect(await faultsOf(routes, async (route) => isWalled(await send(route, { cookie }, body)))).toEqual(
        [],
      );
    }
    for (const path of ['/sign-in', '/nowhere', '/sign-in?next=%22%3E%3Cscript%3E'])
      expect(isWalled(await ask(`${running.url}${path}`))).toBe(true);
  });

  test('to a method that no page has is that there is nothing', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']) {
      const faults = await faultsOf(running.routes, async (route) => {
        const headers = { ...fromAnywhere(), cookie: admin.cookie, origin: 'https://evil.example' };
        const answer = await ask(`${running.url}${pathOf(route)}`, { method, headers });
        return (
          (answer.status === 404 && answer.headers['access-control-allow-origin'] === undefined) || answer
        );
      });
      expect(faults, method).toEqual([]);
    }
  });

  test('says nothing of the Host that was named', async () => {
    const faults = await faultsOf(pages(), async (route) => {
      const host = 'evil.example';
      const { headers, text } = await send(route, { host, cookie: `__Host-${admin.cookie}` });
      return (!JSON.stringify(headers).includes(host) && !text.includes(host)) || { headers, text };
    });
    expect(faults).toEqual([]);
  });

  test('to what broke tells no stack, no SQL and no table', async () => {
    await databases.ledgerPool.query('alter table pauses rename to gone');
    const answer = await admin.get('/settings');
    await databases.ledgerPool.query('alter table gone rename to pauses');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('This did not work');
    expect(answer.text).not.toMatch(/pauses|select|relation|\.ts|node_modules| at /i);
    for (const path of [
      '/%E0%A4%A',
      '/settings/users/%00',
      '/..%2f..%2fetc/passwd',
      `/${'a'.repeat(3_000)}`,
    ]) {
      const odd = await ask(`${running.url}${path}`, { headers: { cookie: admin.cookie } });
      expect([400, 404]).toContain(odd.status);
      expect(odd.text).not.toMatch(/\.ts|node_modules| at .*:\d+/);
    }
  });
});

describe('a script', () => {
  const SCRIPT = '"><script>alert(1)</script>';
  test('in the reason of a pause, or in the name of a user, is shown as it was written', async () => {
    await admin.post('/settings/pause', { why: SCRIPT });
    for (const path of ['/', '/settings']) {
      const { text } = await admin.get(path);
      expect(text).toContain('&lt;script&gt;alert(1)');
      expect(text).not.toContain('<script>alert');
    }
    await admin.post('/settings/resume');
    const refused = await admin.post('/settings/users', { name: SCRIPT, role: 'admin' });
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain('<script>alert');
    const misread = await admin.post('/settings/users', { name: 'ola', role: SCRIPT });
    expect(misread.status).toBe(400);
    expect(misread.text).not.toContain('<script>alert');
  });

  test('or a lie cannot be put into a notice by a link', async () => {
    const values = { name: SCRIPT };
    const query = (secret: string) => noticeQuery({ key: 'shut_out', with: values }, secret);
    const another = await csrfOf(await running.signIn('admin'));
    for (const link of [
      `notice=shut_out&with=${encodeURIComponent(JSON.stringify(values))}`,
      'notice=kept',
      'notice=kept&notice=kept&with={}&seal=x',
      'notice=__proto__&with={}&seal=x',
      String(query(another)),
    ])
      expect((await admin.get(`/settings?${link}`)).text).not.toContain('role="status"');
    const own = await admin.get(`/settings?${query(await csrfOf(admin))}`);
    expect(own.text).toContain('role="status">&#34;&gt;&lt;script&gt;alert(1)');
  });
});
