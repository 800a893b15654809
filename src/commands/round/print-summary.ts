import type { RoundReport } from '../../round/round-report.ts';
import { readNames } from '../../source/find/names.ts';
import type { OpenWorld } from '../terminal/world.ts';
import { digestOf, namesWanted } from './digest.ts';
import { summary } from './summary.ts';

/**
 * Prints what a round did, for people.
 * @param outbox the folder in which its letters lie as files; null: they are queued
 */
export async function printSummary(
  { databases, rules }: OpenWorld,
  report: RoundReport,
  outbox: string | null,
): Promise<void> {
  const names = await readNames(databases.sourcePool, rules.sourceSchema, namesWanted(digestOf(report)));
  console.log(summary(report, { company: rules.company.name, names, outbox }));
}
