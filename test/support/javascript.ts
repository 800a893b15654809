import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { packageRoot } from '../../src/package-root.ts';

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
  // Below the packages that it imports, and not in the way of another test process that does the same.
  const name = `${path.basename(file, '.ts')}-${process.pid}.mjs`;
  const outfile = path.join(packageRoot, 'node_modules/.cache/tidings', name);
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
  }).then(() => outfile);
  done.set(file, built);
  return built;
}
