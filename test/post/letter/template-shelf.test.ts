import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TemplateSource } from '../../../src/letters/template/template.ts';
import { TemplateShelf } from '../../../src/post/letter/template-shelf.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { statusFacts, storeTemplate, templateSource } from '../../support/outbox.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

/** More than a shelf holds, each broken in its own way, so that none costs a compile. */
const MANY = 250;
const brokenOnes = (name: string): Promise<string[]> =>
  Promise.all(
    Array.from({ length: MANY }, (_, nth) =>
      storeTemplate(databases.ledgerPool, { ...templateSource, phrases: `${name}: [${nth}` }),
    ),
  );
const letterIn = (templateVersion: string) => ({ templateVersion, facts: statusFacts });
const worded = (change: string): TemplateSource => ({
  ...templateSource,
  phrases: templateSource.phrases.replace('We did not keep that day.', change),
});

test('a letter that waits in a lane keeps its words, however many other versions come by', async () => {
  const shelf = new TemplateShelf(databases.ledgerPool);
  const waiting = letterIn(await storeTemplate(databases.ledgerPool));
  await shelf.prepare([waiting]);
  for (const version of await brokenOnes('lane')) await shelf.prepare([letterIn(version)]);
  expect(shelf.render(waiting).text).toContain('wedding suit');
  const together = [waiting, ...(await brokenOnes('batch')).map(letterIn)];
  await shelf.prepare(together);
  expect(shelf.render(waiting).text).toContain('wedding suit');
});

test('the version that is in use stays on the shelf, and the one that is not goes', async () => {
  const shelf = new TemplateShelf(databases.ledgerPool);
  const [used, unused] = [worded('We run late.'), worded('It is late.')];
  const inUse = await storeTemplate(databases.ledgerPool, used);
  const notInUse = await storeTemplate(databases.ledgerPool, unused);
  await shelf.prepare([letterIn(inUse), letterIn(notInUse)]);
  // Nobody can read them again from here on.
  await databases.ledgerPool.query('delete from template_versions where hash = any($1)', [[inUse, notInUse]]);
  for (const version of await brokenOnes('use')) await shelf.prepare([letterIn(version), letterIn(inUse)]);
  const [kept, gone] = [letterIn(inUse), letterIn(notInUse)];
  await shelf.prepare([kept, gone]);
  expect(shelf.render(kept).text).toContain('We run late.');
  expect(() => shelf.render(gone)).toThrow(/is not in the ledger/);
});

test('a version of another build that lacks a sentence takes it from the shipped file, and keeps its own', async () => {
  const shelf = new TemplateShelf(databases.ledgerPool);
  const older = worded('We run late.').phrases.replace(/^closing:\n(?: {2}.*\n)*/m, '');
  expect(older).not.toContain('closing:');
  const waiting = letterIn(await storeTemplate(databases.ledgerPool, { ...templateSource, phrases: older }));
  await shelf.prepare([waiting]);
  expect(shelf.render(waiting).text).toContain('We run late.');
  expect(shelf.render(waiting).text).toContain('Replies to this letter reach Anna Nowak.');
});
