import type { RoundReport } from '../round-report.ts';
import type { OpenWorld } from './world.ts';

/** Prints what a round did, for people. */
export async function printSummary(_world: OpenWorld, report: RoundReport): Promise<void> {
  console.log(JSON.stringify(report, null, 1));
}
