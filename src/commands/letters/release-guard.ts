import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { releaseGuarded, withdrawGuarded } from '../../ledger/letter-states/guarded.ts';
import { plural } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';
import type { OpenWorld } from '../terminal/world.ts';

export interface GuardOptions {
  /** The guard, by the round that tripped it. */
  readonly guard: string;
  readonly by: string;
  readonly limit?: string;
  readonly withdraw?: true;
  readonly why?: string;
}

/** Shown of many. */
const SAMPLE = 5;

/** Lets all letters go that a guard held, or the first so many of them, or withdraws them. */
export async function releaseGuard(
  { databases: { ledgerPool }, clock }: OpenWorld,
  { guard, by, limit, withdraw, why }: GuardOptions,
): Promise<void> {
  const guardId = wholeNumber(guard, '--guard', 'the number of a guard, as its round and its alarm name it');
  const most = limit === undefined ? null : Number(wholeNumber(limit, '--limit', 'a number of letters'));
  if (withdraw && why === undefined)
    throw new ConfigurationFailure('Say --why they are withdrawn: whoever asks later should find it.');
  const decision = { guardId, most, by, at: clock.now() };
  const { letters, left, ended } = withdraw
    ? await withdrawGuarded(ledgerPool, decision, why ?? '')
    : await releaseGuarded(ledgerPool, decision);
  if (letters.length === 0 && !ended)
    throw new RunFailure(
      `No letter is held by guard ${guardId}; \`tidings letters --status held\` lists those that wait.`,
    );
  const become = withdraw ? 'withdrawn' : 'queued';
  console.log(`${plural(letters.length, 'letter')} ${become}, ${left} still held.`);
  for (const { id, kind, customerId } of letters.slice(0, SAMPLE))
    console.log(printableLine(`  ${id}  ${kind}  ${customerId}`));
  if (letters.length > SAMPLE) console.log(`  and ${letters.length - SAMPLE} more`);
  if (ended) console.log('The guard is released: it holds nothing any more.');
}

function wholeNumber(text: string, option: string, what: string): string {
  if (/^[1-9]\d{0,8}$/.test(text)) return text;
  throw new ConfigurationFailure(`${option} must be ${what}, not ${JSON.stringify(text)}.`);
}
