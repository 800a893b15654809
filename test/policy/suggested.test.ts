import { expect, test } from 'vitest';
import { stageNamed } from '../../src/policy/stage.ts';
import { suggestedStages, withSuggested } from '../../src/policy/suggested.ts';
import type { StageKnown } from '../../src/usual/stages-known.ts';
import { stagePlaces } from '../../src/usual/stages-known.ts';
import { rules } from '../support/policy.ts';
import { anItem, MONDAY, on } from '../usual/histories.ts';

const known = (stage: string, most: number | null, parts: Partial<StageKnown> = {}): StageKnown => ({
  kind: 'order',
  stage,
  stay: { stays: 100, median: 1, most },
  ...parts,
});

test('an allowance is rounded up to whole working days, never less than one, and the kind stays', () => {
  const { stages } = suggestedStages([known('placed', 0.5), known('shipped', 10.5)], new Map(), rules());
  expect(stages).toMatchObject([
    { stage: 'placed', kind: 'queued', suggested: 1 },
    { stage: 'shipped', kind: 'in_transit', suggested: 11 },
  ]);
  const changed = withSuggested(rules(), stages);
  expect(stageNamed('Shipped', changed)).toMatchObject({
    kind: 'in_transit',
    allowance: 11,
    hasOwn: true,
    mapped: true,
  });
});

test('of orders and jobs in one stage the longer counts; what is finished or hardly known is left', () => {
  const { stages, left } = suggestedStages(
    [
      known('sewing', 2),
      known('sewing', 6, { kind: 'service_job' }),
      known('delivered', 3),
      known('packing', 0, { stay: null }),
      known('open', null),
    ],
    new Map(),
    rules(),
  );
  expect(stages.map(({ stage, suggested }) => [stage, suggested])).toEqual([['sewing', 6]]);
  expect(left).toEqual([
    { stage: 'open', why: 'most_are_in_it_yet' },
    { stage: 'packing', why: 'too_few_stays' },
  ]);
});

test('stages stand in the order in which most items go through them', () => {
  const through = (...stages: string[]) =>
    anItem({ stages: stages.map((stage, nth) => ({ stage, at: on(MONDAY, 8 + nth) })) });
  const places = stagePlaces([
    through('Placed', 'sewing', 'shipped'),
    through('placed', 'sewing', 'sewing', 'shipped'),
    through('placed', 'shipped', 'sewing'),
  ]);
  expect([...places]).toEqual([
    ['placed', 0],
    ['sewing', 0.5],
    ['shipped', 1],
  ]);
});
