import { expect, test } from 'vitest';
import { type Home, trippedByMove } from '../../src/guards/moved.ts';
import { tripText } from '../../src/guards/trip-text.ts';

const HERE: Home = { system: '7300', timeline: '00000001', database: '16384', table: '17000', folder: null };
const reasonOf = (known: Home | null, here: Home) => {
  const trip = trippedByMove(known, here);
  return trip && tripText(trip);
};

test('a ledger that is new, or where it was, trips nothing', () => {
  expect(reasonOf(null, HERE)).toBe(null);
  expect(reasonOf(HERE, { ...HERE })).toBe(null);
});

test.each([
  ['system', '7301', 'another server'],
  ['timeline', '00000002', 'recovered or took over'],
  ['database', '16999', 'another database'],
  ['table', '17001', 'made anew'],
  ['folder', '99', 'folder of its database'],
] as const)('another %s holds all letters until a person has decided', (part, value, said) => {
  const before = { ...HERE, folder: '42' };
  const here = { ...before, [part]: value };
  expect(trippedByMove(before, here)).toMatchObject({ guard: 'restored', kinds: null });
  expect(reasonOf(before, here)).toMatch(/^guard restored: /);
  expect(reasonOf(before, here)).toContain(said);
});

test('what our user may not ask, or could not ask before, tells nothing apart', () => {
  expect(reasonOf(HERE, { ...HERE, system: null, timeline: null })).toBe(null);
  expect(reasonOf({ ...HERE, system: null, timeline: null }, { ...HERE, folder: '42' })).toBe(null);
});
