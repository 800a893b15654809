import { z } from 'zod';
import { secretToShow } from '../door/one-time-code.ts';
import { beginToSetUp, finishSetUp, hasSecondFactor, takeAwaySecondFactor } from '../door/second-factor.ts';
import { judgePassword } from '../door/sign-in.ts';
import { type ConsoleWorld, form, page, type Route, type Shown, type Visit } from '../frame/routes.ts';

const password = z.object({ password: z.string().max(1_000) });
const code = z.object({ code: z.string().max(100) });

/** One's own second factor: set up with the picture of a secret, and taken away. Each asks for the password: a session may be stolen. */
export const secondFactorPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  const shown = async (
    { user }: Visit,
    more: { fault?: string; secret?: Buffer; codes?: readonly string[] } = {},
  ): Promise<Shown> => ({
    view: 'second-factor',
    status: more.fault === undefined ? 200 : 422,
    data: {
      name: user.name,
      hasFactor: await hasSecondFactor(pool, user.name),
      shown: more.secret ? secretToShow(more.secret, rules.company.name, user.name) : null,
      codes: more.codes ?? null,
      fault: more.fault ?? null,
    },
  });
  const passwordFault = async ({ user, now }: Visit, given: string): Promise<string | null> => {
    const { outcome } = await judgePassword(pool, user.name, given, now);
    return outcome === 'right' ? null : outcome === 'locked' ? 'locked' : 'password';
  };
  return [
    page('/account/second-factor', 'account', z.unknown(), (visit) => shown(visit)),
    form('/account/second-factor/begin', 'account', password, async (visit, { password: given }) => {
      const fault = await passwordFault(visit, given);
      if (fault !== null) return shown(visit, { fault });
      const secret = await beginToSetUp(pool, visit.user.name, visit.now);
      return secret === null ? shown(visit, { fault: 'has_one' }) : shown(visit, { secret });
    }),
    form('/account/second-factor/confirm', 'account', code, async (visit, { code: typed }) => {
      const done = await finishSetUp(pool, visit.user.name, typed, visit.now);
      if (done.outcome === 'done') return shown(visit, { codes: done.codes });
      if (done.outcome === 'wrong') return shown(visit, { fault: 'code', secret: done.secret });
      return shown(visit, { fault: 'over' });
    }),
    form('/account/second-factor/remove', 'account', password, async (visit, { password: given }) => {
      const fault = await passwordFault(visit, given);
      if (fault !== null) return shown(visit, { fault });
      await takeAwaySecondFactor(pool, visit.user.name, visit.user.name, visit.now);
      return { to: '/account', notice: { key: 'factor_off' } };
    }),
  ];
};
