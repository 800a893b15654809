import { fixedClock } from '../../src/clock.ts';
import { openDatabases } from '../../src/database/databases.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import { readConfig } from '../../src/settings/config.ts';
import { asWritten, deliveryRules, quiet } from './delivery.ts';
import { at } from './outbox.ts';

// A delivery in a process of its own, for tests that run several or kill one: DATABASE_URL, SMTP_URL, AT ("09:10").
const config = readConfig(process.env);
const databases = await openDatabases(config);
const transport = smtpTransport(config.smtpUrl ?? '', { connections: 3 });
process.send?.('ready');
const report = await deliver({
  databases,
  rules: deliveryRules(),
  clock: fixedClock(at(process.env.AT ?? '09:10')),
  transport,
  recipients: asWritten,
  lastLook: async () => new Map(),
  once: true,
  signal: new AbortController().signal,
  log: quiet,
});
transport.close();
await databases.close();
process.send?.(report);
process.disconnect?.();
