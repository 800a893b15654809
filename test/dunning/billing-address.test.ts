import { expect, test } from 'vitest';
import { billingAddress } from '../../src/dunning/billing-address.ts';
import { aReminder, owing } from '../support/account.ts';
import { aCase, aCustomer, aLetter, warsaw } from '../support/builders.ts';

type Words = NonNullable<Parameters<typeof owing>[0]>;
const goesTo = (customer: Parameters<typeof aCustomer>[0], words: Words = {}) => {
  const found = billingAddress(owing({ customer: aCustomer(customer), ...words }));
  return 'address' in found ? found.address : found.why;
};

test('to the office where there is one, else to the customer', () => {
  expect(goesTo({ billingEmail: ' office@maj.example ' })).toBe('office@maj.example');
  expect(goesTo({})).toBe('zofia@maj.example');
  expect(goesTo({ billingEmail: 'office at maj' })).toBe('zofia@maj.example');
});

test('nowhere', () => {
  expect(goesTo({ email: null })).toBe('no_address');
  expect(goesTo({ email: 'zofia@maj.example\r\nBcc: all@maj.example' })).toBe('no_address');
  expect(goesTo({ emailAllowed: false })).toBe('email_not_wanted');
});

test('not where the last letter was refused, about an order or an invoice; a later one that went clears it', () => {
  const refused = aReminder({
    decidedAt: warsaw('2026-11-10 10:00'),
    status: 'refused',
    address: 'Zofia@maj.example',
  });
  const later = aReminder({ decidedAt: warsaw('2026-11-20 10:00') });
  expect(goesTo({}, { dunning: { reminders: [refused] } })).toBe('address_refused');
  expect(goesTo({}, { dunning: { reminders: [refused, later] } })).toBe('zofia@maj.example');
  expect(goesTo({ billingEmail: 'office@maj.example' }, { dunning: { reminders: [refused] } })).toBe(
    'office@maj.example',
  );
  const cases = [aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-21 10:00'), status: 'refused' })] })];
  expect(goesTo({}, { dunning: { reminders: [later] }, memory: { cases } })).toBe('address_refused');
});
