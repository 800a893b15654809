import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { judgeFile } from '../../src/post/judge-file.ts';
import { FLUFL, fluflFolder } from './flufl.ts';

const folder = fluflFolder();
if (folder === null) console.warn('../shared/data/bounces-flufl is not here: its 115 mails are not judged.');

test.skipIf(folder === null)('the 115 mails of flufl.bounce are what they are', async () => {
  const files = readdirSync(folder ?? '').filter((name) => name.endsWith('.txt'));
  expect(files.sort()).toEqual([...FLUFL.keys()].sort());
  const wrong: string[] = [];
  for (const [file, kind] of FLUFL) {
    const judgment = await judgeFile(path.join(folder ?? '', file));
    if (judgment.kind !== kind)
      wrong.push(`${file} is ${kind}, and was judged ${judgment.kind}: ${judgment.why}`);
  }
  expect(wrong).toEqual([]);
});
