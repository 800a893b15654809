import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/settings/package-root.ts';
import { aWorkbook } from '../../support/a-workbook.ts';
import { dropDatabase, emptyDatabase } from '../../support/database.ts';
import { tidings } from '../../support/tidings.ts';

/* What docs/files.md says from an empty folder to the first letter, done word by word. */
let folder = '';
let url = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-book-'));
  url = await emptyDatabase();
});
afterAll(async () => {
  await dropDatabase(url);
  await rm(folder, { recursive: true, force: true });
});

test('a list of orders from Excel in Polish settings gives its first letters', async () => {
  const rows = [
    ['Nr zamówienia', 'Klient', 'E-mail', 'Data zamówienia', 'Status', 'Termin realizacji', 'Kwota', 'Uwagi'],
    [
      'ZA/1',
      'Żaneta Łęcka',
      'zaneta@lecka.example',
      { serial: 46328 },
      'w realizacji',
      { serial: 46346 },
      1234.5,
      'pilne',
    ],
    ['ZA/2', 'Jan Żak', 'jan@zak.example', { serial: 46329 }, 'w realizacji', { serial: 46440 }, 80],
  ];
  await writeFile(path.join(folder, 'zamowienia.xlsx'), aWorkbook({ Arkusz1: rows }));
  const book = await readFile(path.join(packageRoot, 'docs/files.md'), 'utf8');
  const chapter = book.slice(book.indexOf('## From an empty folder'), book.indexOf('## How a file is read'));
  const blocks = [...chapter.matchAll(/```(sh|yaml)\n([\s\S]*?)```/g)];
  expect(blocks.map(([, kind]) => kind)).toEqual(['sh', 'sh', 'yaml', 'sh']);
  const place = { cwd: folder, env: { DATABASE_URL: url, TIDINGS_HOME: path.join(folder, 'home') } };
  const migrated = await tidings(place, 'migrate');
  expect(migrated.code, migrated.err).toBe(0);
  const said: string[] = [];
  for (const [, kind, text = ''] of blocks) {
    if (kind === 'yaml') await writeFile(path.join(folder, 'policy.yaml'), text);
    else
      for (const line of text.trim().split('\n')) {
        const [command = '', into] = line.replace('npx tidings ', '').split(' > ');
        const ran = await tidings(place, ...command.split(' '));
        expect(ran.code, `${line}\n${ran.err}`).toBe(0);
        if (into !== undefined) await writeFile(path.join(folder, into), ran.out);
        said.push(ran.out);
      }
  }
  expect(said[0], 'nothing has to be asked').not.toMatch(/^ *# \?/m);
  expect(said[1]).toContain('line 2: orders: id=ZA/1, customer_id=zaneta@lecka.example');
  expect(said[2]).toContain('orders: 2 rows read, 2 new');
  expect(said.at(-1)).toMatch(/Żaneta Łęcka +\S+ +pl +ZA\/1/);
});
