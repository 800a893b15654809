import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { Logger } from 'pino';
import { admit } from '../../console/door/users.ts';
import { serveConsole } from '../../console/serve-console.ts';
import { loadDemo } from '../../demo/load.ts';
import { Pulse } from '../../gate/pulse.ts';
import { serve } from '../../gate/serve.ts';
import { Vitals } from '../../gate/vitals.ts';
import { hasUsers } from '../../ledger/users/console-users.ts';
import { imapServerOf } from '../../mailbox/imap-url.ts';
import { deliver } from '../../post/queue/deliver.ts';
import { lastLookWith } from '../../post/queue/last-look.ts';
import { recipientsWith } from '../../post/queue/recipients.ts';
import { readSmtpUrl } from '../../post/server/smtp-url.ts';
import type { Transport } from '../../post/server/transport.ts';
import { sayWhere, transportFor } from '../../post/server/transport-for.ts';
import { round } from '../../round/round.ts';
import { type Config, readConfig } from '../../settings/config.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { logTo } from '../../settings/log.ts';
import { isLoopback } from '../../settings/loopback.ts';
import { packageRoot } from '../../settings/package-root.ts';
import { ServiceManager } from '../../worker/service-manager.ts';
import { work } from '../../worker/worker.ts';
import { printSummary } from '../round/print-summary.ts';
import { sayNewer } from '../terminal/context.ts';
import { sayTrialIsOver } from '../terminal/trial-is-over.ts';
import { type OpenWorld, withWorld } from '../terminal/world.ts';
import { expectOnlySelect } from './only-select.ts';
import { consoleUrl, openToOthers } from './open-console.ts';

/** `tidings run` */
export const runCommand = (): Command =>
  new Command('run')
    .description('run as a worker: rounds every 15 minutes, delivery all the time, health and metrics')
    .option('--policy <file>', 'the policy (default: TIDINGS_POLICY, ./policy.yaml, or the shipped one)')
    .addHelpText(
      'after',
      `
Without DATABASE_URL and with an empty TIDINGS_HOME it starts an embedded PostgreSQL, fills it with a demo company,
runs a round at once and says what it did; not where SMTP_URL names a server on another machine.
Ctrl-C stops it: what is under way is finished first.`,
    )
    .action(run);

async function run(options: { policy?: string }): Promise<void> {
  const config = readConfig(process.env);
  const firstStart = !(await hasOwnPolicy(config, options)) && (await beginDemo(config));
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  // Once: a second Ctrl-C ends the process at once.
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  await withWorld(options, async (world) => {
    await expectOnlySelect(world);
    const inbox = imapServerOf(config);
    const transport = transportFor(config, world.rules);
    const log = logTo(config.logLevel);
    if (world.newer.length > 0) log.warn({ migrations: world.newer }, sayNewer(world.newer));
    const vitals = new Vitals();
    const pulse = new Pulse(performance.now());
    const manager = new ServiceManager(process.env, process.pid, log);
    stop.signal.addEventListener('abort', () => void manager.stopping());
    const servers = await openServers({ ...world, vitals, pulse, log });
    try {
      console.log(`Database: ${world.databases.describe()}.`);
      console.log(sayWhere(transport));
      await sayTrialIsOver(world, console.log);
      if (inbox) console.log(`Mails are read from ${inbox.where}.`);
      if (firstStart) await showDemo(world, transport, stop.signal);
      console.log();
      await sayConsole(world, firstStart, log);
      const { host, port } = config.address;
      console.log(
        `Running for ${world.rules.company.name}; health at http://${host}:${port}/healthz. Ctrl-C stops.`,
      );
      await manager.ready(`Running for ${world.rules.company.name}`, () =>
        pulse.hanging(performance.now()).map(({ part }) => part),
      );
      await work({ ...world, transport, inbox, log, vitals, pulse, signal: stop.signal });
    } finally {
      manager.close();
      transport.close();
      await servers.close();
    }
  });
}

