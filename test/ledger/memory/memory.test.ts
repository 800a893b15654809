import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isoInstant } from '../../../src/calendar/time.ts';
import type { CustomerId } from '../../../src/customer/ids.ts';
import { keepLess, liftLess } from '../../../src/ledger/mail/less-often.ts';
import { CustomersWithAny } from '../../../src/ledger/memory/customers-with-any.ts';
import { readMemories } from '../../../src/ledger/memory/memory.ts';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';

const NOW = warsaw('2026-11-26 10:00');
const MIDNIGHT = warsaw('2026-11-26 00:00');
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-25' });
});
afterEach(() => company.close());

const remembered = async (dayStart = MIDNIGHT, ids = ['C1']) =>
  (await readMemories(company.databases.ledgerPool, { ids }, dayStart)).get('C1');
const set = (sql: string) => company.databases.ledgerPool.query(`update letters set ${sql}`);

test('what a round kept is what the next one remembers', async () => {
  const report = await company.day(NOW);
  const memory = await remembered();
  expect(memory).toMatchObject({
    customerId: 'C1',
    cases: [
      {
        id: 'order:O1@20261126T090000Z',
        item: { kind: 'order', id: 'O1' },
        openedAt: NOW,
        closedAt: null,
        letters: [
          {
            id: report.letters[0]?.id,
            kind: 'late',
            ordinal: 1,
            status: 'submitted',
            decidedAt: NOW,
            submittedAt: NOW,
            told: { state: 'broken', stage: 'picking', lineNo: null, stoodStill: true },
            address: 'zofia@maj.example',
          },
        ],
      },
    ],
  });
  const [letter] = memory?.cases[0]?.letters ?? [];
  expect(letter?.nextWordBy).not.toBeNull();
});

test('of a customer whom we never wrote to there is no memory', async () => {
  expect(await remembered()).toBeUndefined();
});

test('an item that ended is remembered for thirty days, should it be opened again, and then forgotten', async () => {
  await company.day(NOW);
  await company.change('orders', 'O1', { closed_at: '2026-11-26T12:00:00+01:00' });
  await company.round(warsaw('2026-11-27 10:00'));
  const ended = { item: { kind: 'order', id: 'O1' }, itemEnded: true, closedBecause: 'done' };
  for (const day of ['2026-11-27', '2026-12-27'])
    expect(await remembered(warsaw(`${day} 00:00`))).toMatchObject({ cases: [ended] });
  expect(await remembered(warsaw('2026-12-28 00:00'))).toBeUndefined();
});

describe('letters of today', () => {
  test('count by address without case, from midnight on', async () => {
    await company.day(NOW);
    await set("to_address = 'ZOFIA@maj.example'");
    expect((await remembered())?.writtenToday).toEqual(new Map([['zofia@maj.example', 1]]));
    expect((await remembered(warsaw('2026-11-27 00:00')))?.writtenToday).toEqual(new Map());
  });

  test.each(['withdrawn', 'expired', 'refused'])(
    'one that was %s leaves the day to another',
    async (status) => {
      await company.round(NOW);
      await set(`status = '${status}', status_reason = 'a test'`);
      expect((await remembered())?.writtenToday).toEqual(new Map());
    },
  );

  test('letters to our own people do not count', async () => {
    await company.round(NOW);
    await set("audience = 'staff'");
    expect((await remembered())?.writtenToday).toEqual(new Map());
  });
});

test('a letter that waits for a person is remembered as held', async () => {
  await company.round(NOW);
  expect((await remembered())?.cases[0]?.letters[0]?.status).toBe('queued');
  await set("status = 'held', status_reason = 'guard letters_per_round'");
  expect((await remembered())?.cases[0]?.letters[0]?.status).toBe('held');
});

test('what few customers have is asked for only where somebody has it, and nobody is missed', async () => {
  const { ledgerPool } = company.databases;
  const ids = ['A', 'B', 'D', 'F', 'ż', '😀'];
  for (const id of ['B', 'F', '😀'])
    await ledgerPool.query(
      `insert into holds (customer_id, why, by, at) values ($1, 'they called', 'Ola', $2)`,
      [id, isoInstant(NOW)],
    );
  const withAny = new CustomersWithAny(ledgerPool, MIDNIGHT);
  const held: string[] = [];
  let after: string | null = null;
  for (const through of [...ids, null]) {
    const memories = await readMemories(ledgerPool, { after, through }, MIDNIGHT, { withAny });
    for (const [id, { dunning }] of memories) if (dunning.holds.length > 0) held.push(id);
    after = through;
  }
  expect(held).toEqual(['B', 'F', '😀']);
  const whole = await readMemories(ledgerPool, { after: null, through: null }, MIDNIGHT, {
    withAny: new CustomersWithAny(ledgerPool, MIDNIGHT),
  });
  expect([...whole.keys()].sort()).toEqual(['B', 'F', '😀']);
});

test('that a customer let us off our words is remembered once a person has lifted it', async () => {
  const { ledgerPool } = company.databases;
  const since = warsaw('2026-11-24 10:00');
  await keepLess(ledgerPool, { customerId: 'C1', since, mailId: null, by: 'Ewa' });
  expect((await remembered())?.inbox).toMatchObject({ lessSince: since, letOffAt: since });
  await liftLess(ledgerPool, 'C1', 'Ewa', warsaw('2026-11-25 10:00'));
  expect((await remembered())?.inbox).toMatchObject({ lessSince: null, letOffAt: since });
  expect(await new CustomersWithAny(ledgerPool, MIDNIGHT).areIn({ after: null, through: null })).toBe(true);
});

test('a range of customers is one of bytes: open at its beginning, closed at its end', async () => {
  for (const id of ['B', 'a', 'ż', '😀']) {
    await company.have('customers', {
      id,
      name: id,
      email: `x${id.codePointAt(0)}@x.example`,
      language: 'en',
    });
    await company.haveOrder({ id: `of ${id}`, customer_id: id, promised_for: '2026-11-25' });
  }
  await company.round(NOW);
  const within = async (after: string | null, through: string | null): Promise<(CustomerId | string)[]> =>
    [...(await readMemories(company.databases.ledgerPool, { after, through }, MIDNIGHT)).keys()].sort();
  expect(await within(null, 'C1')).toEqual(['B', 'C1']);
  expect(await within('C1', 'a')).toEqual(['a']);
  expect(await within('a', null)).toEqual(['ż', '😀']);
});
