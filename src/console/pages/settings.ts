import { z } from 'zod';
import { openPause, pause, resume } from '../../ledger/rounds/pauses.ts';
import { type ConsoleWorld, form, page, type Route } from '../frame/routes.ts';

const MOST_WHY = 500;
const reason = z.object({ why: z.string().trim().max(MOST_WHY) });

/** Pause and resume, and the ways to all other settings. */
export const settingsPages = (world: ConsoleWorld): readonly Route[] => {
  const pool = world.databases.ledgerPool;
  const shown = async (fault: string | null = null) => ({
    view: 'settings',
    status: fault === null ? 200 : 422,
    data: { pause: await openPause(pool), policyFile: world.policyFile, fault, mostWhy: MOST_WHY },
  });
  return [
    page('/settings', 'read', z.unknown(), () => shown()),
    form('/settings/pause', 'release', reason, async ({ user, now }, { why }) => {
      if (why === '') return shown('why');
      const begun = await pause(pool, now, why, user.name);
      return { to: '/settings', notice: { key: begun ? 'paused' : 'paused_already' } };
    }),
    form('/settings/resume', 'release', z.unknown(), async ({ user, now }) => {
      const ended = await resume(pool, now, user.name);
      return { to: '/settings', notice: { key: ended ? 'resumed' : 'not_paused' } };
    }),
  ];
};
