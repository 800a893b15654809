import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { RunFailure } from '../../failure.ts';
import { tripText } from '../../guards/trip-text.ts';
import { settleHome } from '../../ledger/rounds/home.ts';
import { deliver } from '../../post/queue/deliver.ts';
import type { DeliveryReport } from '../../post/queue/delivery-report.ts';
import { lastLookWith } from '../../post/queue/last-look.ts';
import { recipientsWith } from '../../post/queue/recipients.ts';
import type { Transport } from '../../post/server/transport.ts';
import { sayWhere, transportFor } from '../../post/server/transport-for.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { logTo } from '../../settings/log.ts';
import { withDatabases } from '../terminal/context.ts';
import { clockAt } from '../terminal/moment.ts';
import { expectNoPauseFile } from '../terminal/no-pause-file.ts';
import { sayTrialIsOver } from '../terminal/trial-is-over.ts';

interface Options {
  readonly once?: boolean;
  readonly at?: string;
  readonly json?: boolean;
  readonly policy?: string;
}

/** `tidings deliver` */
export function deliverCommand(): Command {
  return new Command('deliver')
    .description('send the letters that are due, until interrupted')
    .option('--once', 'end when nothing more is due')
    .option('--at <moment>', 'the clock stands at this moment, like 2026-11-26T09:00:00+01:00')
    .option('--policy <file>', 'the policy file')
    .option('--json', 'print the report as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { rules } = await loadRules({ file: options.policy, env: process.env, cwd: process.cwd() });
  const clock = clockAt(options.at, rules.company.timeZone);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  // Once: a second interrupt ends the process at once, and what it held becomes uncertain.
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await withDatabases({ sourceSchema: rules.sourceSchema }, async ({ config, databases }) => {
      await expectNoPauseFile(config.home);
      const transport = transportFor(config, rules);
      const delivering = databases.aside('delivery');
      console.error(sayWhere(transport));
      const bar = progressBar();
      try {
        const trip = await settleHome(delivering.ledgerPool, delivering.dataFolder, clock.now());
        if (trip) console.error(`${trip.letters} letters are held for a person: ${tripText(trip)}`);
        await sayTrialIsOver({ databases, config, rules, clock }, console.error);
        const report = await deliver({
          databases: delivering,
          rules,
          clock,
          transport,
          readsMail: config.imap !== null,
          recipients: recipientsWith(delivering, rules),
          lastLook: lastLookWith(delivering, rules),
          once: options.once === true,
          signal: stop.signal,
          log: logTo(config.logLevel),
          onProgress: bar.update,
        });
        bar.end();
        console.log(options.json ? JSON.stringify(asJson(report, transport)) : sayReport(report));
        if (report.relayFault !== null && !stop.signal.aborted) throw refused(report, transport);
      } finally {
        bar.end();
        transport.close();
        await delivering.close();
      }
    });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

const refused = (report: DeliveryReport, transport: Transport): RunFailure =>
  new RunFailure(
    `The mail server ${transport.where} takes no letters: ${report.relayFault}. ` +
      'Nothing is lost, they are tried again; `tidings doctor` looks at the connection.',
  );

function asJson({ relayFault, ...report }: DeliveryReport, { kind, where }: Transport): object {
  return { ...report, relay_fault: relayFault, transport: { kind, where } };
}

const SAID: readonly (readonly [keyof DeliveryReport, string])[] = [
  ['submitted', 'submitted'],
  ['retry', 'to be tried again'],
  ['refused', 'refused'],
  ['uncertain', 'uncertain'],
  ['held', 'held for a person'],
  ['withdrawn', 'withdrawn, no longer true'],
  ['expired', 'expired'],
  ['returned', 'put back'],
];

function sayReport(report: DeliveryReport): string {
  if (report.clock !== null) return `Nothing but alarms is sent, and nothing expires: ${report.clock}.`;
  if (report.paused !== null) return `Paused: ${report.paused}. Nothing is sent until \`tidings resume\`.`;
  const counts = SAID.filter(([key]) => report[key] !== 0).map(([key, words]) => `${report[key]} ${words}`);
  return counts.length === 0 ? 'Nothing is due.' : `Letters: ${counts.join(', ')}.`;
}

/** On a terminal only: a log has the report. */
function progressBar(): { update(report: Readonly<DeliveryReport>): void; end(): void } {
  if (!process.stderr.isTTY) return { update: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {value} of {total} claimed',
    stream: process.stderr,
    clearOnComplete: true,
  });
  let begun = false;
  return {
    update: (report) => {
      if (!begun) bar.start(report.claimed, 0);
      begun = true;
      bar.setTotal(report.claimed);
      bar.update(SAID.reduce((sum, [key]) => sum + Number(report[key] ?? 0), 0));
    },
    end: () => bar.stop(),
  };
}
