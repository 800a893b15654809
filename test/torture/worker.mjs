// A worker in a process of its own, as it ships. Plain JavaScript, because a loader for TypeScript would make every
// start several times as long, and what is killed a hundred times is started as often. MODE: `deliver` delivers until it is ended,
// `once` ends when nothing is due, `work` is the whole worker, `round` plays one round, `migrate` makes the tables. Its clock goes on from START by SPEED.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../dist/config.js';
import { openDatabases } from '../../dist/ledger/databases.js';
import { migrate } from '../../dist/ledger/migrate.js';
import { Templates } from '../../dist/ledger/templates.js';
import { logTo } from '../../dist/log.js';
import { loadRules } from '../../dist/policy/load.js';
import { deliver } from '../../dist/post/deliver.js';
import { lastLookWith } from '../../dist/post/last-look.js';
import { recipientsWith } from '../../dist/post/recipients.js';
import { transportFor } from '../../dist/post/transport-for.js';
import { Pulse } from '../../dist/pulse.js';
import { round } from '../../dist/round.js';
import { keepHeapSmall } from '../../dist/small-heap.js';
import { Vitals } from '../../dist/vitals.js';
import { work } from '../../dist/worker.js';
import { vitalSigns } from './vital-signs.mjs';

keepHeapSmall();
const { MODE = 'deliver', START = '', EPOCH = '0', SPEED = '1', ROUND_EVERY = '0' } = process.env;
const clock = { now: () => Math.round(Date.parse(START) + (Date.now() - Number(EPOCH)) * Number(SPEED)) };
const config = readConfig(process.env);
const { rules } = await loadRules({ env: process.env, cwd: process.cwd() });
const databases = await openDatabases(config);
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
