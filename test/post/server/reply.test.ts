import { expect, test } from 'vitest';
import { codeOfReply, isYes } from '../../../src/post/server/outcome.ts';

test.each([
  ['250 2.0.0 ok', 250],
  ['250', 250],
  ['250OK queued', 250],
  ['250-first\n250 last', 250],
  ['550-5.1.1 no such user\r\n550 5.1.1 here', 550],
  // Odd, and yet no doubt what is meant.
  ['550-no\n551 no', 550],
  ['250-yes\n550 no', null],
  ['550-no\n250 yes', null],
  ['250-yes\nand more', null],
  ['2 be or not 2 be', null],
  ['2500 letters waiting', null],
  ['HTTP/1.1 200 OK', null],
  ['', null],
])('%j is %s', (reply, code) => {
  expect(codeOfReply(reply)).toBe(code);
});

test('a yes is any 2xx; "go on" is none', () => {
  expect(['250 ok', '251 will forward', '252 perhaps'].map(isYes)).toEqual([true, true, true]);
  expect(['354 go on', '450 later', '2 fast', '999 what?'].map(isYes)).toEqual([false, false, false, false]);
});
