import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: `src/` and the compiled `dist/` both stand directly below it. */
export const packageRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
