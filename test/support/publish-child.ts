import { createInterface } from 'node:readline/promises';
import { systemClock } from '../../src/clock.ts';
import { openDatabases } from '../../src/database/databases.ts';
import { readInForce } from '../../src/ledger/documents/documents-in-force.ts';
import { publish } from '../../src/ledger/documents/publish.ts';
import { readConfig } from '../../src/settings/config.ts';

// Publishes English sentences when it is told to, made on what stood when it began: DATABASE_URL, and its name.
const [by = ''] = process.argv.slice(2);
const databases = await openDatabases(readConfig(process.env));
const { documents } = await readInForce(databases.ledgerPool);
const content = `${documents.get('en/phrases.yaml')}# ${by}\n`;
console.log('ready');
const input = createInterface({ input: process.stdin });
await new Promise((resolve) => input.once('line', resolve));
input.close();
const { kind } = await publish(
  databases.ledgerPool,
  [{ path: 'en/phrases.yaml', content, basis: { publication: null } }],
  { by, why: 'at once', at: systemClock.now() },
  async () => [],
);
console.log(kind);
await databases.close();
