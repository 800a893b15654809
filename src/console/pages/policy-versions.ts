import { z } from 'zod';
import { listPublications, readPublication } from '../../ledger/documents/publications.ts';
import { publishPolicy, readPublishedPolicy } from '../../ledger/documents/published-policy.ts';
import {
  POLICY_DOCUMENT,
  policyDifferences,
  publishedFaults,
  readPublishedTable,
} from '../../policy/published.ts';
import {
  type ConsoleWorld,
  form,
  NotThere,
  page,
  type Route,
  type Shown,
  type Visit,
} from '../frame/routes.ts';
import { differencesInWords } from '../show/policy-words.ts';

/** In place of a version's number: nothing of what was published. */
const FILE = 'file';
const MOST_WHY = 500;

const query = z.object({ id: z.string().max(30).optional().catch(undefined) });
const restoring = z.object({ id: z.string().max(30), why: z.string().trim().max(MOST_WHY) });

/** What was published of the policy, each version against the one in force, and the way back to it. */
export const policyVersionsPages = (world: ConsoleWorld): readonly Route[] => {
  const pool = world.databases.ledgerPool;
  const tableOf = async (id: string) => {
    if (id === FILE) return {};
    const earlier = await readPublication(pool, POLICY_DOCUMENT, id);
    if (!earlier) throw new NotThere();
    return readPublishedTable(earlier.content);
  };
  const shown = async (
    { say }: Visit,
    id: string | undefined,
    fault: string | null = null,
  ): Promise<Shown> => {
    const [versions, now] = await Promise.all([
      listPublications(pool, POLICY_DOCUMENT),
      readPublishedPolicy(pool),
    ]);
    const table = id === undefined ? null : await tableOf(id);
    const differences = table === null ? [] : policyDifferences(world.policyTexts, now.table, table);
    return {
      view: 'settings-policy-versions',
      status: fault === null ? 200 : 422,
      data: {
        versions: versions.map((each) => ({ ...each, inForce: each.id === now.id, chosen: each.id === id })),
        chosen:
          table === null
            ? null
            : { id, isFile: id === FILE, differences: differencesInWords(differences, say) },
        fault,
        mostWhy: MOST_WHY,
      },
    };
  };
  return [
    page('/settings/policy/versions', 'read', query, (visit, { id }) => shown(visit, id)),
    form('/settings/policy/restore', 'administer', restoring, async (visit, { id, why }) => {
      const table = await tableOf(id);
      if (why === '') return shown(visit, id, 'why');
      // An earlier one may not go with what the file says today.
      if (publishedFaults(world.policyTexts, table).length > 0) return shown(visit, id, 'unfit');
      const { id: basis } = await readPublishedPolicy(pool);
      const publisher = { by: visit.user.name, why, at: visit.now };
      const done = await publishPolicy(pool, table, basis, publisher, id === FILE ? null : id);
      if (done === 'conflict') return shown(visit, id, 'conflict');
      return { to: '/settings/policy', notice: { key: 'policy_restored' } };
    }),
  ];
};
