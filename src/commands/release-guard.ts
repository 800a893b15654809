import { ConfigurationFailure, RunFailure } from '../failure.ts';
import { releaseGuarded, withdrawGuarded } from '../ledger/guarded.ts';
import { plural } from './columns.ts';
import { printableLine } from './printable.ts';
import type { OpenWorld } from './world.ts';

export interface GuardOptions {
  /** The round whose guard tripped. */
  readonly guard: string;
  readonly by: string;
  readonly limit?: string;
  readonly withdraw?: true;
  readonly why?: string;
}

/** Shown of many. */
const SAMPLE = 5;
/** As many as a round may ever have written. */
const ALL = 2_000_000_000;

/** Lets all letters go that the guard of a round held, or the first so many of them, or withdraws them. */
export async function releaseGuard(
  { databases: { ledgerPool }, clock }: OpenWorld,
  { guard, by, limit, withdraw, why }: GuardOptions,
): Promise<void> {
  const roundId = wholeNumber(guard, '--guard', 'the number of a round');
  const most = limit === undefined ? ALL : Number(wholeNumber(limit, '--limit', 'a number of letters'));
  if (withdraw && why === undefined)
    throw new ConfigurationFailure('Say --why they are withdrawn: whoever asks later should find it.');
  const decision = { roundId, most, by, at: clock.now() };
  const { letters, left } = withdraw
    ? await withdrawGuarded(ledgerPool, decision, why ?? '')
    : await releaseGuarded(ledgerPool, decision);
  if (letters.length === 0)
    throw new RunFailure(
      `No letter of round ${roundId} is held by a guard; \`tidings letters --status held\` lists those that wait.`,
    );
  const become = withdraw ? 'withdrawn' : 'queued';
  console.log(`${plural(letters.length, 'letter')} ${become}, ${left} still held.`);
  for (const { id, kind, customerId } of letters.slice(0, SAMPLE))
    console.log(printableLine(`  ${id}  ${kind}  ${customerId}`));
  if (letters.length > SAMPLE) console.log(`  and ${letters.length - SAMPLE} more`);
}

function wholeNumber(text: string, option: string, what: string): string {
  if (/^[1-9]\d{0,8}$/.test(text)) return text;
  throw new ConfigurationFailure(`${option} must be ${what}, not ${JSON.stringify(text)}.`);
}
