import { once } from 'node:events';
import { fixedClock } from '../../src/clock.ts';
import { openDatabases } from '../../src/database/databases.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { round } from '../../src/round/round.ts';
import { readConfig } from '../../src/settings/config.ts';
import { rules } from './policy.ts';
import { warsaw } from './when.ts';

// One round in a process of its own, for tests that run several or kill one: DATABASE_URL, AT, and in DIFFERS what differs from the policy, as JSON. It begins when it is told to.
const databases = await openDatabases(readConfig(process.env));
const templates = await Templates.shipped();
process.send?.('ready');
await once(process, 'message');
const report = await round(
  {
    databases,
    rules: rules({
      guards: { letters_floor: 100_000, newly_stalled_floor: 100_000 },
      ...JSON.parse(process.env.DIFFERS ?? '{}'),
    }),
    clock: fixedClock(warsaw(process.env.AT ?? '')),
    templates,
  },
  { wait: true, progress: () => process.send?.('progress') },
);
process.send?.({ written: report?.written ?? null });
await databases.close();
process.disconnect?.();
