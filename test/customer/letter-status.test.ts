import { expect, test } from 'vitest';
import {
  GONE,
  IN_QUEUE,
  LETTER_STATUSES,
  LETTER_TRANSITIONS,
  type LetterStatus,
  LOST,
  NEVER_LEFT,
  NEVER_REACHED,
  NOTHING_OUT,
  RELEASABLE,
  SETTLED,
  statusWhenWritten,
  TAKEN,
  UNSETTLED,
  WITHDRAWABLE,
} from '../../src/customer/letter-status.ts';

const sorted = (statuses: readonly LetterStatus[]) => [...statuses].sort();
const transitions = Object.values(LETTER_TRANSITIONS).map(({ from, to }) => ({
  from: from as readonly LetterStatus[],
  to: Object.keys(to) as LetterStatus[],
}));

/** Every state that a letter of this one may come to. */
function reachableFrom(start: LetterStatus): ReadonlySet<LetterStatus> {
  const found = new Set([start]);
  for (const status of found)
    for (const { from, to } of transitions) if (from.includes(status)) for (const next of to) found.add(next);
  return found;
}

test('a letter that is written may come to every state', () => {
  expect(sorted([...reachableFrom(statusWhenWritten(false))])).toEqual(sorted(LETTER_STATUSES));
  expect(Object.keys(LETTER_TRANSITIONS.written.to).sort()).toEqual([
    statusWhenWritten(true),
    statusWhenWritten(false),
  ]);
});

test('what came back, was withdrawn or expired never goes again, and what was submitted only comes back, was only captured, or is corrected', () => {
  for (const end of ['bounced', 'withdrawn', 'expired', 'corrected'] as const)
    expect([...reachableFrom(end)], end).toEqual([end]);
  expect([...reachableFrom('submitted')]).toEqual(['submitted', 'withdrawn', 'corrected', 'bounced']);
});

test('only a worker sends, and only from the queue', () => {
  const toSending = Object.values(LETTER_TRANSITIONS).filter(({ to }) => 'sending' in to);
  expect(toSending.map(({ by, from }) => [by, from])).toEqual([['worker', ['queued', 'retry']]]);
});

test('what was refused goes again when a person lets it go, and not otherwise', () => {
  const ways = Object.values(LETTER_TRANSITIONS).filter(({ from }) => from.some((one) => one === 'refused'));
  expect(ways.map(({ by, to }) => [by, Object.keys(to)])).toEqual([['person', ['queued']]]);
});

// The lists as the rules and statements have had them from the start: whoever changes one changes what is decided.
test('lists', () => {
  expect(sorted(IN_QUEUE)).toEqual(['queued', 'retry']);
  expect(sorted(WITHDRAWABLE)).toEqual(['held', 'queued', 'retry']);
  expect(sorted(RELEASABLE)).toEqual(['held', 'refused', 'uncertain']);
  expect(sorted(NOTHING_OUT)).toEqual(['held', 'refused']);
  expect(sorted(UNSETTLED)).toEqual(['held', 'uncertain']);
  expect(sorted(TAKEN)).toEqual(['bounced', 'corrected', 'submitted', 'uncertain']);
  expect(sorted(NEVER_LEFT)).toEqual(['expired', 'withdrawn']);
  expect(sorted(LOST)).toEqual(['bounced', 'expired', 'refused', 'withdrawn']);
  expect(sorted(NEVER_REACHED)).toEqual(['bounced', 'corrected', 'expired', 'held', 'refused', 'withdrawn']);
  expect(sorted(GONE)).toEqual(['queued', 'retry', 'sending', 'submitted', 'uncertain']);
  expect(sorted(SETTLED)).toEqual([
    'expired',
    'held',
    'refused',
    'retry',
    'submitted',
    'uncertain',
    'withdrawn',
  ]);
});
