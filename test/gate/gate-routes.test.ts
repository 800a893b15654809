import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Instant, instantOf } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Pulse } from '../../src/gate/pulse.ts';
import { serve } from '../../src/gate/serve.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { readConfig } from '../../src/settings/config.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { freePort } from '../support/free-port.ts';
import { anInvoice, haveRecord } from '../support/owing.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

// Which compare was used, and on what; the real one answers.
const compared = vi.hoisted(() => ({ lengths: [] as number[] }));
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>();
  const timingSafeEqual: typeof real.timingSafeEqual = (a, b) => {
    compared.lengths.push(a.byteLength, b.byteLength);
    return real.timingSafeEqual(a, b);
  };
  return { ...real, timingSafeEqual };
});

const NOW = warsaw('2026-11-26 10:00');
const TOKEN = 'correct-horse-battery-staple';
const PER_MINUTE = 120;
const templates = await shippedTemplates();
let company: Company;
let server: FastifyInstance | null = null;
let port: number;
let logged: string[];

beforeEach(async () => {
  company = await aCompany();
  await freshen(company.pool, NOW);
  await haveRecord(company, 0);
  await company.have('invoices', anInvoice());
  logged = [];
});
afterEach(async () => {
  await server?.close();
  server = null;
  await company.close();
});

async function open(
  env: Record<string, string> = { TIDINGS_GATE_TOKEN: TOKEN },
  now: Instant = NOW,
  differing: Partial<Rules> = {},
): Promise<void> {
  port = await freePort();
  server = await serve({
    config: readConfig({ TIDINGS_ADDRESS: `127.0.0.1:${port}`, ...env }),
    databases: company.databases,
    rules: { ...rules(), ...differing },
    clock: fixedClock(now),
    templates,
    vitals: new Vitals(),
    pulse: new Pulse(performance.now()),
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  });
}

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function ask(
  query: string,
  init: RequestInit = { headers: { authorization: `Bearer ${TOKEN}` } },
): Promise<Got> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/dunning/verdict${query}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}
const withToken = (authorization: string): RequestInit => ({ headers: { authorization } });

test('200: the verdict, which nobody may store', async () => {
  await open();
  const { status, headers, body } = await ask('?invoice=F1&tone=formal');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('application/json');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toEqual({
    invoice_id: 'F1',
    customer_id: 'C1',
    days_overdue: 52,
    record: 'clean',
    rung: expect.any(String),
    asked_tone: 'formal',
    verdict: 'soften',
    tone: 'friendly',
    release: 'automatic',
    reasons: expect.arrayContaining([expect.any(String)]),
    holds: [],
    until: null,
    decided_at: '2026-11-26T09:00:00.000Z',
    facts_as_of: '2026-11-26T09:00:00.000Z',
  });
});

test('200: hold and the day, for an invoice that is not overdue', async () => {
  await company.have('invoices', anInvoice({ id: 'F2', due_on: '2026-11-30' }));
  await open();
  expect(await ask('?invoice=F2')).toMatchObject({
    status: 200,
    body: { verdict: 'hold', until: '2026-12-05' },
  });
});

describe('401', () => {
  test.each([
    ['no header', ''],
    ['another token', 'Bearer another-horse-battery-staple'],
    ['the token and one letter more', `Bearer ${TOKEN}x`],
    ['the token less one letter', `Bearer ${TOKEN.slice(0, -1)}`],
    ['two tokens', `Bearer ${TOKEN} ${TOKEN}`],
    ['no token', 'Bearer '],
    ['another scheme', `Basic ${TOKEN}`],
    ['no scheme', TOKEN],
  ])('with %s', async (_, authorization) => {
    await open();
    const { status, headers, body } = await ask(
      '?invoice=F1',
      authorization === '' ? {} : withToken(authorization),
    );
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer /);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({ error: 'unauthorized', message: expect.any(String), verdict: 'hold' });
  });

  test('whatever is sent, when no token is configured', async () => {
    await open({});
    for (const authorization of [`Bearer ${TOKEN}`, 'Bearer ', 'Bearer null', 'Bearer undefined'])
      expect((await ask('?invoice=F1', withToken(authorization))).status).toBe(401);
    expect((await ask('?invoice=F1', {})).status).toBe(401);
  });

  test('tells nothing of the invoice or the question', async () => {
    await open();
    const refused = await Promise.all(
      ['?invoice=F1', '?invoice=none', '?tone=rude', ''].map((query) => ask(query, {})),
    );
    expect(new Set(refused.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  });
});

test('tokens are compared as hashes, in constant time, however long the given one is', async () => {
  await open();
  compared.lengths.length = 0;
  for (const token of [TOKEN, 'x', 'x'.repeat(4_000)]) await ask('?invoice=F1', withToken(`Bearer ${token}`));
  expect(compared.lengths).toEqual([32, 32, 32, 32, 32, 32]);
});

test('the scheme may be written in any case', async () => {
  await open();
  expect((await ask('?invoice=F1', withToken(`bearer ${TOKEN}`))).status).toBe(200);
});

describe('400', () => {
  test.each([
    ['', 'invoice is missing'],
    ['?tone=formal', 'invoice is missing'],
    ['?invoice=', 'invoice is empty'],
    ['?invoice=F1&invoice=F2', 'given twice'],
    [`?invoice=${'x'.repeat(201)}`, 'longer than 200'],
    ['?invoice=F%001', 'control characters'],
    ['?invoice=F1&tone=rude', 'tone is none of friendly, plain, firm, formal'],
    ['?invoice=F1&tone=', 'tone is none of'],
    ['?invoice=F1&tone=formal&tone=friendly', 'tone is none of'],
    ['?invoice=F1&tonne=formal', 'only invoice and tone'],
  ])('%s', async (query, says) => {
    await open();
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: 'bad_question',
      verdict: 'hold',
      message: expect.stringContaining(says),
    });
  });
});

