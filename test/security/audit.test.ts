import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../../src/settings/package-root.ts';

let server: Server | null = null;
let cache: string;
beforeEach(async () => {
  // npm remembers what it once heard of an advisory.
  cache = await mkdtemp(path.join(tmpdir(), 'tidings-audit-'));
});
afterEach(async () => {
  server?.close();
  await rm(cache, { recursive: true });
});

/** A registry that answers the question about advisories like this, and knows no package. */
async function registry(status: number, body: object): Promise<string> {
  server = createServer((request, response) => {
    request.resume();
    const asked = request.method === 'POST';
    response.writeHead(asked ? status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(asked ? body : {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function audit(
  address: string,
  ...words: readonly string[]
): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, ['.ci/audit.mjs', ...words], {
    cwd: packageRoot,
    env: { ...process.env, npm_config_registry: address, npm_config_cache: cache },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, err };
}

const advisory = (severity: string) => ({
  fastify: [
    {
      id: 1,
      url: 'https://advisories.example/1',
      title: 'anybody may do anything',
      severity,
      vulnerable_versions: '*',
      cwe: [],
      cvss: { score: 9, vectorString: null },
    },
  ],
});

test('an advisory that is high or critical ends it with 1', async () => {
  const serious = await audit(await registry(200, advisory('critical')));
  expect(serious.err).toMatch(/critical: fastify: anybody may do anything/);
  expect(serious.code).toBe(1);
});

test('a registry that cannot be asked is said aloud and stops nothing', async () => {
  const closed = await audit(await registry(405, {}));
  expect(closed).toEqual({
    code: 0,
    err: expect.stringMatching(/NOT AUDITED: .*\(405 Method Not Allowed\)/),
  });
});

test('that nothing was found and that nobody could be asked are told apart, in words and by how it ends', async () => {
  const asked = await audit(await registry(200, {}), '--strict');
  expect(asked).toEqual({ code: 0, err: expect.stringMatching(/^audit: 0 known holes in what we ship/) });
  server?.close();
  const unasked = await audit(await registry(405, {}), '--strict');
  expect(unasked).toEqual({ code: 3, err: expect.stringContaining('NOT AUDITED') });
  expect(unasked.err).not.toContain('known holes in what we ship');
});
