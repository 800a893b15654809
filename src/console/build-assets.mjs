// Bundles what the console's pages load into dist/console/assets, and puts its views and messages, and those of a
// replay's page, beside the compiled code.
// Run by `npm run build`.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const dist = path.resolve(here, '../../dist/console');

await build({
  entryPoints: [
    path.join(here, 'assets/console.css'),
    path.join(here, 'browser/editor.ts'),
    path.join(here, 'browser/fresh.ts'),
    path.join(here, 'browser/pointed.ts'),
    path.join(here, 'browser/sentences.ts'),
  ],
  outdir: path.join(dist, 'assets'),
  outbase: here,
  entryNames: '[name]',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022'],
  logLevel: 'warning',
});
for (const folder of ['views', 'messages'])
  cpSync(path.join(here, folder), path.join(dist, folder), { recursive: true });
for (const folder of ['views', 'sheets'])
  cpSync(path.join(here, '../replay/page', folder), path.join(dist, '../replay/page', folder), {
    recursive: true,
  });
