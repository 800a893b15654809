import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  beginningOf,
  readStatusReason,
  STATUS_REASONS,
  statusReason,
} from '../../src/customer/status-reason.ts';
import { evidenceNames, reasonOf } from '../support/status-reasons.ts';

test.each(STATUS_REASONS)('%s is read back as it was written', (code) => {
  const evidence = Object.fromEntries(evidenceNames(code).map((name) => [name, `the ${name}`]));
  expect(readStatusReason(reasonOf(code, evidence))).toEqual({ code, evidence });
});

test('evidence of any kind is read, nothing of it lost and nothing added', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('; it was held: ', 'released by x; it was y: ', ': ', '\r\n', '{by}', '$&', "'", ''),
  );
  const reason = fc.constantFrom(...STATUS_REASONS).chain((code) =>
    fc.record({
      code: fc.constant(code),
      evidence: fc.record(Object.fromEntries(evidenceNames(code).map((name) => [name, hostile]))),
    }),
  );
  fc.assert(
    fc.property(reason, ({ code, evidence }) => {
      const sentence = reasonOf(code, evidence);
      const read = readStatusReason(sentence);
      expect(read).not.toBeNull();
      expect(read && reasonOf(read.code, read.evidence)).toBe(sentence);
    }),
  );
});

test('what was held, released and held again is read from the last to the first', () => {
  const first = statusReason('awaits_release');
  const released = statusReason('released', { by: 'Ola (she rang)', was: 'held', before: first });
  const again = statusReason('released', { by: 'Jan', was: 'uncertain', before: released });
  expect(readStatusReason(again)?.evidence).toEqual({ by: 'Jan', was: 'uncertain', before: released });
  expect(readStatusReason(released)?.evidence.before).toBe(first);
});

test.each([['550 5.1.1 no such user'], ['captured'], [''], ['It was released by Jan; it was held: x']])(
  'a mail server may say %j, and it is none of ours',
  (said) => {
    expect(readStatusReason(said)).toBeNull();
  },
);

// A trigger, an index and older workers look for them too.
test.each([
  ['guard', 'guard '],
  ['released', 'released by '],
] as const)('what queries look for, of %s, begins its sentence and no other', (code, beginning) => {
  expect(beginningOf(code)).toBe(beginning);
  expect(STATUS_REASONS.filter((other) => reasonOf(other, {}).startsWith(beginning))).toEqual([code]);
});
