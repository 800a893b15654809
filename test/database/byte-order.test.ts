import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBytes } from '../../src/database/byte-order.ts';

test('orders as PostgreSQL does with collation "C": by the bytes of UTF-8', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('a', 'b', 'ż', '\uffff', '\ue000', '😀', '') }),
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('where UTF-16 and UTF-8 disagree', () => {
  expect(compareBytes('😀', '\uffff')).toBeGreaterThan(0);
  expect('😀' < '\uffff', 'JavaScript alone orders them the other way').toBe(true);
});
