import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/policy/parse.ts';
import { shippedLanguages, shippedPolicy } from '../support/policy.ts';

const oldKeys = (says: string) =>
  parsePolicy(`extends: default\n${says}`, 'policy.yaml', shippedPolicy, shippedLanguages).oldKeys;

test('a key of the first edition is still read, and named with its line and what takes its place', () => {
  expect(oldKeys('waiting: { silence: 3 working days }')).toEqual([]);
  expect(oldKeys('waiting:\n  next_word_within: 2 working days')).toEqual([
    expect.stringMatching(
      /^line 3: waiting\.next_word_within is of the first edition; write waiting\.next_word/,
    ),
  ]);
  expect(oldKeys('escalation: { owner_after: 0 letters, call_after: 6 letters }')).toEqual([
    expect.stringMatching(/^line 2: escalation\.owner_after/),
    expect.stringMatching(/^line 2: escalation\.call_after .*call_after_quiet/),
  ]);
});
