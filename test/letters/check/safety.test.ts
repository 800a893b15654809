import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { forbiddenIn } from '../../../src/letters/check/forbidden-words.ts';
import { readSafety } from '../../../src/letters/check/safety.ts';

const FIVE = ['court', 'bailiff', 'debt', 'cut off', 'terminat'];
/** A file with every list that is needed, and these families of "ignore this if you have paid". */
const fileWith = (parts: Record<string, string>, ...shapes: string[]): string =>
  stringify({
    never: [...FIVE],
    harsh: [...FIVE],
    harsh_about_money: [...FIVE],
    look_first: { parts, shapes: ['ignore', 'disregard', 'overlook', ...shapes] },
  });
const read = (text: string | undefined) => readSafety(text);

const saidOf = (text: string, parts: Record<string, string>, shape: string): readonly string[] => {
  const found = read(fileWith(parts, shape));
  if ('faults' in found) throw new Error(found.faults.map(({ message }) => message).join('\n'));
  return forbiddenIn(text, found.safety, 'formal');
};

describe('a family that would find nothing is a fault', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['a part that nobody wrote', {}, 'if<near><paid>', 'look_first.shapes.3: there is no part <paid>'],
    ['one with another case', { paid: 'paid' }, 'if<near><Paid>', 'there is no part <Paid>'],
    ['one with a number', { paid: 'paid' }, 'if<near><paid2>', 'there is no part <paid2>'],
    ['one with a blank', { paid: 'paid' }, 'if<near>< paid>', 'there is no part < paid>'],
    ['one without a name', { paid: 'paid' }, 'if<near><>', 'there is no part <>'],
    ['one that does not end', { paid: 'paid' }, 'if<near><paid', 'there is no part <'],
    ['a part within a part', { paid: '<how> paid', how: 'fully' }, 'x', 'look_first.parts.paid: names <how>'],
    ['parts in a circle', { paid: '<sent>', sent: '<paid>' }, 'x', 'look_first.parts.sent: names <paid>'],
    ['a part within itself', { paid: 'paid|<paid>' }, 'x', 'look_first.parts.paid: names <paid>'],
    ['a given name within a part', { paid: 'has<near>paid' }, 'x', 'look_first.parts.paid: names <near>'],
    ['a part called near', { near: '.*' }, 'x', 'look_first.parts.near: <near> and <start> have a meaning'],
    ['a part called start', { start: '^' }, 'x', 'look_first.parts.start: <near> and <start> have a meaning'],
    ['an open bracket', {}, '(if', 'look_first.shapes.3: Invalid regular expression'],
  ])('%s', (_, parts, shape, fault) => {
    expect(read(fileWith(parts, shape))).toEqual({
      faults: expect.arrayContaining([
        {
          place: { line: expect.any(Number), column: expect.any(Number) },
          message: expect.stringContaining(fault),
        },
      ]),
    });
  });
});

test('a shape is found with its parts, whatever the case of either', () => {
  const parts = { Paid: '(?:paid|settled)', paid2: 'Transferred' };
  expect(saidOf('If you have settled it, thank you.', parts, 'if<near><Paid>')).toEqual([
    'if you have settled',
  ]);
  expect(saidOf('If it was transferred, thank you.', parts, 'If<near><paid2>')).toEqual([
    'if it was transferred',
  ]);
});

test('groups with names and what looks behind are no parts', () => {
  expect(saidOf('Paid, or paid?', {}, '(?<word>paid)<near>(?<! not )\\k<word>')).toEqual(['paid, or paid']);
});

test.each([
  ['is no YAML', 'never: [court', 1, /^cannot be read as YAML: /],
  ['follows an alias', 'never: &words [court]\nharsh: *words\n', 2, /^cannot be read as YAML: Alias/],
  ['has a key of another name', 'never: []\nharhs: [court]\n', 1, /^the file: .*harhs/],
  ['has an empty word', 'never: [court]\nharsh:\n  - " "\n', 3, /^harsh\.0: is empty/],
  [
    'has too few words',
    'never: [court]\nharsh:\n  - a\n  - b\n  - c\n  - d\n  - e\n',
    1,
    /^never has 1, and at least 5/,
  ],
  ['names what is no part', `${fileWith({}, '<how>')}`, 25, /^look_first\.shapes\.3: there is no part <how>/],
])('a file that %s is told by line', (_, text, line, fault) => {
  const found = read(text);
  expect('faults' in found && found.faults[0]).toEqual({
    place: { line, column: expect.any(Number) },
    message: expect.stringMatching(fault),
  });
});

test('a file that is missing and one that is empty are told apart, whichever is read first', () => {
  const missing = { faults: [{ place: null, message: expect.stringMatching(/^is missing: /) }] };
  const empty = {
    faults: expect.arrayContaining([{ place: null, message: expect.stringMatching(/^never is missing/) }]),
  };
  expect(read('')).toEqual(empty);
  expect(read(undefined)).toEqual(missing);
  expect(read('')).toEqual(empty);
});
