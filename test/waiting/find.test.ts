import { expect, test } from 'vitest';
import { findingStory } from '../../src/explain/finding-story.ts';
import { find } from '../../src/waiting/find.ts';
import { aCase, aJob, aLetter, anOrder, day, JOB, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-12-01 10:00');
const late = {
  promisedFor: day('2026-11-25'),
  neededBy: day('2026-11-26'),
  stageSince: warsaw('2026-11-23 09:00'),
};

test('all that holds is found, each with its evidence', () => {
  const cases = [
    aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00'), nextWordBy: day('2026-11-27') })] }),
  ];
  const findings = find(situation(anOrder({ ...late, stage: 'picking' }), { now, cases }));
  expect(findings.map(({ kind }) => kind)).toEqual([
    'promise_missed',
    'needed_by_at_risk',
    'stage_overrun',
    'long_silence',
    'word_due',
  ]);
  expect(findings.map(findingStory)).toMatchObject([
    { promised_for: '2026-11-25', working_days_late: 4 },
    { needed_by: '2026-11-26', expected: '2026-12-01' },
    { stage: 'picking', since: '2026-11-23', working_days: 6 },
    { since: '2026-11-25', working_days: 4, unanswered: 0 },
    { by: '2026-11-27', broken: true },
  ]);
});

test.each(['ready', 'Resolved', 'delivered', 'picked up', 'CANCELLED'])(
  'at %s nothing is found, whatever else the row says',
  (stage) => {
    const cases = [
      aCase({
        item: JOB,
        letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00'), nextWordBy: day('2026-11-27') })],
      }),
    ];
    expect(find(situation(aJob({ ...late, stage }), { now, cases }))).toEqual([]);
  },
);

test('an item on its way, of which they heard yesterday, has no findings', () => {
  expect(
    find(
      situation(
        anOrder({
          openedAt: warsaw('2026-11-30 09:00'),
          stageSince: warsaw('2026-11-30 09:00'),
          promisedFor: day('2026-12-04'),
        }),
        { now },
      ),
    ),
  ).toEqual([]);
});