test('404 for an invoice that nobody has, however it is written', async () => {
  await open();
  for (const id of ['none', 'f1', ' F1', "F1' or '1'='1", '%F0%9F%A6%8A', '../F1', 'F1%', '%ED%A0%80'])
    expect(await ask(`?invoice=${id}`), id).toMatchObject({
      status: 404,
      body: { error: 'unknown', verdict: 'hold' },
    });
});

test('405 for everything but GET', async () => {
  await open();
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
    const { status, headers } = await ask('?invoice=F1', { ...withToken(`Bearer ${TOKEN}`), method });
    expect(status, method).toBe(405);
    expect(headers.get('allow')).toBe('GET');
  }
});

test('429 with Retry-After; health is not limited', async () => {
  await open();
  const statuses: number[] = [];
  for (let nth = 0; nth < PER_MINUTE; nth += 1) statuses.push((await ask('?invoice=none')).status);
  expect(new Set(statuses)).toEqual(new Set([404]));
  const { status, headers, body } = await ask('?invoice=F1');
  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toMatchObject({ error: 'too_many', verdict: 'hold' });
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});

describe('503', () => {
  test('on stale payments, with a verdict that is a no', async () => {
    await open({ TIDINGS_GATE_TOKEN: TOKEN }, instantOf(NOW + 37 * 3_600_000));
    for (const tone of ['', '&tone=friendly', '&tone=plain', '&tone=firm', '&tone=formal']) {
      const { status, body } = await ask(`?invoice=F1${tone}`);
      expect(status).toBe(503);
      expect(body).toMatchObject({
        error: 'stale',
        message: expect.stringContaining('the feed payments is stale'),
        verdict: 'hold',
        tone: null,
        holds: expect.arrayContaining(['payments_stale']),
        facts_as_of: '2026-11-26T09:00:00.000Z',
      });
    }
  });

  test('when a database does not answer, with nothing of the fault but in the log', async () => {
    await open();
    await company.pool.query('alter schema source rename to gone');
    const { status, body } = await ask('?invoice=F1&tone=formal');
    expect(status).toBe(503);
    expect(body).toEqual({ error: 'unavailable', message: expect.any(String), verdict: 'hold' });
    expect(JSON.stringify(body)).not.toMatch(/source|relation|postgres/);
    expect(logged.join('')).toContain('source.customers is missing');
    await company.pool.query('alter schema gone rename to source');
    expect((await ask('?invoice=F1&tone=formal')).status).toBe(200);
  });
});

test('the token is in no log, whatever goes wrong', async () => {
  await open();
  await ask('?invoice=F1');
  await ask('?invoice=F1', withToken(`Bearer ${TOKEN}x`));
  await company.pool.query('alter schema source rename to gone');
  await ask('?invoice=F1');
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.join('')).not.toContain(TOKEN);
});

test('wrong tokens are counted too, and never shut the right one out, though all come from one address', async () => {
  await open();
  const statuses: number[] = [];
  for (let nth = 0; nth < 200; nth += 1)
    statuses.push((await ask('?invoice=F1', withToken(`Bearer guess-number-${nth}-of-a-token`))).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(PER_MINUTE);
  expect(statuses.filter((status) => status === 429)).toHaveLength(200 - PER_MINUTE);
  expect((await ask('?invoice=F1')).status).toBe(200);
});

describe('behind a proxy', () => {
  const guess = (from: string) =>
    ask('?invoice=F1', { headers: { authorization: 'Bearer wrong', 'x-forwarded-for': from } });
  const statusesOf = async (from: (nth: number) => string): Promise<Set<number>> => {
    const statuses = new Set<number>();
    for (let nth = 0; nth <= PER_MINUTE; nth += 1) statuses.add((await guess(from(nth))).status);
    return statuses;
  };

  test('that the policy trusts, each is counted for themselves; of IPv6 each network', async () => {
    await open();
    expect(await statusesOf(() => '192.0.2.7')).toEqual(new Set([401, 429]));
    expect((await guess('192.0.2.8')).status).toBe(401);
    expect(await statusesOf((nth) => `2001:db8:0:1::${nth.toString(16)}`)).toEqual(new Set([401, 429]));
    expect((await guess('2001:db8:0:2::1')).status).toBe(401);
  });

  test('that it does not trust, nobody is believed', async () => {
    await open({ TIDINGS_GATE_TOKEN: TOKEN }, NOW, { http: { trustedProxies: [] } });
    expect(await statusesOf((nth) => `192.0.2.${nth}`)).toEqual(new Set([401, 429]));
  });
});
