import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder of package.json: `src/` and the compiled `dist/` both stand directly below it, and this file two folders down. */
export const packageRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const manifest = z.object({ version: z.string() });

/** The version of this package, as package.json says. */
export const version: string = manifest.parse(
  JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')),
).version;
