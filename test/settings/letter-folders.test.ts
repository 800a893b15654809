import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { foldersAtStart, readFolders } from '../../src/settings/letter-folders.ts';
import { writeSafety } from '../support/own-language.ts';

let folder: string;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'tidings-folders-')), 'emails');
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

const SAFETY = 'en/safety.yaml';
const weNeverSay = (word: string) => writeSafety(folder, 'en', `never: [${word}]\n`);

test('a worker reads its folders once, and who checks them sees what stands there now', async () => {
  await weNeverSay('tomato');
  const atStart = await foldersAtStart(folder);
  expect(atStart.documents.get(SAFETY)).toContain('tomato');
  await weNeverSay('cucumber');
  expect(await foldersAtStart(folder)).toBe(atStart);
  expect((await readFolders(folder)).documents.get(SAFETY)).toContain('cucumber');
  expect((await foldersAtStart(null)).documents.get(SAFETY)).not.toMatch(/tomato|cucumber/);
});

test('a folder that could not be read is read again', async () => {
  await writeFile(folder, 'no folder');
  await expect(foldersAtStart(folder)).rejects.toThrow(/ENOTDIR/);
  await rm(folder);
  await weNeverSay('tomato');
  expect((await foldersAtStart(folder)).documents.get(SAFETY)).toContain('tomato');
});
