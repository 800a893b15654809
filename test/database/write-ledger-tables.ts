import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../../src/settings/package-root.ts';
import { freshDatabases } from '../support/database.ts';
import setup from '../support/database-server.ts';
import { LEDGER_TABLES, ledgerTables } from '../support/ledger-tables.ts';

// `npm run types:ledger`, with each migration.
const end = await setup();
try {
  const databases = await freshDatabases();
  await writeFile(path.join(packageRoot, LEDGER_TABLES), await ledgerTables(databases.ledgerPool));
  await databases.close();
} finally {
  await end();
}
