import { expect, test } from 'vitest';
import { PAGE_LANGUAGES, sayIn } from '../../../src/console/frame/say.ts';
import { statusWords } from '../../../src/console/show/status-words.ts';
import { STATUS_REASONS, statusReason } from '../../../src/customer/status-reason.ts';
import { evidenceNames, reasonOf } from '../../support/status-reasons.ts';
import { strictSayIn } from '../../support/strict-say.ts';

const say = sayIn('en');

test.each([
  [statusReason('awaits_release'), 'It waits for a person to release it.'],
  [
    statusReason('released', { by: 'anna', was: 'held', before: statusReason('awaits_release') }),
    'Released by anna. It waits for a person to release it.',
  ],
  // As a version before wrote it.
  [
    'released by anna (they rang); it was held: guard letters_per_round holds it',
    'Released by anna (they rang). A guard of its round held it.',
  ],
  [
    statusReason('withdrawn', { by: 'ola', why: 'paid in cash: yesterday' }),
    'Withdrawn by ola: paid in cash: yesterday',
  ],
  [statusReason('not_open', { what: 'order O1' }), 'What it is about is no longer open.'],
  [statusReason('not_true', { why: 'invoice F1: hold, money here' }), 'What it tells is no longer true.'],
  [
    statusReason('captured', { file: '/home/x/letter.eml' }),
    'It was kept as a file, and nothing left this machine.',
  ],
  // What a mail server said is its own.
  ['550 5.1.1 no such user', '550 5.1.1 no such user'],
])('%s', (reason, said) => {
  expect(statusWords(reason, say)).toBe(said);
});

test.each(PAGE_LANGUAGES)('every reason has its words in %s, with what it has seen', (language) => {
  const strictly = strictSayIn(language);
  for (const code of STATUS_REASONS) {
    const evidence = Object.fromEntries(evidenceNames(code).map((name) => [name, `‹${name}›`]));
    const sentence = reasonOf(code, evidence);
    const said = statusWords(sentence, strictly);
    expect(said, code).not.toBe(sentence);
    for (const name of ['by', 'why', 'name', 'address', 'fault'])
      if (name in evidence && code !== 'not_true' && code !== 'not_judged')
        expect(said, code).toContain(`‹${name}›`);
  }
});
