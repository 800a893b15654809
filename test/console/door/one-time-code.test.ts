import { expect, test } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import {
  newRecoveryCodes,
  recoveryHash,
  secretToShow,
  stepOfCode,
} from '../../../src/console/door/one-time-code.ts';

// RFC 6238, appendix B: the secret of its SHA-1 values, the last six of their digits.
const SECRET = Buffer.from('12345678901234567890');

test('codes are those of RFC 6238, and one step of a slow clock is forgiven', () => {
  const at = (seconds: number) => instantOf(seconds * 1_000);
  expect(stepOfCode(SECRET, '287082', at(59))).toBe(1);
  expect(stepOfCode(SECRET, '081 804', at(1_111_111_109))).toBe(37_037_036);
  expect(stepOfCode(SECRET, '287082', at(89))).toBe(1);
  expect(stepOfCode(SECRET, '287082', at(120))).toBeNull();
  expect(stepOfCode(SECRET, '28708', at(59))).toBeNull();
  expect(stepOfCode(SECRET, '287082x', at(59))).toBeNull();
});

test('the secret is shown as authenticators take it', () => {
  const { base32, qr } = secretToShow(SECRET, 'Pracownia "Nowak"', 'ola');
  expect(base32).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(qr.size).toBeGreaterThan(20);
  expect(qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
});

test('recovery codes are never the same, and are read however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  const [first = ''] = codes;
  expect(first).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  expect(recoveryHash(` ${first.toUpperCase().replaceAll('-', ' ')}`)).toBe(recoveryHash(first));
  expect(recoveryHash('287082')).toBeNull();
});
