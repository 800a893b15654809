/** Migrates DATABASE_URL and prints what it applied. */

import { openDatabases } from '../../src/database/databases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readConfig } from '../../src/settings/config.ts';

const databases = await openDatabases(readConfig(process.env));
console.log(JSON.stringify(await migrate(databases)));
await databases.close();
