import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { Pulse } from '../../src/gate/pulse.ts';
import { serve } from '../../src/gate/serve.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import { readConfig } from '../../src/settings/config.ts';
import { rules } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

// What a stranger may do to the worker's HTTP, over sockets of their own.
const PATIENCE = 400;
const TOKEN = 'correct-horse-battery-staple';
let databases: FreshDatabases;
let server: FastifyInstance;
let port: number;
beforeAll(async () => {
  databases = await freshDatabases();
  port = await freePort();
  server = await serve(
    {
      config: readConfig({ TIDINGS_ADDRESS: `127.0.0.1:${port}`, TIDINGS_GATE_TOKEN: TOKEN }),
      databases,
      rules: rules(),
      clock: systemClock,
      templates: await shippedTemplates(),
      vitals: new Vitals(),
      pulse: new Pulse(performance.now()),
      log: pino({ level: 'silent' }),
    },
    PATIENCE,
  );
});
afterAll(async () => {
  await server.close();
  await databases.close();
});

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** All that the server says until it, or its patience, ends. */
async function say(text: string): Promise<string> {
  const socket = await open();
  let said = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  socket.write(text);
  await once(socket, 'close');
  return said;
}
const get = (page: string, ...headers: readonly string[]): Promise<string> =>
  say([`GET ${page} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'));
const HOST = 'Host: 127.0.0.1';
const status = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

test('headers and addresses of any length are refused, not kept', async () => {
  expect(status(await get('/healthz', HOST, `X-Long: ${'a'.repeat(9_000)}`))).toBe(431);
  expect(status(await get(`/healthz?${'a'.repeat(9_000)}`, HOST))).toBe(431);
});

test('a body that nobody asked for is not read', async () => {
  const answer = await say(
    `POST /v1/dunning/verdict HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{`,
  );
  expect(status(answer)).toBe(405);
  expect(status(await say(`POST /healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 5\r\n\r\n`))).toBe(404);
});

test('two lengths of one request, or a bare line feed in it, are no request', async () => {
  const both = `POST /healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
  expect(status(await say(both))).toBe(400);
  expect(status(await say(`GET /healthz HTTP/1.1\r\nHost: a\nX: b\r\nX: y\u0001\r\n\r\n`))).toBe(400);
});

test.each([
  ['before its headers end', `GET /healthz HTTP/1.1\r\n${HOST}\r\n`],
  ['before its first line ends', 'GET /heal'],
])('whoever stops %s is cut off', async (_what, beginning) => {
  const answer = await say(beginning);
  expect(status(answer)).toBe(408);
});

test('more connections than anybody needs are dropped, and when they are gone the others are answered', async () => {
  // Silent ones too are cut off in time.
  const closed = Array.from({ length: 130 }, async () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.resume();
    await once(socket, 'close');
  });
  await Promise.all(closed);
  expect(status(await get('/healthz', HOST))).toBe(200);
});

test('nothing that is answered depends on the Host, and no answer repeats what was asked', async () => {
  const evil = 'evil.example\u00ff';
  for (const page of [
    '/healthz',
    '/readyz',
    '/v1/dunning/verdict?invoice=F1',
    '/v1/dunning/verdict?evil=evil',
  ]) {
    const token = `Authorization: Bearer ${TOKEN}`;
    const [honest, hostile] = [await get(page, HOST, token), await get(page, `Host: ${evil}`, token)];
    const without = (text: string) =>
      text.replace(/^(date|x-ratelimit-\S+): .*$/gim, '').replace(/decided_at":"[^"]*/, '');
    expect(without(hostile)).toBe(without(honest));
    expect(hostile).not.toContain('evil');
  }
  expect(status(await get('/healthz'))).toBe(400);
});

test('no answer is a page that a browser would show or run', async () => {
  for (const page of ['/healthz', '/metrics', '/nowhere', '/v1/dunning/verdict?invoice=<script>']) {
    const answer = await get(page, HOST);
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(answer).toMatch(/^content-security-policy: default-src 'none'/im);
    expect(answer).toMatch(/^content-type: (application\/json|text\/plain)/im);
  }
});
