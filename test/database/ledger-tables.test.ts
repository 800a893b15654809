import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/settings/package-root.ts';
import { freshDatabases } from '../support/database.ts';
import { LEDGER_TABLES, ledgerTables } from '../support/ledger-tables.ts';

test('the types that queries are checked by are those of the migrated schema (else: npm run types:ledger)', async () => {
  const databases = await freshDatabases();
  const kept = await readFile(path.join(packageRoot, LEDGER_TABLES), 'utf8');
  expect(kept).toBe(await ledgerTables(databases.ledgerPool));
  await databases.close();
});
