import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callAtLargeKey, callTask, invoiceCallKey, itemCallKey } from '../../src/customer/call-task.ts';
import { invoiceCase } from '../../src/customer/ids.ts';
import { TASK_KINDS } from '../../src/customer/task.ts';
import {
  asksTheSame,
  isFor,
  lateReplyKey,
  occasionOf,
  replyKey,
  taskKey,
} from '../../src/customer/task-key.ts';

const CASE = 'order:O1@20261126T090000Z';

// Ledgers hold keys of these shapes: another one would ask a person twice.
test('keys stay as they are, to the byte', () => {
  expect(itemCallKey(CASE, '2')).toBe('order:O1@20261126T090000Z/call-customer/2');
  expect(itemCallKey(CASE, 'a1b2')).toBe('order:O1@20261126T090000Z/call-customer/a1b2');
  expect(taskKey(CASE, 'escalation', 'manager')).toBe('order:O1@20261126T090000Z/escalation/manager');
  expect(invoiceCase('C1', 'F1')).toBe('C1/invoice:F1');
  expect(invoiceCallKey('C1', 'F1', 'firm')).toBe('C1/invoice:F1/call-customer/firm');
  expect(invoiceCallKey('C1', 'F1', null)).toBe('C1/invoice:F1/call-customer/overdue');
  expect(callAtLargeKey('a1b2')).toBe('call-customer/a1b2');
  expect(replyKey(CASE, 'e4f5')).toBe('order:O1@20261126T090000Z/answer-customer/e4f5');
  expect(replyKey(null, 'e4f5')).toBe('reply/answer-customer/e4f5');
  expect(lateReplyKey('e4f5')).toBe('reply/answer-customer/e4f5/late');
});

describe('taken apart again', () => {
  // Ids of a company may look like a part of a key.
  const id = fc.oneof(fc.string(), fc.constantFrom('', '/', 'a/call-customer/1', '/answer-customer/'));
  const kind = fc.constantFrom(...TASK_KINDS);

  test('the occasion is what it was made of, whatever the ids hold', () => {
    fc.assert(
      fc.property(id, kind, id, (subject, kind, occasion) => {
        const key = taskKey(subject, kind, occasion);
        expect(occasionOf(key, subject, kind)).toBe(occasion);
        expect(isFor(key, kind, occasion)).toBe(true);
      }),
    );
  });

  test('a key that is rebuilt from its occasion is the same', () => {
    fc.assert(
      fc.property(id, id, kind, (key, subject, kind) => {
        const occasion = occasionOf(key, subject, kind);
        if (occasion !== null) expect(taskKey(subject, kind, occasion)).toBe(key);
      }),
    );
  });

  test('another subject, another kind, another occasion', () => {
    const key = replyKey(CASE, 'e4f5');
    expect(occasionOf(key, 'order:O2@20261126T090000Z', 'answer-customer')).toBeNull();
    expect(occasionOf(key, CASE, 'call-customer')).toBeNull();
    expect(isFor(key, 'answer-customer', '4f5')).toBe(false);
    expect(isFor(key, 'call-customer', 'e4f5')).toBe(false);
    expect(isFor(lateReplyKey('e4f5'), 'answer-customer', 'e4f5')).toBe(false);
  });
});

test('the same question about two cases is one, and another question is another', () => {
  const other = 'order:O2@20261126T090000Z';
  const task = { key: replyKey(CASE, 'e4f5'), caseId: CASE, kind: 'answer-customer' } as const;
  expect(asksTheSame(replyKey(other, 'e4f5'), other, task)).toBe(true);
  expect(asksTheSame(task.key, CASE, task)).toBe(true);
  expect(asksTheSame(replyKey(other, 'a1b2'), other, task)).toBe(false);
  expect(asksTheSame(taskKey(other, 'call-customer', 'e4f5'), other, task)).toBe(false);
  expect(asksTheSame(replyKey(other, 'e4f5'), CASE, task), 'not of that case').toBe(false);
});

test('a call says who calls whom about what, and nothing of it is lost', () => {
  expect(callTask(itemCallKey(CASE, '1'), { forPerson: 'anna', why: 'no_address' })).toEqual({
    key: `${CASE}/call-customer/1`,
    kind: 'call-customer',
    forPerson: 'anna',
    why: 'no_address',
  });
});
