import { beginRealSending } from '../../post/server/real-sending.ts';
import type { OpenWorld } from './world.ts';

/** Letters really go from now on: says how many a trial only captured, which count as told no longer. Nothing where there were none. */
export async function sayTrialIsOver(
  { databases, config, rules, clock }: Pick<OpenWorld, 'databases' | 'config' | 'rules' | 'clock'>,
  say: (line: string) => void,
): Promise<void> {
  const said = await beginRealSending(databases.ledgerPool, config, rules, clock.now());
  if (said !== null) say(said);
}
