import { expect, test } from 'vitest';
import { sayIn } from '../../../src/console/frame/say.ts';
import { statusWords } from '../../../src/console/show/status-words.ts';

const say = sayIn('en');

test.each([
  ['a person must release it: tidings release LETTER --by NAME', 'It waits for a person to release it.'],
  [
    'released by anna; it was held: a person must release it: tidings release LETTER --by NAME',
    'Released by anna. It waits for a person to release it.',
  ],
  ['withdrawn by ola: paid in cash: yesterday', 'Withdrawn by ola: paid in cash: yesterday'],
  ['guard letters_per_round holds it', 'A guard of its round held it.'],
  ['no longer true: order O1 is no longer open', 'What it is about is no longer open.'],
  ['no longer true: invoice F1: hold, money here', 'What it tells is no longer true.'],
  [
    'captured in /tmp/x/letter.eml; nothing left this machine',
    'It was kept as a file, and nothing left this machine.',
  ],
  // What a mail server said is its own.
  ['550 5.1.1 no such user', '550 5.1.1 no such user'],
])('%s', (reason, said) => {
  expect(statusWords(reason, say)).toBe(said);
});
