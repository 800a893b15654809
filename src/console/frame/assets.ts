import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../../settings/package-root.ts';

/** What `npm run build` bundles; read once, since they are few and small. */
const folder = path.join(packageRoot, 'dist/console/assets');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Addresses of the bundled files by name, each with its content's hash: a browser keeps them until they change. */
export type Assets = Readonly<Record<string, string>>;

/** Serves the style sheet and scripts under /assets, to anybody: they tell nothing. */
export function serveAssets(server: FastifyInstance): Assets {
  const files = readdirSync(folder).filter((name) => path.extname(name) in TYPES);
  const addresses: Record<string, string> = {};
  for (const name of files) {
    const body = readFileSync(path.join(folder, name));
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
    addresses[name] = `/assets/${hash}/${name}`;
    server.get(`/assets/${hash}/${name}`, async (_request, reply) =>
      reply
        .type(TYPES[path.extname(name)] ?? 'application/octet-stream')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(body),
    );
  }
  return addresses;
}
