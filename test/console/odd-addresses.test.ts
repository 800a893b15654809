import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { placeText } from '../../src/console/show/place.ts';
import { fromAnywhere, type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { ask } from '../support/plain-http.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

// What no database can hold, in every part of every address: it is somebody's slip or somebody's try, and never a fault of ours.
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

const VALUES = [
  '%00',
  'a%00b',
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '-1',
  '1e400',
  '9'.repeat(30),
  '%F0%9F%98%80',
  '%ED%A0%80',
  '__proto__',
  '%E2%80%AE',
];
/** Places in lists, as an address carries them: of moments, of days, of numbers, of texts. */
const PLACES = [
  ['0000-01-01T00:00:00Z', 'x'],
  ['0000-01-01', 'x'],
  ['0000-01-01', '0000-01-01T00:00:00Z', 'x'],
  [null, '0000-01-01T00:00:00Z', 'x'],
  ['2026-01-01T00:00:00Z', 'a\0b'],
  ['2026-01-01', 'a\0b'],
  [null, '2026-01-01T00:00:00Z', 'a\0b'],
  ['a\0b'],
  ['9'.repeat(18)],
  [9e15, 'a\0b'],
].map((place) => placeText(place));
const NAMES = [
  'q',
  'until',
  'after',
  'before',
  'customer',
  'status',
  'kind',
  'sample',
  'as',
  'version',
  'guard',
];
const FIELDS = [
  'why',
  'until',
  'invoice',
  'name',
  'content',
  'address',
  'customer',
  'id',
  'to',
  'person',
  'how',
];

const send = async (method: 'GET' | 'POST', path: string, body = ''): Promise<string | null> => {
  const { status, text } = await ask(`${running.url}${path}`, {
    method,
    headers: {
      cookie: admin.cookie,
      ...fromAnywhere(),
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(method === 'POST' ? { body } : {}),
  });
  // A database that is away is 503, and it is not away.
  return status >= 500 || /node_modules|\.ts:/.test(text) ? `${method} ${path} ${body}: ${status}` : null;
};

const filled = (url: string, value: string): string => url.replace(/:\w+/g, value);

/** All the odd addresses of a page; that without parts to fill in has fewer. */
function addressesOf(url: string): ReadonlySet<string> {
  const queries = VALUES.map((value) => NAMES.map((name) => `${name}=${value}`).join('&'));
  const odd = VALUES.flatMap((value, nth) => [filled(url, value), `${filled(url, 'x1')}?${queries[nth]}`]);
  const places = PLACES.map((place) => `after=${place}&before=${place}`);
  return new Set([...odd, ...places.map((place) => `${filled(url, 'x1')}?${place}`)]);
}

test('no address makes the console break', { timeout: 600_000 }, async () => {
  const faults: (string | null)[] = [];
  for (const { url } of running.routes.filter(({ method }) => method === 'GET'))
    for (const address of addressesOf(url)) faults.push(await send('GET', address));
  expect(faults.length).toBeGreaterThan(500);
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
});

test('no form does', { timeout: 600_000 }, async () => {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await admin.get('/account')).text)?.[1] ?? '';
  const faults: (string | null)[] = [];
  const forms = running.routes.filter(({ method, url }) => method === 'POST' && !/sign-out/.test(url));
  for (const { url } of forms) {
    // It reads no field, has no part to fill in, and checks all letters each time.
    for (const value of url === '/templates/check' ? VALUES.slice(0, 1) : VALUES) {
      const fields = FIELDS.map((name) => `${name}=${value}`).join('&');
      for (const address of new Set([filled(url, value), filled(url, 'x1')]))
        faults.push(await send('POST', address, `csrf=${csrf}&${fields}`));
    }
  }
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
  expect((await admin.get('/account')).status).toBe(200);
});
