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

test('its state with its evidence, and what happened since the last letter: no second cause beside it', () => {
  const cases = [
    aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00'), nextWordBy: day('2026-11-27') })] }),
  ];
  const findings = find(situation(anOrder({ ...late, stage: 'picking' }), { now, cases }));
  expect(findings.map(({ kind }) => kind)).toEqual(['promise_missed', 'word_due']);
  expect(findings.map(findingStory)).toMatchObject([
    { promised_for: '2026-11-25', working_days_late: 4 },
    { by: '2026-11-27', broken: true },
  ]);
});

test.each([
  ['ready', 'ready'],
  ['Resolved', 'done'],
  ['picked up', 'done'],
  ['CANCELLED', 'cancelled'],
])(
  'at %s nothing is late, whatever else the row says: only how it ended, for whom we wrote to',
  (stage, kind) => {
    const cases = [aCase({ item: JOB, letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00') })] })];
    expect(find(situation(aJob({ ...late, stage }), { now, cases })).map((found) => found.kind)).toEqual([
      kind,
    ]);
    expect(find(situation(aJob({ ...late, stage }), { now }))).toEqual([]);
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
