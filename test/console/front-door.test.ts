import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

let databases: FreshDatabases;
let running: RunningConsole;

beforeAll(async () => {
  databases = await freshDatabases();
  running = await startConsole(databases, { rules: rules(), clock: fixedClock(warsaw('2026-11-27 10:00')) });
});
afterAll(async () => {
  await running.close();
  await databases.close();
});

describe('whoever is not signed in', () => {
  test('is led to the page where one signs in, and then to where they wanted to go', async () => {
    const answer = await fetch(`${running.url}/account`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Faccount');
  });
});

describe('whoever is signed in', () => {
  test('sees Today', async () => {
    const visitor = await running.signIn('reader');
    const { status, text } = await visitor.get('/');
    expect(status).toBe(200);
    expect(text).toContain('<h1>Today</h1>');
  });

  test('is out once they signed out', async () => {
    const visitor = await running.signIn('reader');
    expect((await visitor.post('/sign-out')).status).toBe(303);
    expect((await visitor.get('/')).headers.get('location')).toBe('/sign-in');
  });
});

test('three hundred silent connections, some with half a form, keep nobody out', async () => {
  const { hostname, port } = new URL(running.url);
  const silent: Socket[] = [];
  for (let nth = 0; nth < 300; nth += 1) {
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    silent.push(socket);
    await once(socket, 'connect');
    if (nth % 3 === 0)
      socket.write('POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nname=');
  }
  const visitor = await running.signIn('reader');
  expect((await visitor.get('/')).status).toBe(200);
  for (const socket of silent) socket.destroy();
});
