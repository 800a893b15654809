import { roundIsOverdue } from './alarms/round-due.ts';
import { isoInstant } from './calendar/time.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { FeedName } from './ids.ts';
import { openAlarms } from './ledger/alarms.ts';
import type { Databases } from './ledger/databases.ts';
import { lastRoundAt } from './ledger/rounds.ts';
import { readShippedTemplates } from './ledger/shipped-templates.ts';
import { compileShipped } from './ledger/templates.ts';
import type { Rules } from './policy/rules.ts';
import { transportFor } from './post/transport-for.ts';
import { readFeeds } from './source/company.ts';
import { checkContract } from './source/contract-check.ts';
import { openStages } from './source/open-stages.ts';
import { anyConnection } from './source/snapshot.ts';
import { feedAgeFault } from './waiting/feed.ts';
import { stageNamed } from './waiting/stage.ts';

/** One thing that the doctor looked at. `warning` is worth knowing; `fault` stops letters or makes them wrong. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly says: string;
}

export interface Patient {
  readonly config: Config;
  readonly databases: Databases;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly policyFile: string;
}

/** Looks at everything that a round and a delivery need, and says of each what is wrong and what to do. */
export async function checkUp(patient: Patient): Promise<readonly Finding[]> {
  const checks = [
    checkPolicy,
    checkSource,
    checkStages,
    checkFeeds,
    checkMail,
    checkTemplates,
    checkRounds,
    checkAlarms,
  ];
  const findings: Finding[] = [ok('database', patient.databases.describe())];
  for (const check of checks) {
    try {
      findings.push(...(await check(patient)));
    } catch (error) {
      const name = check.name.replace('check', '').toLowerCase();
      findings.push(fault(name, error instanceof Error ? error.message : String(error)));
    }
  }
  return findings;
}

const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });
const warning = (check: string, says: string): Finding => ({ check, state: 'warning', says });
const fault = (check: string, says: string): Finding => ({ check, state: 'fault', says });

/** RFC 2606 section 2: nobody has a mailbox there. */
const EXAMPLE_DOMAIN = /\.(example|test|invalid|localhost)$/;

async function checkPolicy({ rules, policyFile, config }: Patient): Promise<Finding[]> {
  const findings = [ok('policy', `${policyFile}, for ${rules.company.name}`)];
  const domain = rules.company.from.address.split('@')[1] ?? '';
  if (config.smtpUrl !== null && EXAMPLE_DOMAIN.test(domain))
    findings.push(
      fault('policy', `company.from is still an example address (${domain}); letters from it reach nobody`),
    );
  return findings;
}

async function checkSource({ databases, rules }: Patient): Promise<Finding[]> {
  const faults = await checkContract(databases.sourcePool, rules.sourceSchema);
  if (faults.length === 0)
    return [ok('source', `schema ${rules.sourceSchema} keeps the contract, column by column`)];
  return faults.map(({ table, column, problem }) =>
    fault('source', `${rules.sourceSchema}.${table}${column === null ? '' : `.${column}`} ${problem}`),
  );
}

async function checkStages({ databases, rules }: Patient): Promise<Finding[]> {
  const stages = await openStages(databases.sourcePool, rules.sourceSchema);
  const unmapped = stages.filter(({ stage }) => !stageNamed(stage, rules).mapped);
  if (unmapped.length === 0) return [ok('stages', `policy maps all ${stages.length} stages of open items`)];
  return unmapped.map(({ stage, items }) =>
    warning(
      'stages',
      `"${stage}" (${items} open) is not mapped: it counts as in_progress with the default allowance; add it to waiting.stages`,
    ),
  );
}

const WAITING_FEEDS: readonly FeedName[] = ['orders', 'service_jobs'];

async function checkFeeds({ databases, rules, clock }: Patient): Promise<Finding[]> {
  const feeds = await readFeeds(anyConnection(databases.sourcePool), rules.sourceSchema);
  return WAITING_FEEDS.map((name) => {
    const problem = feedAgeFault(name, feeds, rules, clock.now());
    const freshAsOf = feeds.get(name);
    if (problem === null)
      return ok(
        'feeds',
        `${name} ${freshAsOf === undefined ? 'is not watched' : `was fresh at ${isoInstant(freshAsOf)}`}`,
      );
    return warning('feeds', `${problem}; its letters are held until the export has run and written to feeds`);
  });
}

async function checkMail({ config, rules }: Patient): Promise<Finding[]> {
  const transport = transportFor(config, rules);
  try {
    await transport.verify();
    return transport.kind === 'capture'
      ? [
          warning(
            'mail',
            `SMTP_URL is not set: letters are captured in ${transport.where}, nothing leaves this machine`,
          ),
        ]
      : [ok('mail', `${transport.where} answers and lets us in`)];
  } finally {
    transport.close();
  }
}

async function checkTemplates({ rules }: Patient): Promise<Finding[]> {
  const { languages, adminLanguage } = rules.company;
  const sources = await readShippedTemplates([...new Set([...languages, adminLanguage])]);
  for (const source of sources) await compileShipped(source);
  return [
    ok(
      'templates',
      `${sources.length} letters compile, in ${[...new Set([...languages, adminLanguage])].join(', ')}`,
    ),
  ];
}

/** The dead man's check, for whoever looks where no worker does. */
async function checkRounds({ databases, clock }: Patient): Promise<Finding[]> {
  const last = await lastRoundAt(databases.ledgerPool);
  if (last === null) return [ok('rounds', 'none has run yet')];
  const says = `the last one was at ${isoInstant(last)}`;
  if (!roundIsOverdue(last, clock.now())) return [ok('rounds', says)];
  return [warning('rounds', `${says}: does a worker run (\`tidings run\`), and is it not paused?`)];
}

async function checkAlarms({ databases, rules }: Patient): Promise<Finding[]> {
  const open = await openAlarms(databases.ledgerPool);
  const told = rules.alarms.to.length;
  if (open.length === 0)
    return [
      ok(
        'alarms',
        told > 0 ? `none stands; ${told} addresses are told` : 'none stands; alarms_to names nobody',
      ),
    ];
  return open.map(({ code, subject, why }) =>
    warning('alarms', `${code}${subject === '' ? '' : ` ${subject}`}: ${why}`),
  );
}
