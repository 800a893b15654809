import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { withUsual } from '../../ledger/memory/usual-times.ts';
import { openPause, pause, resume } from '../../ledger/rounds/pauses.ts';
import { policyInForce } from '../../policy/in-force.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import { stagesKnown } from '../../usual/stages-known.ts';
import { type ConsoleWorld, form, page, type Route } from '../frame/routes.ts';

const MOST_WHY = 500;
const reason = z.object({ why: z.string().trim().max(MOST_WHY) });

/** The policy in force, and pause and resume. */
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
    page('/settings/policy', 'read', z.unknown(), async () => ({
      view: 'settings-policy',
      data: await policyOf(world),
    })),
  ];
};

async function policyOf(world: ConsoleWorld): Promise<object> {
  const {
    policyFile,
    policyTexts: { file, shipped },
  } = world;
  const values = policyInForce(file, policyFile, shipped);
  const now = await readFile(policyFile, 'utf8').catch(() => null);
  return {
    policyFile,
    values,
    stages: await stagesOf(world),
    // It takes effect at the worker's next start.
    changed: now !== null && now !== file,
    file: linesOf(file),
    shipped: values.some(({ from }) => from === 'default') ? linesOf(shipped) : null,
  };
}

/** Every stage that history has shown and that has an allowance, with how long it usually lasts. */
async function stagesOf({ databases, rules }: ConsoleWorld): Promise<readonly object[]> {
  const { usual } = await withUsual(databases.ledgerPool, rules);
  if (usual === null) return [];
  return stagesKnown(usual).flatMap(({ kind, stage, stay }) => {
    const { kind: means, allowance, mapped } = stageNamed(stage, rules);
    if (isFinished(means)) return [];
    return [{ stage, kind, means, mapped, allowance, stay, over: (stay?.most ?? 0) > allowance }];
  });
}

const linesOf = (text: string): readonly string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);
