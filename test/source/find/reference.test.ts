import { expect, test } from 'vitest';
import { parseReference } from '../../../src/source/find/reference.ts';

test.each([
  ['21', null, '21'],
  ['order:21', 'order', '21'],
  ['Job: 21', 'job', '21'],
  ['invoice:FV:21', 'invoice', 'FV:21'],
  ['customer:order:21', 'customer', 'order:21'],
  ['urn:21', null, 'urn:21'],
  [':21', null, ':21'],
  ['order', null, 'order'],
  ['', null, ''],
])('%j', (text, among, id) => {
  expect(parseReference(text)).toEqual({ among, id });
});
