import { describe, expect, test } from 'vitest';
import {
  afterAnswer,
  afterFault,
  afterRest,
  type Breaker,
  CLOSED,
  lanesOf,
} from '../../../src/post/server/breaker.ts';

const LANES = 10;
const faults = (breaker: Breaker, count: number, now = 0): Breaker =>
  Array.from({ length: count }).reduce<Breaker>((before) => afterFault(before, LANES, now, 1), breaker);
const lanes = (breaker: Breaker) => lanesOf(breaker, LANES);

describe('a mail server that fails', () => {
  test('is left alone after as many faults in a row as there are lanes, and not before', () => {
    expect(lanes(faults(CLOSED, LANES - 1))).toBe(LANES);
    expect(faults(CLOSED, LANES)).toEqual({ state: 'open', until: 30_000, times: 1 });
    expect(lanes(faults(CLOSED, LANES))).toBe(0);
  });

  test('that speaks in between is trusted again', () => {
    const shaky = afterAnswer(faults(CLOSED, LANES - 1), LANES);
    expect(lanes(faults(shaky, LANES - 1))).toBe(LANES);
  });

  test('is tried by one letter after its rest, and by none before', () => {
    const open = faults(CLOSED, LANES);
    expect(afterRest(open, 29_999)).toBe(open);
    expect(lanes(afterRest(open, 30_000))).toBe(1);
  });

  test('rests twice as long each time, five minutes at most, and workers do not all come back at once', () => {
    let breaker = faults(CLOSED, LANES);
    const rests: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      if (breaker.state !== 'open') throw new Error(breaker.state);
      const { until } = breaker;
      breaker = faults(afterRest(breaker, until), 1, until);
      if (breaker.state === 'open') rests.push((breaker.until - until) / 1_000);
    }
    expect(rests).toEqual([60, 120, 240, 300, 300, 300]);
    expect(afterFault(faults(CLOSED, LANES - 1), LANES, 0, 0)).toMatchObject({ until: 22_500 });
  });

  test('takes up its lanes two for one once it answers', () => {
    let breaker = afterRest(faults(CLOSED, LANES), 30_000);
    const allowed = [lanes(breaker)];
    for (let letter = 0; letter < 4; letter += 1) {
      breaker = afterAnswer(breaker, LANES);
      allowed.push(lanes(breaker));
    }
    expect(allowed).toEqual([1, 2, 4, 8, 10]);
    expect(breaker).toEqual(CLOSED);
  });

  test('that fails on the way back is left alone at once', () => {
    const ramping = afterAnswer(afterRest(faults(CLOSED, LANES), 30_000), LANES);
    expect(faults(ramping, 1, 40_000)).toEqual({ state: 'open', until: 70_000, times: 1 });
  });

  test('stays alone when a letter that was under way is taken late', () => {
    const open = faults(CLOSED, LANES);
    expect(afterAnswer(open, LANES)).toBe(open);
  });

  test('with one lane comes back whole', () => {
    const open = afterFault(CLOSED, 1, 0, 1);
    expect(afterAnswer(afterRest(open, 30_000), 1)).toEqual(CLOSED);
  });
});
