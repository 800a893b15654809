import { once } from 'node:events';
import { fixedClock, systemClock } from '../../src/clock.ts';
import { openDatabases } from '../../src/database/databases.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import { readConfig } from '../../src/settings/config.ts';
import { asWritten, deliveryRules, quiet } from './delivery.ts';
import { at } from './outbox.ts';

// A delivery in a process of its own, for tests that run several or kill one: DATABASE_URL, SMTP_URL, AT ("09:10", or "now"). It begins when it is told to.
const { AT = '09:10' } = process.env;
const config = readConfig(process.env);
const databases = await openDatabases(config);
const transport = smtpTransport(config.smtpUrl ?? '', { connections: 3 });
process.send?.('ready');
await once(process, 'message');
const report = await deliver({
  databases,
  rules: deliveryRules(),
  clock: AT === 'now' ? systemClock : fixedClock(at(AT)),
  transport,
  recipients: asWritten,
  lastLook: async (letters) => new Map(letters.map(({ id }) => [id, { still: true }])),
  once: true,
  signal: new AbortController().signal,
  log: quiet,
});
transport.close();
await databases.close();
process.send?.(report);
process.disconnect?.();
