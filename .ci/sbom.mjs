// Writes the bill of materials of what a Tidings brings along, as CycloneDX 1.5: to the file that is named, else to stdout. It is
// made of the lock file and asks no registry; the same dependencies give the same text. `npm sbom` (11.19) would leave out packages
// that development needs too, such as nodemailer and pg-types.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundled, installed, lock, nameAt, neededBy, root } from './shipped.mjs';

const { name, version, license, description } = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
);
const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const purlOf = (place) => `pkg:npm/${nameAt(place).replace('@', '%40')}@${lock[place].version}`;
const placesSorted = (places) => [...new Set(places)].sort((one, other) => order(purlOf(one), purlOf(other)));

/** Names of licences that SPDX lists; anything else is told as it was written. */
const licencesOf = (declared) =>
  /^[\w.-]+$/.test(declared)
    ? [{ license: { id: declared } }]
    : / (?:AND|OR) /.test(declared)
      ? [{ expression: declared }]
      : [{ license: { name: declared } }];

/** `sha512-…` in base64, as npm keeps it. */
function hashesOf(integrity) {
  const [, size, content] = /^sha(1|256|384|512)-([A-Za-z0-9+/=]+)$/.exec(integrity ?? '') ?? [];
  return size ? [{ alg: `SHA-${size}`, content: Buffer.from(content, 'base64').toString('hex') }] : [];
}

function componentOf(place) {
  const { version: released, license: declared = 'NOASSERTION', integrity, optional } = lock[place];
  const [, group, own = nameAt(place)] = /^(@[^/]+)\/(.+)$/.exec(nameAt(place)) ?? [];
  return {
    type: 'library',
    'bom-ref': purlOf(place),
    ...(group ? { group } : {}),
    name: own,
    version: released,
    scope: optional ? 'optional' : 'required',
    hashes: hashesOf(integrity),
    licenses: licencesOf(declared),
    purl: purlOf(place),
  };
}

const own = `pkg:npm/${name}@${version}`;
const inScript = await bundled();
const places = placesSorted([...installed(), ...inScript]);
const components = new Map(places.map((place) => [purlOf(place), componentOf(place)]));
const needs = new Map([[own, new Set()]]);
for (const direct of [
  ...Object.keys(lock[''].dependencies).map((each) => `node_modules/${each}`),
  ...inScript,
])
  needs.get(own).add(purlOf(direct));
for (const place of places) {
  const below = needs.get(purlOf(place)) ?? new Set();
  for (const each of neededBy(place)) if (components.has(purlOf(each))) below.add(purlOf(each));
  needs.set(purlOf(place), below);
}
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    component: {
      type: 'application',
      'bom-ref': own,
      name,
      version,
      description,
      licenses: licencesOf(license),
      purl: own,
    },
  },
  components: [...components.values()],
  dependencies: [...needs].map(([ref, below]) => ({ ref, dependsOn: [...below].sort(order) })),
};
const hash = createHash('sha256').update(JSON.stringify(bill)).digest('hex');
const serialNumber = `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
const text = `${JSON.stringify({ bomFormat: bill.bomFormat, specVersion: bill.specVersion, serialNumber, ...bill }, null, 2)}\n`;
const file = process.argv[2];
if (file === undefined) process.stdout.write(text);
else {
  writeFileSync(file, text);
  console.error(`${file}: ${bill.components.length} components.`);
}
