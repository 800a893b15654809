/** Opens the embedded database of argv[2], prints its URL, and closes it when told anything. */
import { once } from 'node:events';
import { openEmbedded } from '../../src/database/embedded/embedded.ts';

const embedded = await openEmbedded(process.argv[2] ?? '');
console.log(embedded.url);
await once(process.stdin, 'data');
await embedded.close();
console.log('closed');
process.exit(0);
