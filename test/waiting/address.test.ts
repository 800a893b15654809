import { expect, test } from 'vitest';
import { isUsableAddress } from '../../src/customer/address.ts';
import { addressOf } from '../../src/waiting/address.ts';
import { aCustomer, aJob, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');

test.each([
  'zofia@maj.example',
  "o'neil+suit@mail.co.uk",
  'józef@żółw.pl',
  'a@b-c.example',
  'info@xn--bcher-kva.example',
])('%s is usable', (address) => {
  expect(isUsableAddress(address)).toBe(true);
});

test.each([
  '',
  'zofia',
  'zofia@',
  '@maj.example',
  'zofia@maj',
  'zofia@@maj.example',
  'zofia maj@maj.example',
  'zofia@maj..example',
  '.zofia@maj.example',
  'zofia.@maj.example',
  'zofia@-maj.example',
  'Zofia <zofia@maj.example>',
  'a@b.example,c@d.example',
  'zofia@maj.example\r\nBcc: all@x.example',
  'zo\u202efia@maj.example',
  `${'a'.repeat(65)}@maj.example`,
  `a@${'b'.repeat(250)}.example`,
])('%j is not', (address) => {
  expect(isUsableAddress(address)).toBe(false);
});

test('the site manager hears about their job; without a usable address of theirs, the customer does', () => {
  const job = aJob({ contactName: 'Adam Kot', contactEmail: ' adam@site.example ' });
  expect(addressOf(situation(job, { now }))).toEqual({ name: 'Adam Kot', address: 'adam@site.example' });
  expect(addressOf(situation(aJob({ contactEmail: 'adam@' }), { now }))?.address).toBe('zofia@maj.example');
  expect(addressOf(situation(aJob(), { now, customer: aCustomer({ email: null }) }))).toBeNull();
});
