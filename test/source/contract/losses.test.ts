import { expect, test } from 'vitest';
import { TABLE_NAMES } from '../../../src/source/contract/contract.ts';
import { lossOf } from '../../../src/source/contract/losses.ts';

/* That a missing column is said to lose something if and only if something uses it is held by test/dead-promises.test.ts. */
test('of every table it is said what is lost without it, as a clause that follows "so"', () => {
  for (const name of TABLE_NAMES) expect(lossOf(name, null), name).toMatch(/^[a-z].*[^.]$/);
});
