import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { putLetters } from '../../support/outbox.ts';

// The states of a letter are kept by the database, whatever a worker of any version writes (DESIGN section 7).
let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
  await putLetters(databases.ledgerPool, [{ id: 'a' }]);
});
afterAll(() => databases.close());

const set = (changes: string) => databases.ledgerPool.query(`update letters set ${changes} where id = 'a'`);

test.each([
  ['a state that there is not', `status = 'delivered'`],
  ['sending without a lease', `status = 'sending'`],
  ['sending without a holder', `status = 'sending', lease_until = now()`],
  ['a lease of a letter that nobody sends', `leased_by = 'w', lease_until = now()`],
  ['submitted without its moment', `status = 'submitted'`],
  ['the moment of a letter that was not submitted', `submitted_at = now()`],
  ['bounced without ever having been submitted', `status = 'bounced'`],
  ['held without a reason', `status = 'held'`],
  ['withdrawn without a reason', `status = 'withdrawn'`],
  ['refused without a reason', `status = 'refused'`],
  ['expired without a reason', `status = 'expired'`],
  ['uncertain without a reason', `status = 'uncertain'`],
  ['tried again without a reason', `status = 'retry'`],
  ['fewer attempts than none', 'attempts = -1'],
  ['uncertain fewer times than never', 'uncertain_count = -1'],
  ['released by nobody', 'released_at = now()'],
])('refused: %s', async (_what, changes) => {
  await expect(set(changes)).rejects.toThrow(/violates check constraint/);
});

test('taken: the way of a letter that may have gone, went, and came back', async () => {
  await set(`status = 'sending', leased_by = 'w', lease_until = now(), attempts = 1`);
  await set(`status = 'uncertain', leased_by = null, lease_until = null, status_reason = 'cut'`);
  await set(`status = 'submitted', submitted_at = now()`);
  await set(`status = 'bounced'`);
});
