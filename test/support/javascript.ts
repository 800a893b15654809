import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { packageRoot } from '../../src/settings/package-root.ts';

/** Where a file stands is where it was written, not where the bundle is: some read what lies beside them. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => ({
      loader: 'ts',
      contents: `const importMetaUrl = ${JSON.stringify(pathToFileURL(file).href)};${await readFile(file, 'utf8')}`,
    }));
  },
};

const done = new Map<string, Promise<string>>();

/**
 * The path of a plain JavaScript file that does what this TypeScript file does. A process that loads it through a loader
 * for TypeScript takes three times as long to start, and some tests start many.
 *
 * @param file relative to the repository
 */
export function javaScriptOf(file: string): Promise<string> {
  const known = done.get(file);
  if (known !== undefined) return known;
  // Below the packages that it imports, which several checkouts may share. It takes its place whole, because other test
  // processes make the same.
  const checkout = createHash('sha256').update(packageRoot).digest('hex').slice(0, 8);
  const name = `${path.basename(file, '.ts')}-${checkout}.mjs`;
  const place = path.join(packageRoot, 'node_modules/.cache/tidings', name);
  const outfile = `${place}.${process.pid}`;
  const built = build({
    entryPoints: [path.join(packageRoot, file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    define: { 'import.meta.url': 'importMetaUrl' },
    plugins: [ownPlaces],
    logLevel: 'warning',
  }).then(async () => {
    await rename(outfile, place);
    return place;
  });
  done.set(file, built);
  return built;
}
