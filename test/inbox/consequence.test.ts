import { expect, test } from 'vitest';
import { whyRead } from '../../src/inbox/consequence.ts';
import { UNKNOWN_ORIGIN } from '../../src/inbox/origin.ts';

const FOUND = { audience: 'customer', to_address: 'anna@customer.example', proof: 'none' } as const;
const FAILED = { ...UNKNOWN_ORIGIN, result: 'failed' } as const;

test.each([
  ['a mail that no rule knows', 'unknown', FOUND, FAILED, 'mail_unjudged'],
  ['a mail of nobody whom we wrote to', 'reply', null, UNKNOWN_ORIGIN, 'mail_unmatched'],
  ['one that somebody else sent than it names', 'reply', FOUND, FAILED, 'mail_forged'],
  ['a report about no letter of ours', 'bounce_hard', null, UNKNOWN_ORIGIN, 'mail_report'],
  ['a report without a tag', 'complaint', FOUND, UNKNOWN_ORIGIN, 'mail_forged'],
] as const)('%s is to be read as what it is guessed to be', (_what, kind, letter, origin, why) => {
  expect(whyRead({ kind }, letter, origin)).toBe(why);
});
