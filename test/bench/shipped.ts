import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/settings/package-root.ts';

/**
 * A module as it ships: compiled into dist/. Under tsx a call from module to module costs several times as much,
 * so what is measured is what runs. `npm run bench` builds first.
 */
export const shipped = (module: string): Promise<unknown> =>
  import(pathToFileURL(path.join(packageRoot, 'dist', `${module}.js`)).href);
