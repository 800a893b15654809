import { expect, test } from 'vitest';
import { policyInForce } from '../../src/policy/in-force.ts';
import { parsePolicy, rulesWithPublished, textsOf } from '../../src/policy/parse.ts';
import {
  policyDifferences,
  publishedFaults,
  publishedText,
  readPublishedTable,
  withChanges,
} from '../../src/policy/published.ts';
import { shippedLanguages as languages, shippedPolicy as shipped } from '../support/policy.ts';

const OWN = `extends: default
company: { name: Corner, from: a@b.example, languages: [en], admin_language: en, time_zone: Europe/Warsaw, country: PL }
waiting:
  warn_before: 3 working days
  stages:
    W4: { kind: awaiting_supplier }
`;
const texts = { file: OWN, name: 'policy.yaml', shipped, languages };
const published = withChanges({}, [
  { path: ['waiting', 'warn_before'], value: '1 working day' },
  { path: ['waiting', 'default_allowance'], value: '9 working days' },
  { path: ['waiting', 'stages', 'w4', 'kind'], value: 'done' },
  { path: ['waiting', 'stages', 'w4', 'allowance'], value: '6 working days' },
  { path: ['waiting', 'stages', 'limbo', 'kind'], value: 'in_transit' },
  { path: ['waiting', 'stages', 'from warehouse', 'allowance'], value: null },
  { path: ['alarms_to'], value: ['Ola <ola@b.example>'] },
]);

test('a key that the file sets stays with the file, and what was published fills what it leaves open', () => {
  const { waiting, alarms } = rulesWithPublished(texts, published);
  expect(waiting.warnBefore).toBe(3);
  expect(waiting.defaultAllowance).toBe(9);
  expect(waiting.stages.get('w4')).toEqual({
    kind: 'awaiting_supplier',
    allowance: 6,
    hasOwn: true,
    needs: null,
  });
  expect(waiting.stages.get('limbo')).toEqual({
    kind: 'in_transit',
    allowance: 9,
    hasOwn: false,
    needs: null,
  });
  expect(waiting.stages.get('from warehouse')?.hasOwn).toBe(false);
  expect(alarms.to).toEqual([{ name: 'Ola', address: 'ola@b.example' }]);
});

test('of each value it is told whether the file, a publication or the default says it', () => {
  const from = new Map(
    policyInForce(OWN, 'policy.yaml', shipped, published).map((value) => [value.key, value.from]),
  );
  expect(from.get('waiting.warn_before')).toBe('file');
  expect(from.get('waiting.stages.w4.kind')).toBe('file');
  expect(from.get('waiting.stages.w4.allowance')).toBe('published');
  expect(from.get('waiting.stages."from warehouse".allowance')).toBe('published');
  expect(from.get('waiting.stages."from warehouse".kind')).toBe('default');
  expect(from.get('hours.from')).toBe('default');
  expect(from.get('alarms_to')).toBe('published');
});

test('where nobody has a file of their own all may be published', () => {
  const rules = rulesWithPublished({ ...texts, file: shipped, name: 'the shipped one' }, published);
  expect(rules.waiting.warnBefore).toBe(1);
});

test('every fault is told at its place, and what is the file’s alone cannot be published', () => {
  const bad = withChanges(published, [
    { path: ['waiting', 'stages', 'limbo', 'kind'], value: 'teleported' },
    { path: ['waiting', 'default_allowance'], value: 'soon' },
    { path: ['guards', 'letters_floor'], value: 0 },
    { path: ['escalation', 'director_after'], value: '1 letters' },
  ]);
  expect(publishedFaults(texts, bad).map(({ path }) => path.join('.'))).toEqual([
    'guards',
    'waiting.default_allowance',
    'waiting.stages.limbo.kind',
    'escalation.director_after',
  ]);
  expect(() => rulesWithPublished(texts, bad)).toThrow(/teleported[\s\S]*tidings policy versions/);
  expect(publishedFaults(texts, published)).toEqual([]);
});

test('a document is kept as text and read again as it was; two of them differ by what they change', () => {
  expect(readPublishedTable(publishedText(published))).toEqual(published);
  expect(policyDifferences(texts, {}, published)).toContainEqual({
    path: ['waiting', 'default_allowance'],
    before: '5 working days',
    after: '9 working days',
  });
  expect(policyDifferences(texts, {}, published).map(({ path }) => path.join('.'))).not.toContain(
    'waiting.warn_before',
  );
});

test('rules know what they were read from; what was changed in memory is from no file', () => {
  const rules = parsePolicy(OWN, 'policy.yaml', shipped, languages);
  expect(textsOf(rules)).toEqual(texts);
  expect(textsOf({ ...rules })).toBeNull();
});
