import { expect, test } from 'vitest';
import { type HeldByAddress, heldByAddressJump } from '../../src/guards/held-by-address.ts';

/* "Somebody wrote in the name of all our customers, and for a month nobody was reminded of anything." */
const USUAL: HeldByAddress = { lately: 0, open: 0, days: 20, busiest: 12, written: 2_000 };
const jump = (differs: Partial<HeldByAddress>) => heldByAddressJump({ ...USUAL, ...differs });

test('a normal Monday, and a few mails at a small company, are no jump', () => {
  expect(jump({ lately: 14, open: 40 })).toBeNull();
  expect(jump({ lately: 10, open: 10, days: 0, busiest: 0, written: 40 })).toBeNull();
});

test('mails from the addresses of many customers within a day are', () => {
  expect(jump({ lately: 400, open: 410 })).toEqual({ customers: 400, most: 100 });
  expect(jump({ lately: 11, open: 11, days: 0, busiest: 0, written: 40 })).toEqual({
    customers: 11,
    most: 10,
  });
});

test('also at a large company: not its share alone speaks, but what is usual', () => {
  expect(jump({ lately: 1_000, open: 1_000, written: 100_000 })).toEqual({ customers: 1_000, most: 120 });
});

test('who stays under the day’s limit for weeks is found by all that is open', () => {
  expect(jump({ lately: 30, open: 401 })).toEqual({ customers: 401, most: 400 });
});
