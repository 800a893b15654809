import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { boundSockets, type SocketBounds } from '../../src/gate/bounded-sockets.ts';

// Who holds connections open and says nothing must not keep anybody out; 127.0.0.2 is another address of this machine.
let server: Server;
const opened: Socket[] = [];
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function listen(bounds: Partial<SocketBounds>, answers = true): Promise<number> {
  server = createServer((_request, response) => {
    if (answers) response.end('here');
  });
  boundSockets(server, { all: 200, perAddress: 20, proxies: [], ...bounds });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function open(port: number, localAddress = '127.0.0.1', says = ''): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined).resume();
  opened.push(socket);
  await once(socket, 'connect');
  if (says !== '') socket.write(says);
  return socket;
}

async function holdOpen(port: number, many: number, localAddress = '127.0.0.1', says = ''): Promise<void> {
  for (let nth = 0; nth < many; nth += 1) await open(port, localAddress, says);
}

/** How many stand once what was begun is over: whoever gives way to a newcomer is gone a turn of the loop later. */
async function count(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) await turnOfTheLoop();
  return new Promise((resolve, reject) =>
    server.getConnections((error, many) => (error ? reject(error) : resolve(many))),
  );
}

const ask = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text();

test('two hundred silent connections of one address are twenty, and whoever asks beside them is answered', async () => {
  const port = await listen({});
  await holdOpen(port, 200);
  expect(await count()).toBeLessThanOrEqual(20);
  expect(await ask(port)).toBe('here');
});

test('a proxy has more than one address has, and they are bounded too', async () => {
  const port = await listen({ proxies: ['127.0.0.0/8'], all: 60 });
  await holdOpen(port, 150);
  expect(await count()).toBeLessThanOrEqual(60);
  expect(await ask(port)).toBe('here');
});

test('who has most gives way, and not whoever has one', async () => {
  const port = await listen({ all: 30, perAddress: 40 });
  const neighbour = await open(port, '127.0.0.2');
  await holdOpen(port, 60, '127.0.0.3');
  expect(neighbour.destroyed).toBe(false);
  neighbour.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [said] = await once(neighbour, 'data');
  expect(String(said)).toContain('here');
});

test('requests whose bodies never come give way as silent ones do', async () => {
  const port = await listen({ perAddress: 20 }, false);
  await holdOpen(port, 60, '127.0.0.1', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n');
  expect(await count()).toBeLessThanOrEqual(20);
});

test('one that is being answered is not cut off for a newcomer', async () => {
  const port = await listen({ perAddress: 3 }, false);
  const asks = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
  const heard = [once(server, 'request')];
  const busy = [await open(port, '127.0.0.1', asks)];
  await heard[0];
  heard.push(once(server, 'request'));
  busy.push(await open(port, '127.0.0.1', asks));
  await heard[1];
  await holdOpen(port, 20);
  expect(busy.map(({ destroyed, readableEnded }) => destroyed || readableEnded)).toEqual([false, false]);
});