/** Health, metrics and the gate; and the console, for people. */
async function openServers(
  world: OpenWorld & { readonly vitals: Vitals; readonly pulse: Pulse; readonly log: Logger },
): Promise<{ close(): Promise<void> }> {
  const server = await serve(world);
  try {
    const pages = await serveConsole(world);
    return { close: async () => void (await Promise.all([server.close(), pages?.close()])) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Where the console is and who can sign in; on the first start of a demo, with a password that is said this once. */
async function sayConsole(
  { config, databases, clock }: OpenWorld,
  firstStart: boolean,
  log: Logger,
): Promise<void> {
  if (config.consoleAddress === null) return;
  const { host, port } = config.consoleAddress;
  const pool = databases.ledgerPool;
  const anybody = await hasUsers(pool);
  const admin = { name: 'admin', role: 'admin' } as const;
  const given = !anybody && firstStart ? await admit(pool, admin, 'first start', clock.now()) : null;
  console.log(`Console: ${consoleUrl(config.consoleAddress)}`);
  const open = openToOthers(host);
  if (open !== null) {
    console.warn(`  ${open}`);
    log.warn({ host, port }, 'the console is open to other machines, and speaks no TLS');
  }
  if (given !== null) console.log(`  Sign in as admin, this once with the password ${given}`);
  else if (!anybody)
    console.log('  Nobody can sign in yet: `tidings user add NAME --role admin` adds a user.');
}

/** Stands while the demo is being filled in: a start that was killed meanwhile begins it again. */
const begun = (config: Config): string => path.join(config.home, 'demo.begun');

/** A policy that a person wrote or named belongs to a company of their own. */
async function hasOwnPolicy(config: Config, { policy }: { policy?: string }): Promise<boolean> {
  const { file, isShipped } = await loadRules({ file: policy, env: process.env, cwd: process.cwd() });
  return !isShipped && file !== path.join(config.home, 'policy.yaml');
}

/** Whether this start makes the demo company: no database was named, the home is empty, and mail stays here. */
async function beginDemo(config: Config): Promise<boolean> {
  if (config.databaseUrl !== null || config.sourceDatabaseUrl !== null) return false;
  // A relay out there must never get letters to people who do not exist; a mail catcher on this machine may.
  if (config.smtpUrl !== null && !isLoopback(readSmtpUrl(config.smtpUrl).host)) return false;
  const kept = ['postgres', 'policy.yaml'].some((name) => existsSync(path.join(config.home, name)));
  if (kept && !existsSync(begun(config))) return false;
  await mkdir(config.home, { recursive: true });
  await writeFile(begun(config), '');
  await copyFile(path.join(packageRoot, 'db/demo/policy.yaml'), path.join(config.home, 'policy.yaml'));
  return true;
}

/** The demo company, one round over it, its letters captured, and what all that came to. */
async function showDemo(world: OpenWorld, transport: Transport, signal: AbortSignal): Promise<void> {
  const { databases, rules, clock } = world;
  await fillDemo(world);
  const report = await round(world, { wait: true });
  await deliver({
    databases,
    rules,
    clock,
    transport,
    recipients: recipientsWith(databases, rules),
    lastLook: lastLookWith(databases, rules),
    once: true,
    signal,
    log: logTo('error'),
  });
  if (report) await printSummary(world, report, transport.kind === 'capture' ? transport.where : null);
}

/** A start that was killed after the demo was there finds it whole: it was filled in one transaction. */
async function fillDemo({ databases, rules, clock, templates, config }: OpenWorld): Promise<void> {
  const { rows } = await databases.sourcePool.query<{ there: boolean }>(
    `select exists (select from ${rules.sourceSchema}.people) as there`,
  );
  if (rows[0]?.there !== true) {
    const { customers } = await loadDemo(databases, rules, clock, templates);
    const policy = path.join(config.home, 'policy.yaml');
    console.log(`A demo company with ${customers} customers was made; its policy is ${policy}.\n`);
  }
  await rm(begun(config), { force: true });
}
