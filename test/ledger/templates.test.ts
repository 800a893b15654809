import { afterEach, beforeEach, expect, test } from 'vitest';
import { Templates } from '../../src/ledger/templates.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { warsaw } from '../support/when.ts';

let databases: FreshDatabases;
beforeEach(async () => {
  databases = await freshDatabases();
});
afterEach(() => databases.close());

test('a version that a restored backup does not hold is filed again: the worker need not be started anew', async () => {
  const templates = await Templates.shipped();
  const letters = [
    { kind: 'stalled', language: 'en' },
    { kind: 'stalled', language: 'en' },
    { kind: 'task', language: 'en' },
  ] as const;
  const filed = async () => {
    await templates.prepare(databases.ledgerPool, letters, warsaw('2026-11-26 10:00'));
    const { rows } = await databases.ledgerPool.query('select letter from template_versions order by letter');
    return rows.map(({ letter }) => letter);
  };
  expect(await filed()).toEqual(['stalled', 'task']);
  // The backup was made before either was used.
  await databases.ledgerPool.query('truncate template_versions cascade');
  expect(await filed()).toEqual(['stalled', 'task']);
  expect(await filed()).toEqual(['stalled', 'task']);
});
