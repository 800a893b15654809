import { z } from 'zod';
import {
  type GuardDecision,
  type GuardOutcome,
  OtherNumber,
  releaseGuarded,
  withdrawGuarded,
} from '../../ledger/letter-states/guarded.ts';
import { readGuard } from '../../ledger/rounds/guard-view.ts';
import {
  type ConsoleWorld,
  type Done,
  form,
  NotThere,
  page,
  type Route,
  type Visit,
} from '../frame/routes.ts';
import { givenCounts, givenReason } from '../show/given-counts.ts';
import { guardWords } from '../show/guard-words.ts';
import { label } from '../show/label.ts';
import { customerAt, letterAt, shown } from '../show/letter-row.ts';

const withReason = givenCounts.extend({ why: givenReason('say why they are withdrawn') });

const guardOf = ({ params }: Visit): string => {
  const { guard = '' } = params;
  if (!/^[1-9]\d{0,17}$/.test(guard)) throw new NotThere();
  return guard;
};

/** All that one guard holds: let go, whole or in part, or withdrawn. */
export const heldLettersPages = ({ databases }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  /** @param typed as many as the person typed; when they typed all, what comes under the guard's name later is meant too */
  const decide = async (
    visit: Visit,
    { of, typed }: z.infer<typeof givenCounts>,
    key: string,
    act: (decision: GuardDecision) => Promise<GuardOutcome>,
  ): Promise<Done> => {
    const guardId = guardOf(visit);
    const to = `/letters/held/${guardId}`;
    const most = typed === of ? null : typed;
    try {
      const { letters, left } = await act({
        guardId,
        most,
        by: visit.user.name,
        at: visit.now,
        expected: typed,
      });
      return { to, notice: { key, with: { count: letters.length, left } } };
    } catch (error) {
      if (error instanceof OtherNumber) return { to, notice: { key: 'guard_other_number' } };
      throw error;
    }
  };
  return [
    page('/letters/held/:guard', 'read', z.unknown(), async (visit) => {
      const id = guardOf(visit);
      const guard = await readGuard(pool, id);
      if (!guard) throw new NotThere();
      return {
        view: 'held-letters',
        data: {
          guard: {
            ...guard,
            id,
            reason:
              guard.why.length === 0 ? null : guardWords([{ why: guard.why, number: null }], visit, 1_000),
            sample: guard.sample.map((letter) => ({
              ...letter,
              href: letterAt(letter.id),
              kindName: label(visit.say, 'letters', letter.kind),
              customerHref: customerAt(letter.customerId),
              customer: shown(letter.customerId, 40),
              to: shown(letter.to, 60),
              subject: shown(letter.subject),
            })),
          },
        },
      };
    }),
    form('/letters/held/:guard/release', 'release', givenCounts, (visit, given) =>
      decide(visit, given, 'guard_released', (decision) => releaseGuarded(pool, decision)),
    ),
    form('/letters/held/:guard/withdraw', 'release', withReason, (visit, { why, ...given }) =>
      decide(visit, given, 'guard_withdrawn', (decision) => withdrawGuarded(pool, decision, why)),
    ),
  ];
};
