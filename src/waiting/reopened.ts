import type { CaseLetter } from '../customer/customer.ts';
import type { Rules } from '../policy/rules.ts';
import { stageNamed } from '../policy/stage.ts';
import type { End, Finding } from './finding.ts';
import { lastPersonalContact } from './silence.ts';
import { lastLetter, type Situation } from './situation.ts';
import { isLately } from './told-before.ts';

/** The last letter told how it ends, and that no longer holds: it is open again, or back on the bench. Set right once in so many days. */
export function findReopened(situation: Situation): Finding | null {
  const { rules, zone, letters, item, now } = situation;
  const last = lastLetter(situation);
  const was = last === null ? null : endTold(last, rules);
  if (last === null || was === null) return null;
  // What was ready and is on its way has gone on, not back.
  if (was === 'ready' && situation.stage.kind === 'in_transit') return null;
  const spoke = lastPersonalContact(situation);
  if (spoke !== null && spoke >= last.decidedAt) return null;
  const setRight = letters.some((letter, index) => {
    const before = letters[index - 1];
    if (before === undefined || endTold(before, rules) === null || endTold(letter, rules) !== null)
      return false;
    return isLately(letter, situation);
  });
  if (setRight) return null;
  return { kind: 'reopened', began: item.stageSince ?? now, was, on: zone.dayAt(last.decidedAt) };
}

/** The end that a letter told of; null: none, or one that nothing takes back. */
function endTold({ kind, told }: CaseLetter, rules: Rules): End | null {
  if (kind === 'ready' || kind === 'done' || kind === 'cancelled') return kind;
  if (told.state === 'ready') return 'ready';
  if (told.state !== 'over') return null;
  if (told.end !== undefined) return told.end;
  // A letter about several things of an earlier version says by the stage how this one ended.
  const stage = stageNamed(told.stage, rules).kind;
  return stage === 'done' || stage === 'cancelled' ? stage : null;
}
