import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

/*
 * A shop writes to four of its customers every morning, and a guard that allows three asks a person each time. After a
 * week of that it knows what is usual here, and asks only when a morning is unlike all the others.
 */
let company: Company;
beforeAll(async () => {
  company = await aCompany({
    guards: { letters_floor: 3, letters_share: '1%', newly_stalled_floor: 1_000 },
  });
  freshShell({ DATABASE_URL: company.databases.url });
});
afterAll(() => company.close());

let next = 0;
/** A morning on which so many others turn out to be late; those of the day before were brought over night. */
async function morning(day: string, late: number) {
  await company.pool.query('update source.orders set closed_at = $1 where closed_at is null', [
    isoInstant(warsaw(`${day} 07:00`)),
  ]);
  for (let n = 0; n < late; n += 1) {
    next += 1;
    const id = `N${next}`;
    await company.have('customers', { id, name: id, email: `${id}@x.example`, language: 'en' });
    await company.haveOrder({
      id,
      customer_id: id,
      promised_for: '2026-11-20',
      placed_at: '2026-11-09T09:00:00+01:00',
    });
  }
  return company.day(warsaw(`${day} 09:00`));
}

test('what people let go for five days is usual; ten times as much is not, and what a guard holds never is', async () => {
  for (const day of ['24', '25', '26', '27', '30'].map((each) => `2026-11-${each}`)) {
    const { guard, guard_id } = await morning(day, 4);
    expect(guard).toMatch(/^guard letters_per_round: 4 letters about orders in one round, more than 3: /);
    const at = isoInstant(warsaw(`${day} 09:10`));
    await shell('release', '--guard', guard_id ?? '', '--by', 'Ola', '--at', at);
    await company.post(warsaw(`${day} 09:20`));
  }
  expect(await morning('2026-12-01', 12)).toMatchObject({ guard: null, written: 12 });

  const spoilt = /^guard letters_per_round: 37 letters .*; the busiest of the last 28 days had 12$/;
  expect((await morning('2026-12-02', 37)).guard).toMatch(spoilt);
  expect((await morning('2026-12-03', 37)).guard).toMatch(spoilt);
});
