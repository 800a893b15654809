import { expect, test } from 'vitest';
import { stageNamed } from '../../src/policy/stage.ts';
import { isFinished, STAGE_KINDS } from '../../src/policy/stage-kinds.ts';
import { rules } from '../support/builders.ts';

test('a stage means what policy says, however it is written', () => {
  expect(stageNamed(' From Warehouse ', rules())).toEqual({
    kind: 'awaiting_stock',
    allowance: 4,
    hasOwn: true,
    needs: null,
    mapped: true,
  });
});

test('a stage that policy does not map counts as work in progress with the default allowance', () => {
  expect(stageNamed('W4', rules())).toEqual({
    kind: 'in_progress',
    allowance: 5,
    hasOwn: false,
    needs: null,
    mapped: false,
  });
  expect(stageNamed('', rules()).mapped).toBe(false);
  expect(stageNamed('__proto__', rules()).mapped).toBe(false);
});

test('each policy has stages of its own', () => {
  const own = rules({ waiting: { stages: { W4: { kind: 'awaiting_stock', allowance: '4 working days' } } } });
  expect(stageNamed('w4', own).kind).toBe('awaiting_stock');
  expect(stageNamed('w4', rules()).kind).toBe('in_progress');
});

test('only what is ready, done or cancelled is not waiting for us', () => {
  expect(STAGE_KINDS.filter(isFinished)).toEqual(['ready', 'done', 'cancelled']);
});
