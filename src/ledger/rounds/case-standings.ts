import type { PoolClient } from 'pg';
import { isoDay } from '../../calendar/time.ts';
import type { CaseStanding } from '../../waiting/standing.ts';

/** Keeps how open cases stand, where that changed: most stand as they stood. */
export async function keepStandings(client: PoolClient, standings: readonly CaseStanding[]): Promise<void> {
  if (standings.length === 0) return;
  await client.query(
    `update cases c set since = g.since, stage = g.stage, reason = g.reason, supplier = g.supplier, owner_id = g.owner_id,
       lane = g.lane, promised_for = g.promised_for
     from unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[])
       as g (id, since, stage, reason, supplier, owner_id, lane, promised_for)
     where c.id = g.id and c.closed_at is null
       and (c.since, c.stage, c.reason, c.supplier, c.owner_id, c.lane, c.promised_for)
         is distinct from (g.since, g.stage, g.reason, g.supplier, g.owner_id, g.lane, g.promised_for)`,
    [
      standings.map(({ caseId }) => caseId),
      standings.map(({ since }) => isoDay(since)),
      standings.map(({ stage }) => stage),
      standings.map(({ reason }) => reason),
      standings.map(({ supplier }) => supplier),
      standings.map(({ owner }) => owner),
      standings.map(({ lane }) => lane),
      standings.map(({ promisedFor }) => (promisedFor === null ? null : isoDay(promisedFor))),
    ],
  );
}
