import { DAY, isoInstant } from '../calendar/time.ts';
import { readUsual, withUsual } from '../ledger/memory/usual-times.ts';
import { stageNamed } from '../policy/stage.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import { stagesKnown } from '../usual/stages-known.ts';
import { type CheckFinding, ok, type Patient, warning } from './check-result.ts';

/** Days without learning after which something keeps it from the workers. */
const STALE_DAYS = 3;

/** How much history has taught. A company without a history is told so, and warned of nothing. */
export async function checkUsual({ databases, rules, clock }: Patient): Promise<CheckFinding[]> {
  const kept = await readUsual(databases.ledgerPool);
  const { usual } = await withUsual(databases.ledgerPool, rules);
  if (kept === null || usual === null)
    return [ok('usual', 'no usual times are known yet; `tidings learn` says what history teaches')];
  const stages = stagesKnown(usual).filter(({ stage }) => !isFinished(stageNamed(stage, rules).kind));
  const known = stages.filter(({ stay }) => stay !== null);
  const says = `usual times known for ${known.length} of ${stages.length} stages, learned ${isoInstant(kept.learnedAt)}`;
  const days = (clock.now() - kept.learnedAt) / DAY;
  return days > STALE_DAYS
    ? [warning('usual', `${says}: workers learn each day; \`tidings learn\` says what hinders it`)]
    : [ok('usual', says)];
}
