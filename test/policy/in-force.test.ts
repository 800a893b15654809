import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { policyInForce } from '../../src/policy/in-force.ts';

const shipped = readFileSync(new URL('../../policy.yaml', import.meta.url), 'utf8');
const lines = shipped.split('\n');
const valuesOf = (text: string) =>
  new Map(
    policyInForce(text, 'policy.yaml', shipped).map(({ key, path: _, raw: __, ...rest }) => [key, rest]),
  );

const OWN = `extends: default
company:
  name: Corner Cycles
  languages: [en]
hours:
waiting:
  silence: 2 working days
  stages:
    On the Stand: { kind: in_progress, allowance: 1 working day }
dunning:
  ladder:
    - { rung: nudge, after: 6 days, tone: friendly }
`;

test('what the file says stands with its line there, in whatever case a stage is written', () => {
  const values = valuesOf(OWN);
  expect(values.get('company.name')).toEqual({ value: 'Corner Cycles', from: 'file', line: 3 });
  expect(values.get('company.languages')).toEqual({ value: 'en', from: 'file', line: 4 });
  expect(values.get('waiting.silence')).toEqual({ value: '2 working days', from: 'file', line: 7 });
  expect(values.get('waiting.stages."on the stand".kind')).toEqual({
    value: 'in_progress',
    from: 'file',
    line: 9,
  });
});

test('a list that the file names is all its own, one value for each map in it', () => {
  const values = valuesOf(OWN);
  expect(values.get('dunning.ladder[0]')).toEqual({
    value: 'rung: nudge, after: 6 days, tone: friendly',
    from: 'file',
    line: 12,
  });
  expect(values.has('dunning.ladder[1]')).toBe(false);
});

test('what the file does not say, and what it leaves empty, is the default’s, with the line there', () => {
  const values = valuesOf(OWN);
  for (const [key, begins] of [
    ['hours.from', 'hours:'],
    ['waiting.default_allowance', '  default_allowance:'],
    ['dunning.grace', '  grace:'],
  ] as const) {
    const found = values.get(key);
    expect(found?.from).toBe('default');
    expect(lines[(found?.line ?? 0) - 1]).toMatch(new RegExp(`^${begins}`));
  }
});

test('a file that extends nothing says everything itself', () => {
  expect([...valuesOf(`${shipped}# ours\n`).values()].filter(({ from }) => from === 'default')).toEqual([]);
});
