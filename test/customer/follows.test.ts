import { expect, test } from 'vitest';
import { follows, isMergedInto, type Moved } from '../../src/customer/follows.ts';
import { isPlaceholder } from '../../src/customer/placeholder.ts';
import { aCustomer, ORDER } from '../support/builders.ts';

const moved = (differs: Partial<Moved>): Moved => ({
  about: ORDER,
  from: aCustomer({ id: 'D2' }).id,
  to: aCustomer({ id: 'C1' }).id,
  writtenTo: 'jane@cust.example',
  address: 'jane@cust.example',
  merged: false,
  ...differs,
});

test('what we remember follows to the same reader, or to whom the company says, and to nobody else', () => {
  expect(follows(moved({}))).toBe(true);
  expect(follows(moved({ address: 'other@cust.example' }))).toBe(false);
  expect(follows(moved({ address: 'other@cust.example', merged: true }))).toBe(true);
  expect(follows(moved({ writtenTo: null, address: null })), 'no letter tells who read of it').toBe(false);
  expect(follows(moved({ writtenTo: '', address: '' })), 'emptied letters neither').toBe(false);
});

test('customers merged one into the next, and in a circle', () => {
  const chain = new Map([
    ['A', 'B'],
    ['B', 'C'],
    ['X', 'Y'],
    ['Y', 'X'],
  ]);
  expect(isMergedInto('A', 'C', chain)).toBe(true);
  expect(isMergedInto('C', 'A', chain)).toBe(false);
  expect(isMergedInto('X', 'A', chain)).toBe(false);
});

test.each([
  ['noemail@example.com', true],
  ['No-E.Mail@hotel.example', true],
  ['brak.maila@sklep.example', true],
  ['shared@office.example', true],
  ['emil@cust.example', false],
  ['nonet@cust.example', false],
])('%s stands for nobody: %s', (address, is) => {
  expect(isPlaceholder(address, new Set(['shared@office.example']))).toBe(is);
});
