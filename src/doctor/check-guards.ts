import { REMINDER_LETTERS, STATUS_LETTERS } from '../customer/letter-kinds.ts';
import { stillSupervised } from '../guards/supervised.ts';
import { readLetGo } from '../ledger/rounds/supervised.ts';
import type { Rules } from '../policy/rules.ts';
import { type CheckFinding, ok, type Patient, warning } from './check-result.ts';

/** Whether guards judge by what is open, and which letters wait for a person because the company has just begun. */
export async function checkGuards({
  rules,
  databases,
}: Pick<Patient, 'rules'> & { readonly databases: Pick<Patient['databases'], 'ledgerPool'> }): Promise<
  CheckFinding[]
> {
  const limits = checkLimits(rules);
  if (rules.supervise === 0) return [limits];
  const kinds = [...STATUS_LETTERS, ...REMINDER_LETTERS];
  const letGo = await readLetGo(databases.ledgerPool, kinds, rules.supervise);
  return [limits, ok('supervise', superviseSays(kinds, letGo, rules.supervise))];
}

/** How many letters of each kind a person is still to let go. */
export function superviseSays(
  kinds: readonly string[],
  letGo: ReadonlyMap<string, number>,
  supervise: number,
): string {
  const left = stillSupervised(kinds, letGo, supervise);
  if (left.length === 0)
    return `people let ${supervise} letters of each kind go: no kind waits for a person any more`;
  const said = left.map((each) => `${each.kind} ${each.left}`).join(', ');
  return `letters wait until a person lets them go, so many more of each kind: ${said}`;
}

export function checkLimits({ guards }: Pick<Rules, 'guards'>): CheckFinding {
  const { lettersShare, lettersTimes, lettersFloor, lettersPerRound } = guards;
  const relative = `letters_share (${Math.round(100 * lettersShare)}% of what is open), letters_times (${lettersTimes}) and letters_floor (${lettersFloor})`;
  if (lettersPerRound === null) return ok('guards', `letters of a round are judged by ${relative}`);
  return warning(
    'guards',
    `letters_per_round: ${lettersPerRound} holds a round with more letters, however much is open; take it out of your policy, and ${relative} judge instead`,
  );
}
