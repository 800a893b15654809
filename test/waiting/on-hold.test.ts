import { expect, test } from 'vitest';
import { rungOf } from '../../src/waiting/escalation.ts';
import { find } from '../../src/waiting/find.ts';
import { findOnHold } from '../../src/waiting/on-hold.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { tasksFor } from '../../src/waiting/tasks.ts';
import { aCase, aJob, day, decisionOn, JOB, situation, warsaw } from '../support/builders.ts';

const held = aJob({ stage: 'credit check', stageSince: warsaw('2026-11-24 09:00') });
const at = (now: string, job = held) => situation(job, { now: warsaw(now) });

test('our own credit limit stops it for longer than the check may take', () => {
  expect(findOnHold(at('2026-11-25 08:59'))).toBeNull();
  expect(findOnHold(at('2026-11-25 09:00'))).toMatchObject({
    kind: 'credit_hold',
    since: day('2026-11-24'),
    inStageFor: 1,
  });
  expect(findOnHold(at('2026-11-24 10:00', { ...held, stageSince: null }))).not.toBeNull();
});

test('the day that the letter names is the day by which the credit person has to decide, and the manager hears at once', () => {
  const given = at('2026-11-26 10:00');
  const decision = decisionOn(given);
  expect(decision).toMatchObject({ do: 'write', letter: 'credit-hold', nextWordBy: day('2026-11-30') });
  expect(rungOf(given, stateOf(given), find(given))).toBe('manager');
  const tasks = tasksFor(given, decision, aCase({ id: 'job', item: JOB }));
  expect(tasks.map(({ kind, forPerson, dueOn }) => [kind, forPerson, dueOn])).toEqual([
    ['escalation', 'marek', day('2026-11-30')],
    ['review-credit-limit', 'karol', day('2026-11-30')],
  ]);
});

test('a promise that breaks meanwhile does not hide that it is our own doing', () => {
  expect(stateOf(at('2026-11-26 10:00', { ...held, promisedFor: day('2026-11-25') }))).toBe('on_hold');
});
