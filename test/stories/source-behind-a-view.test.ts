import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { databaseFault } from '../../src/database/database-fault.ts';
import { round } from '../../src/round/round.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

/* "Our orders are a view over the old system. When that was down, Tidings said that it was broken itself, with forty lines of code." */
const FRIDAY = warsaw('2026-11-27 16:00');
const MONDAY = warsaw('2026-11-30 09:30');

let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({
    id: 'O1',
    stage: 'supplier',
    stage_since: '2026-11-10T09:00:00+01:00',
    promised_for: '2026-11-20',
  });
});
afterEach(() => company.close());

const world = async (now: typeof FRIDAY) => ({
  databases: company.databases,
  rules: rules(),
  clock: fixedClock(now),
  templates: await shippedTemplates(),
});

test('what fails behind a view is told as that, with the place, and not as a fault of ours', async () => {
  await company.pool.query(`
    create function source.from_the_old_system() returns setof source.orders language plpgsql as
      $$ begin raise exception 'old system: no answer from 10.0.0.7'; end $$;
    alter table source.orders rename to orders_kept;
    create view source.orders as select * from source.from_the_old_system()`);
  const failed = await round(await world(FRIDAY), { dryRun: true }).catch((error: unknown) => error);
  expect(databaseFault(failed)).toMatch(
    /^What stands behind a table or view failed: old system: no answer from 10\.0\.0\.7 \(P0001\), in PL\/pgSQL function source\.from_the_old_system\(\) line 1 at RAISE\. Nothing is half-written;/,
  );
});

test("a feed of now() is not stale in Friday's dry run of Monday, and one that is stale today still is", async () => {
  const feeds = (age: string) =>
    company.pool.query(
      `insert into source.feeds select name, '2026-11-27T16:00:00+01:00'::timestamptz - $1::interval from unnest('{orders,service_jobs,payments}'::text[]) name
       on conflict (name) do update set fresh_as_of = excluded.fresh_as_of`,
      [age],
    );
  await feeds('0');
  const dry = await round(await world(MONDAY), { dryRun: true, lookedAt: FRIDAY });
  expect(dry?.letters).toMatchObject([{ to: expect.any(String) }]);
  const [hold] = (await round(await world(MONDAY), { dryRun: true }))?.holds ?? [];
  expect(hold?.code, 'data that stood still until Monday are stale then').toBe('feed_stale');
  await feeds('3 days');
  const old = await round(await world(MONDAY), { dryRun: true, lookedAt: FRIDAY });
  expect(old).toMatchObject({ written: 0, holds: [{ code: 'feed_stale' }] });
});
