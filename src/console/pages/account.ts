import { z } from 'zod';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { endSession, endSessionsOf } from '../../ledger/users/console-sessions.ts';
import { setPassword, setPreferences } from '../../ledger/users/console-users.ts';
import { hashPassword, passwordFault } from '../door/password.ts';
import { hasSecondFactor } from '../door/second-factor.ts';
import { judgePassword, openSession } from '../door/sign-in.ts';
import { dateFormat } from '../frame/formats.ts';
import { type ConsoleWorld, form, page, type Route, type Shown, type Visit } from '../frame/routes.ts';
import { PAGE_LANGUAGES } from '../frame/say.ts';

const isZone = (name: string): boolean => {
  try {
    return dateFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const passwords = z.object({
  current: z.string().max(1_000),
  password: z.string().max(1_000),
  again: z.string().max(1_000),
});
const preferences = z.object({
  language: z.union([z.enum(PAGE_LANGUAGES), z.literal('').transform(() => null)]),
  time_zone: z
    .string()
    .max(60)
    .transform((text) => text.trim())
    .transform((text) => (text === '' ? null : text))
    .refine((text) => text === null || isZone(text), 'no such time zone'),
});

/** One's own password, language and zone; signing out, here or everywhere. */
export const accountPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  const shown = async ({ user }: Visit, fault: string | null = null): Promise<Shown> => ({
    view: 'account',
    status: fault === null ? 200 : 422,
    data: {
      fault,
      mustChange: user.mustChange,
      hasFactor: await hasSecondFactor(pool, user.name),
      account: { name: user.name, language: user.language ?? '', timeZone: user.timeZone ?? '' },
      companyZone: rules.company.timeZone,
    },
  });
  return [
    page('/account', 'account', z.unknown(), async (visit) => shown(visit)),
    form('/account/password', 'account', passwords, async (visit, { current, password, again }) => {
      const { user, now, knownAs } = visit;
      const judged = await judgePassword(pool, user.name, current, now);
      if (judged.outcome !== 'right') return shown(visit, judged.outcome === 'locked' ? 'locked' : 'current');
      if (password !== again) return shown(visit, 'again');
      const fault = password === current ? 'same' : passwordFault(password, user.name);
      if (fault !== null) return shown(visit, fault);
      const hash = await hashPassword(password);
      const session = await inTheNameOf(pool, { who: user.name, why: null }, async (client) => {
        await setPassword(client, user.name, hash, false);
        // Whoever knew the old one is out.
        await endSessionsOf(client, user.name, now);
        return openSession(client, user.name, now, knownAs);
      });
      return { to: '/', session, notice: { key: 'password_changed' } };
    }),
    form('/account/preferences', 'account', preferences, async ({ user }, { language, time_zone }) => {
      await setPreferences(pool, user.name, { language, timeZone: time_zone });
      return { to: '/account', notice: { key: 'kept' } };
    }),
    form('/sign-out', 'account', z.unknown(), async ({ tokenHash, now }) => {
      await endSession(pool, tokenHash, now);
      return { to: '/sign-in' };
    }),
    form('/sign-out-everywhere', 'account', z.unknown(), async ({ user, now }) => {
      await endSessionsOf(pool, user.name, now);
      return { to: '/sign-in' };
    }),
  ];
};
