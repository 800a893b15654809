import type pg from 'pg';

/**
 * The state of everything whose history is kept, as `letter b1` → `queued`. A letter that is being sent has that of before;
 * one that is tried again and again enters that state each time: `retry 2`.
 */
export type States = ReadonlyMap<string, string>;

const NOW = `
  select 'letter ' || id as subject, case status when 'retry' then 'retry ' || attempts else status end as state
  from letters
  union all select 'case ' || id, case when item_ended then 'ended' when closed_at is null then 'open' else 'closed' end from cases
  union all select 'task ' || key, case when done_at is null then 'open' else 'done' end from tasks
  union all select 'hold ' || id, case when lifted_at is null then 'standing' else 'lifted' end from holds
  union all select 'verdict ' || key, verdict from verdicts
  union all select 'pause ' || id, case when until is null then 'paused' else 'over' end from pauses`;

/** What the tables say. */
export async function presentStates(pool: pg.Pool, before: States = new Map()): Promise<States> {
  const { rows } = await pool.query<{ subject: string; state: string }>(NOW);
  return new Map(
    rows.map(({ subject, state }) => [
      subject,
      state === 'sending' ? (before.get(subject) ?? 'nothing') : state,
    ]),
  );
}

/** What the history alone says, replayed from its first entry. */
export async function replayedStates(pool: pg.Pool): Promise<States> {
  const { rows } = await pool.query<{ subject: string; state: string | null }>(
    `select subject_kind || ' ' || subject_id as subject, to_state as state from history
     where subject_kind in ('letter', 'case', 'task', 'hold', 'verdict', 'pause') order by id`,
  );
  const states = new Map<string, string>();
  for (const { subject, state } of rows) {
    if (state === null) states.delete(subject);
    else states.set(subject, state);
  }
  return states;
}

/** Entries of changes of state since an entry, as `letter b1: queued → submitted`, in the order of the alphabet. */
export async function entriesSince(pool: pg.Pool, id: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ entry: string }>(
    `select subject_kind || ' ' || subject_id || ': ' || coalesce(to_state, 'gone') as entry from history
     where id > $1 and subject_kind in ('letter', 'case', 'task', 'hold', 'verdict', 'pause')
       and what <> 'took another template'`,
    [id],
  );
  return rows.map(({ entry }) => entry).sort();
}

/** Without how often. */
export const bare = (state: string): string => state.replace(/ \d+$/, '');

/** The entries that these changes must have left. */
export function changesBetween(before: States, after: States): readonly string[] {
  const changed = [...after].filter(([subject, state]) => before.get(subject) !== state);
  const gone = [...before.keys()].filter((subject) => !after.has(subject));
  return [
    ...changed.map(([subject, state]) => `${subject}: ${bare(state)}`),
    ...gone.map((s) => `${s}: gone`),
  ].sort();
}

export async function lastEntry(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select coalesce(max(id), 0)::text as id from history');
  return rows[0]?.id ?? '0';
}
