/** Migrates DATABASE_URL and prints what it applied. */
import { readConfig } from '../../src/config.ts';
import { openDatabases } from '../../src/ledger/databases.ts';
import { migrate } from '../../src/ledger/migrate.ts';

const databases = await openDatabases(readConfig(process.env));
console.log(JSON.stringify(await migrate(databases)));
await databases.close();
