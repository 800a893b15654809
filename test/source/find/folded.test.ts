import { expect, test } from 'vitest';
import { foldedText, MARKED, nameQuery, numberQuery, PLAIN } from '../../../src/source/find/folded.ts';

test('every marked letter has its plain one at the same place, for translate and for what was typed', () => {
  expect([...PLAIN]).toHaveLength([...MARKED].length);
  expect(foldedText('ŁÓDŹ Żółć Müller Ёлка')).toBe('lodz zolc muller елка');
  expect(foldedText('Lipa\u0328')).toBe('lipa');
});

test('a name is asked for by the beginnings of its words', () => {
  expect(nameQuery('Wiś mar')).toBe("'wis':* & 'mar':*");
  expect(nameQuery("' & ! <->")).toBe('');
});

test.each(['ZK 1042', 'zk1042', 'ZK-001042'])('%s asks for the number by its runs', (typed) => {
  expect(numberQuery(typed)).toBe("'zk' & '1042'");
});

test('words without a digit are no number', () => {
  expect(numberQuery('Nowak')).toBe('');
  expect(numberQuery('0')).toBe("'0'");
});
