// What a Tidings brings along, as the lock file has it: its dependencies with all that they need, and what esbuild puts into the
// console's script. Places are those of the lock file: `node_modules/juice/node_modules/cheerio`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

export const root = path.resolve(import.meta.dirname, '..');
export const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;

/** The name of the package at a place. */
export const nameAt = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The places of what is installed without development dependencies, packages for other platforms among them. */
export const installed = () =>
  withAllBelow(Object.keys(lock[''].dependencies).map((name) => placeOf(name, '')));

/** The places of what a package needs and has. */
export function neededBy(place) {
  const { dependencies = {}, optionalDependencies = {} } = lock[place];
  return Object.keys({ ...dependencies, ...optionalDependencies })
    .map((name) => placeOf(name, place))
    .filter((below) => below !== null);
}

/** Where Node would find a dependency of the package at this place of the lock file; null: it is not installed. */
function placeOf(name, from) {
  for (
    let at = from;
    ;
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
  ) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock[place]) return place;
    if (at === '') return null;
  }
}

/** Everything that these places of the lock file need, themselves among it. */
function withAllBelow(places) {
  const found = new Set();
  const rest = [...places];
  for (let place = rest.pop(); place !== undefined; place = rest.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    rest.push(...neededBy(place));
  }
  return found;
}

/** The places of what is bundled into the console's script. */
export async function bundled() {
  const { metafile } = await build({
    entryPoints: [path.join(root, 'src/console/browser/editor.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs)
    .map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((place) => place !== undefined);
}
