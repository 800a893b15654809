import type { Command } from 'commander';
import { instantOf, isoInstant } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import type { Databases } from '../../database/databases.ts';
import { rulesInForce } from '../../ledger/documents/published-policy.ts';
import { Templates } from '../../ledger/documents/templates.ts';
import type { PolicyTexts } from '../../policy/parse.ts';
import type { Rules } from '../../policy/rules.ts';
import type { Config } from '../../settings/config.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { withDatabases } from './context.ts';
import { clockAt } from './moment.ts';

/** Options that commands which judge share. */
export interface WorldOptions {
  readonly policy?: string;
  readonly at?: string;
}

/** Everything that a command which judges or writes works with. */
export interface OpenWorld {
  readonly config: Config;
  readonly databases: Databases;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly templates: Templates;
  /** The policy's file. */
  readonly policyFile: string;
  readonly policyTexts: PolicyTexts;
  /** Migrations of a newer Tidings. */
  readonly newer: readonly string[];
}

/** Adds `--policy` and `--at`, worded the same everywhere. */
export const withWorldOptions = (command: Command): Command =>
  command
    .option('--policy <file>', 'the policy (default: TIDINGS_POLICY, ./policy.yaml, or the shipped one)')
    .option(
      '--at <moment>',
      'set the clock: 2026-11-26T09:00:00+01:00, or a day (its noon in the company zone)',
    );

/**
 * Reads configuration and policy, opens and migrates the databases, does the work, closes.
 * @throws ConfigurationFailure with every fault of the policy at once
 */
export async function withWorld<T>(
  options: WorldOptions,
  work: (world: OpenWorld) => Promise<T>,
): Promise<T> {
  const { rules, file, texts } = await loadRules({
    file: options.policy,
    env: process.env,
    cwd: process.cwd(),
  });
  const clock = clockAt(options.at, rules.company.timeZone);
  return withDatabases({ sourceSchema: rules.sourceSchema }, async ({ config, databases, newer }) => {
    const templates = await (await Templates.shipped()).refresh(databases.ledgerPool);
    return work({
      config,
      databases,
      rules: await rulesInForce(databases.ledgerPool, rules),
      clock,
      templates,
      policyFile: file,
      policyTexts: texts,
      newer,
    });
  });
}

/** An ISO moment as people read it in a terminal: UTC, to the minute. */
export const minute = (moment: string): string => moment.slice(0, 16).replace('T', ' ');

/** The same of a Date of the database. */
export const shortMoment = (date: Date | null): string =>
  date === null ? '' : minute(isoInstant(instantOf(date.getTime())));
