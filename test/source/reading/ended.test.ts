import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type CustomerFacts,
  type CustomerMemory,
  type CustomerRange,
  noMemory,
} from '../../../src/customer/customer.ts';
import type { CustomerId } from '../../../src/customer/ids.ts';
import type { LetterStatus } from '../../../src/customer/letter-status.ts';
import { readBatches } from '../../../src/source/reading/read-batches.ts';
import { aCase, aLetter, JOB, rules, warsaw } from '../../support/builders.ts';
import { aCompany, type Company, freshen } from '../../support/company.ts';

const NOW = warsaw('2026-11-26 10:00');
const CLOSED = { closed_at: '2026-11-26T09:00:00+01:00', outcome: 'Cancelled by customer' };
const told = aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-24 10:00') })] });
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await freshen(company.pool, NOW);
});
afterEach(() => company.close());

/** What is read of the customers, of whom so much is remembered. */
async function read(...cases: readonly ReturnType<typeof aCase>[]): Promise<CustomerFacts[]> {
  const id = 'C1' as CustomerId;
  const memory: CustomerMemory = { ...noMemory(id), cases };
  const all: CustomerFacts[] = [];
  const remember = async ({ after, through }: CustomerRange) =>
    new Map((after === null || id > after) && (through === null || id <= through) ? [[id, memory]] : []);
  for await (const batch of readBatches(company.databases.sourcePool, { rules: rules(), now: NOW, remember }))
    all.push(...batch.facts);
  return all;
}
const endedOf = async (...cases: readonly ReturnType<typeof aCase>[]) =>
  (await read(...cases)).flatMap(({ customer, ended }) =>
    ended.map((item) => [customer.id, item.kind, item.id]),
  );

test('the closed row of an order of which they were told is read, with how it ended', async () => {
  await company.haveOrder(CLOSED);
  expect(await read(told)).toMatchObject([
    {
      customer: { id: 'C1' },
      items: [],
      ended: [{ id: 'O1', closedAt: warsaw('2026-11-26 09:00'), outcome: 'Cancelled by customer' }],
    },
  ]);
});

test('of which nobody was told, or whose end was told, is never read', async () => {
  await company.haveOrder(CLOSED);
  expect(await endedOf()).toEqual([]);
  expect(await endedOf(aCase())).toEqual([]);
  expect(await endedOf({ ...told, itemEnded: true })).toEqual([]);
});

test.each([
  ['queued', true],
  ['sending', true],
  ['submitted', false],
  ['refused', false],
] as const)(
  'while its closing letter is %s the row is looked at again: %s',
  async (status: LetterStatus, isRead) => {
    await company.haveOrder(CLOSED);
    const closing = aLetter({ decidedAt: NOW, ordinal: 2, kind: 'cancelled', status });
    const ended = await endedOf({ ...told, itemEnded: true, letters: [...told.letters, closing] });
    expect(ended).toEqual(isRead ? [['C1', 'order', 'O1']] : []);
  },
);

test('an open row is no ended one, and one that is in no row is none either', async () => {
  await company.haveOrder({});
  expect(await endedOf(told, { ...aCase({ id: 'gone', item: JOB }), letters: told.letters })).toEqual([]);
  expect((await read(told))[0]?.items).toHaveLength(1);
});

test('an order and a job of one id are two things', async () => {
  await company.haveOrder({ id: 'X' });
  await company.haveJob({ id: 'X', ...CLOSED });
  const both = (['order', 'service_job'] as const).map((kind) => ({
    ...aCase({ id: kind }),
    letters: told.letters,
    item: { kind, id: 'X' as typeof told.item.id },
  }));
  expect(await endedOf(...both)).toEqual([['C1', 'service_job', 'X']]);
});

test('an item that went to somebody else tells them nothing of its end', async () => {
  await company.have('customers', { id: 'C2', name: 'Jan Kos', email: 'jan@kos.example', language: 'en' });
  await company.haveOrder({ ...CLOSED, customer_id: 'C2' });
  expect(await endedOf(told)).toEqual([]);
});

test('lane, and where to fetch it, are read with the rest of the row', async () => {
  await company.haveOrder({ lane: ' carrier A ', collect_at: 'Mill Street 5, 9 to 17', stage: 'ready' });
  const [item] = (await read(told))[0]?.items ?? [];
  expect(item?.lane?.trim()).toBe('carrier A');
  expect(item).toMatchObject({ collectAt: 'Mill Street 5, 9 to 17', closedAt: null, outcome: null });
});
