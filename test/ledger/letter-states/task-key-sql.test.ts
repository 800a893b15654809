import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAtLargeKey, invoiceCallKey, itemCallKey } from '../../../src/customer/call-task.ts';
import { lateReplyKey, replyKey } from '../../../src/customer/task-key.ts';
import { keyInSql, partInSql } from '../../../src/ledger/letter-states/task-key-sql.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

const [A, B, C] = [partInSql('$1::text'), partInSql('$2::text'), partInSql('$3::text')] as const;

test('a key that a statement makes is the one that the rules make, to the byte', async () => {
  const id = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
    fc.constantFrom("O'Hara", '\\', "' || '", 'F/1', '$1'),
  );
  const keys = [
    itemCallKey(A, B),
    invoiceCallKey(A, B, C),
    callAtLargeKey(A),
    replyKey(A, B),
    lateReplyKey(A),
  ].map(keyInSql);
  await fc.assert(
    fc.asyncProperty(id, id, id, async (a, b, c) => {
      const { rows } = await databases.ledgerPool.query<{ keys: string[] }>(
        `select array[${keys.join(', ')}] as keys, $1::text || $2::text || $3::text as used`,
        [a, b, c],
      );
      expect(rows[0]?.keys).toEqual([
        itemCallKey(a, b),
        invoiceCallKey(a, b, c),
        callAtLargeKey(a),
        replyKey(a, b),
        lateReplyKey(a),
      ]);
    }),
    { numRuns: 50 },
  );
});
