import { z } from 'zod';
import { releaseBacklog } from '../../ledger/memory/backlog-releases.ts';
import { gatherBacklog, longestInBacklog } from '../../round/gather-backlog.ts';
import { Looks } from '../frame/looks.ts';
import { type ConsoleWorld, form, page, type Route } from '../frame/routes.ts';
import { givenCounts } from '../show/given-counts.ts';
import { label } from '../show/label.ts';
import { customerAt, shown } from '../show/letter-row.ts';

/** Shown of it: those that have waited longest. */
const SHOWN = 100;

const one = z.object({ kind: z.enum(['order', 'service_job', 'invoice']), id: z.string().min(1).max(500) });

/** What had stalled or was overdue before going live: listed, and written about only when a person releases it. */
export const backlogPages = (world: ConsoleWorld): readonly Route[] => {
  const { databases, rules } = world;
  const pool = databases.ledgerPool;
  const looks = new Looks(world);
  return [
    page('/backlog', 'read', z.unknown(), async ({ now, say }) => {
      const { goLive } = rules;
      const { count: all, entries } =
        goLive === null
          ? { count: 0, entries: [] }
          : await looks.take((whole) => longestInBacklog(whole, now, SHOWN));
      return {
        view: 'backlog',
        data: {
          goLive,
          count: all,
          most: rules.guards.lettersPerRound ?? rules.guards.lettersFloor,
          entries: entries.map((entry) => ({
            kind: entry.item.kind,
            id: entry.item.id,
            number: shown(entry.number, 40),
            summary: entry.summary === null ? null : shown(entry.summary),
            customer: shown(entry.customer, 60),
            customerHref: customerAt(entry.customerId),
            stage: entry.stage === null ? say('backlog.overdue') : shown(entry.stage, 40),
            since: entry.since,
            kindName: label(say, 'kinds', entry.item.kind),
            letterName: entry.letter === null ? null : label(say, 'letters', entry.letter),
            because: shown(entry.because, 200),
          })),
        },
      };
    }),
    form('/backlog/release', 'release', givenCounts, async ({ user, now }, { of, typed }) => {
      const chosen = await looks.take((whole) => gatherBacklog(whole, now, () => true));
      // Somebody else released some meanwhile, or the company's tables changed: what was meant is no longer clear.
      if (chosen.length !== of || typed > of)
        return { to: '/backlog', notice: { key: 'backlog_other_number' } };
      await releaseBacklog(pool, chosen.slice(0, typed), user.name, now);
      return { to: '/backlog', notice: { key: 'backlog_released', with: { count: typed } } };
    }),
    form('/backlog/release-one', 'release', one, async ({ user, now }, { kind, id }) => {
      const chosen = await looks.take((whole) =>
        gatherBacklog(whole, now, ({ item }) => item.kind === kind && item.id === id),
      );
      if (chosen.length === 0) return { to: '/backlog', notice: { key: 'backlog_other_number' } };
      await releaseBacklog(pool, chosen, user.name, now);
      return { to: '/backlog', notice: { key: 'backlog_released', with: { count: 1 } } };
    }),
  ];
};
