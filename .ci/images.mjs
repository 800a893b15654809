// Pins the images of Dockerfile and compose.yaml by their digests: `node:22-bookworm-slim@sha256:…`. It asks the registry through
// docker, skopeo or crane, whichever is here, and writes nothing that the registry did not say. `--check` ends with 1 for a
// digest that is none; an image without one is said aloud and stops nothing, because not every machine may ask.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const FILES = ['Dockerfile', 'compose.yaml'];
const IMAGE = /^(FROM |\s+image: )(\S+?:[\w.-]+)(@\S*)?(?= |$)/gm;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

const ASKERS = [
  ['docker', (image) => ['buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}']],
  [
    'skopeo',
    (image) => [
      'inspect',
      '--format',
      '{{.Digest}}',
      `docker://${image.includes('/') ? image : `library/${image}`}`,
    ],
  ],
  ['crane', (image) => ['digest', image]],
];

/** What the registry calls this image; null: nobody here could ask it. */
function digestOf(image) {
  for (const [program, argumentsFor] of ASKERS) {
    const { stdout, status, error } = spawnSync(program, argumentsFor(image), {
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (!error && status === 0 && DIGEST.test(stdout.trim())) return stdout.trim();
  }
  return null;
}

const check = process.argv.includes('--check');
const unpinned = [];
for (const name of FILES) {
  const file = path.join(root, name);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(IMAGE, (whole, keyword, image, pinned = '') => {
    if (check) {
      if (pinned === '') unpinned.push(`${name}: ${image}`);
      else if (!DIGEST.test(pinned.slice(1))) {
        console.error(`${name}: ${image}${pinned} names no digest: sha256: and 64 hexadecimal digits.`);
        process.exitCode = 1;
      }
      return whole;
    }
    const digest = digestOf(image);
    if (digest === null) unpinned.push(`${name}: ${image}`);
    return digest === null ? whole : `${keyword}${image}@${digest}`;
  });
  if (after !== before) writeFileSync(file, after);
}
if (unpinned.length > 0)
  console.error(
    `\n*** NOT PINNED: of these images no digest is known, so another one may come under their names:\n${unpinned.map((each) => `***   ${each}\n`).join('')}` +
      '*** Run `npm run images` where their registry can be asked, before you ship this.\n',
  );
else if (process.exitCode !== 1) console.error('images: each is pinned by its digest.');
