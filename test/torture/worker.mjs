// A worker in a process of its own, as it ships. Plain JavaScript, because a loader for TypeScript would make every
// start several times as long, and what is killed a hundred times is started as often. MODE: `deliver` delivers until it is ended,
// `once` ends when nothing is due, `work` is the whole worker, `round` plays one round, `migrate` makes the tables. Its clock goes on from START by SPEED.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabases } from '../../dist/database/databases.js';
import { migrate } from '../../dist/database/migrate.js';
import { Pulse } from '../../dist/gate/pulse.js';
import { Vitals } from '../../dist/gate/vitals.js';
import { Templates } from '../../dist/ledger/documents/templates.js';
import { deliver } from '../../dist/post/queue/deliver.js';
import { lastLookWith } from '../../dist/post/queue/last-look.js';
import { recipientsWith } from '../../dist/post/queue/recipients.js';
import { transportFor } from '../../dist/post/server/transport-for.js';
import { round } from '../../dist/round/round.js';
import { readConfig } from '../../dist/settings/config.js';
import { loadRules } from '../../dist/settings/load-policy.js';
import { logTo } from '../../dist/settings/log.js';
import { keepHeapSmall } from '../../dist/settings/small-heap.js';
import { work } from '../../dist/worker/worker.js';
import { vitalSigns } from './vital-signs.mjs';

keepHeapSmall();
const { MODE = 'deliver', START = '', EPOCH = '0', SPEED = '1', ROUND_EVERY = '0' } = process.env;
const clock = { now: () => Math.round(Date.parse(START) + (Date.now() - Number(EPOCH)) * Number(SPEED)) };
const config = readConfig(process.env);
const { rules } = await loadRules({ env: process.env, cwd: process.cwd() });
const databases = await opened();
const transport = transportFor(config, rules);
const log = logTo(config.logLevel);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const world = { databases, rules, clock, templates: await Templates.shipped(), transport, log };

process.on('message', (said) => {
  if (said === 'vitals') process.send?.(vitalSigns());
});
// Whoever started it is gone: a worker of a test must not go on alone.
process.once('disconnect', () => stop.abort());

process.send?.('ready');
// Those who race begin at one word.
if (process.env.WAIT === '1') await once(process, 'message');
let report = null;
if (MODE === 'migrate') report = await migrate(databases);
else if (MODE === 'round') report = await round(world, { wait: true });
else if (MODE === 'work') {
  const running = { config, inbox: null, vitals: new Vitals(), pulse: new Pulse(performance.now()) };
  await Promise.all([work({ ...world, ...running, signal: stop.signal }), moreRounds()]);
} else {
  report = await deliver({
    ...world,
    recipients: recipientsWith(databases, rules),
    lastLook: lastLookWith(databases, rules),
    once: MODE === 'once',
    signal: stop.signal,
  });
}
transport.close();
await databases.close();
// A long report takes a moment to leave, and what is disconnected before that is lost.
await new Promise((sent) => {
  if (process.connected) process.send({ report }, sent);
  else sent();
});
process.removeAllListeners('message');
if (process.connected) process.disconnect();

/** Where a busy machine's database does not answer in time, a worker ends and is started again by whoever started it. */
async function opened() {
  for (let starts = 1; ; starts++) {
    try {
      return await openDatabases(config);
    } catch (error) {
      if (starts === 10 || !/can't be reached within/.test(String(error))) throw error;
    }
  }
}

/** A worker begins a round every quarter of an hour: for a load that is felt within minutes, more of them. */
async function moreRounds() {
  const every = Number(ROUND_EVERY);
  if (every === 0) return;
  while (!stop.signal.aborted) {
    await sleep(every, undefined, { signal: stop.signal }).catch(() => undefined);
    if (stop.signal.aborted) return;
    // What goes wrong is what the worker's own rounds meet too; they say so.
    await round(world).catch(() => undefined);
  }
}
