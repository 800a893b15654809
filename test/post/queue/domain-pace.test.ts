import { expect, test } from 'vitest';
import { DomainPace } from '../../../src/post/queue/domain-pace.ts';

test('a domain without a figure has no limit', () => {
  const pace = new DomainPace(new Map([['slow.example', 60]]));
  for (let letter = 0; letter < 1_000; letter += 1) expect(pace.take('a@quick.example', 0)).toBe(0);
});

test('a domain that had its share waits, each letter behind the one before; others do not', () => {
  const pace = new DomainPace(new Map([['slow.example', 60]]));
  expect([1, 2, 3].map(() => pace.take('a@Slow.Example', 0))).toEqual([0, 1_000, 2_000]);
  expect(pace.take('a@other.example', 0)).toBe(0);
  expect(pace.take('b@slow.example', 1_000)).toBe(0);
});

test('the default is for each domain by itself', () => {
  const pace = new DomainPace(
    new Map([
      ['default', 60],
      ['big.example', 6_000],
    ]),
  );
  expect(pace.take('a@one.example', 0)).toBe(0);
  expect(pace.take('a@two.example', 0)).toBe(0);
  expect(pace.take('b@one.example', 0)).toBe(1_000);
  for (let letter = 0; letter < 100; letter += 1) expect(pace.take('a@big.example', 0)).toBe(0);
});
