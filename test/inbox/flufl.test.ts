import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { judgeFile } from '../../src/mailbox/judge-file.ts';
import { FLUFL, fluflFolder } from './flufl.ts';

const folder = fluflFolder();
test('the table names each of the 115 mails once', () => {
  expect(FLUFL.size).toBe(115);
});

// They are no part of this project: where they are not, nothing is amiss, and it is said.
if (folder === null)
  console.warn('SKIPPED: ../shared/data/bounces-flufl is not here, so its 115 mails are not judged.');
else test('the 115 mails of flufl.bounce are what they are', () => judgeAll(folder));

async function judgeAll(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  expect(files.sort()).toEqual([...FLUFL.keys()].sort());
  const wrong: string[] = [];
  for (const [file, kind] of FLUFL) {
    const judgment = await judgeFile(path.join(folder, file));
    if (judgment.kind !== kind)
      wrong.push(`${file} is ${kind}, and was judged ${judgment.kind}: ${judgment.why}`);
  }
  expect(wrong).toEqual([]);
}
