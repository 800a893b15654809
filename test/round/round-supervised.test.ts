import { fork } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseGuarded } from '../../src/ledger/letter-states/guarded.ts';
import { holdingGuards } from '../../src/ledger/rounds/guard-view.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { javaScriptOf } from '../support/javascript.ts';

const SUPERVISE = { supervise: 3, guards: { newly_stalled_floor: 100_000 } };
let company: Company;
beforeAll(async () => {
  company = await aCompany(SUPERVISE);
});
afterAll(() => company.close());

async function lateOnes(from: number, to: number): Promise<void> {
  await company.pool.query(
    `insert into source.customers (id, name, email, language)
     select 'L' || n, 'L' || n, 'l' || n || '@x.example', 'en' from generate_series($1::int, $2) n`,
    [from, to],
  );
  await company.pool.query(
    `insert into source.orders (id, customer_id, number, placed_at, stage, stage_since, promised_for)
     select 'L' || n, 'L' || n, 'L' || n, '2026-11-23T09:00+01', 'picking', '2026-11-23T09:00+01', '2026-11-25'
     from generate_series($1::int, $2) n`,
    [from, to],
  );
}

/** A process that is ready for a round; it ends when its round has. */
async function ready(at: string): Promise<{ begin(): Promise<unknown> }> {
  const child = fork(await javaScriptOf('test/support/round-process.ts'), {
    env: {
      ...process.env,
      DATABASE_URL: company.databases.url,
      AT: at,
      DIFFERS: JSON.stringify(SUPERVISE),
    },
  });
  const exit = once(child, 'exit');
  await once(child, 'message');
  return {
    begin: () => {
      child.send('begin');
      return exit;
    },
  };
}

async function statuses(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of await company.letters()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test('two rounds in processes of their own while a third sends: no letter slips out before a person has seen enough', async () => {
  await lateOnes(1, 60);
  await freshen(company.pool, warsaw('2026-11-26 10:00'));
  const rounds = await Promise.all([ready('2026-11-26 10:00'), ready('2026-11-26 10:00')]);
  let running = true;
  const ended = Promise.all(rounds.map((each) => each.begin())).then(() => {
    running = false;
  });
  while (running) await company.post(warsaw('2026-11-26 10:01'));
  await ended;
  await company.post(warsaw('2026-11-26 10:02'));
  expect(await statuses()).toEqual({ held: 60 });
  expect(await holdingGuards(company.databases.ledgerPool)).toMatchObject([{ count: 60 }]);
});

test('a person lets them go while a round writes: what had begun to wait waits, and the next ones go', async () => {
  const [guard] = await holdingGuards(company.databases.ledgerPool);
  await lateOnes(61, 80);
  const { begin } = await ready('2026-11-26 10:05');
  const at = warsaw('2026-11-26 10:05');
  await Promise.all([
    begin(),
    releaseGuarded(company.databases.ledgerPool, { guardId: guard?.id ?? '', most: 3, by: 'Ola', at }),
  ]);
  const { queued, held } = await statuses();
  // Whether the round counted before or after the three were let go is a race; nothing is lost or sent either way.
  expect([
    { queued: 3, held: 77 },
    { queued: 23, held: 57 },
  ]).toContainEqual({ queued, held });

  await lateOnes(81, 90);
  await (await ready('2026-11-26 10:10')).begin();
  expect((await statuses()).queued).toBe((queued ?? 0) + 10);
});

test('so many as a person lets go are let go, however PostgreSQL looks for them', async () => {
  const [guard] = await holdingGuards(company.databases.ledgerPool);
  const before = await statuses();
  // As it plans where it knows nothing of the table yet: one look at the letters for each of them.
  const plans = ['hashjoin', 'mergejoin', 'hashagg', 'material', 'memoize', 'sort'];
  const pool = new pg.Pool({
    connectionString: company.databases.url,
    options: ['-c search_path=tidings', ...plans.map((each) => `-c enable_${each}=off`)].join(' '),
  });
  const decision = { guardId: guard?.id ?? '', most: 3, by: 'Ola', at: warsaw('2026-11-26 10:20') };
  const { letters } = await releaseGuarded(pool, decision).finally(() => pool.end());
  expect(letters).toHaveLength(3);
  expect((await statuses()).held).toBe((before.held ?? 0) - 3);
});
