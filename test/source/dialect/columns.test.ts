import { describe, expect, test } from 'vitest';
import { sayPlaced } from '../../../src/policy/source-fault.ts';
import type { Column } from '../../../src/source/contract/contract.ts';
import { ColumnEvidence, type ColumnSaid, EmptyEvidence } from '../../../src/source/dialect/columns.ts';
import { findDelimiter, saidInFile } from '../../../src/source/dialect/delimiter.ts';
import { askedOf } from '../../../src/source/dialect/question.ts';

const NOTHING: ColumnSaid = { dates: null, zone: null, decimal: null };
const WARSAW = { zone: 'Europe/Warsaw', contract: false };

/** What a column's values become, or the question that they raise. */
function read(
  type: Column['type'],
  values: readonly string[],
  said: Partial<ColumnSaid> = {},
  terms = WARSAW,
) {
  const evidence = new ColumnEvidence({ name: 'it', type, required: false });
  values.forEach((value, index) => {
    evidence.add(value, index + 2);
  });
  const field = evidence.conclude('It', { ...NOTHING, ...said }, terms);
  return typeof field === 'function' ? values.map(field) : sayPlaced(askedOf('f.csv', field));
}

describe('days', () => {
  test.each<[string, string[], string[]]>([
    ['with dots, day first', ['02.11.2026', '3.4.26'], ['2026-11-02', '2026-04-03']],
    ['with slashes, where one has no 13th month', ['02/03/2026', '13/03/2026'], ['2026-03-02', '2026-03-13']],
    ['of the United States', ['02/03/2026', '03/13/2026'], ['2026-02-03', '2026-03-13']],
    ['alike in both orders', ['05/05/2026', '6/6/2026'], ['2026-05-05', '2026-06-06']],
    [
      'with the year first',
      ['2026/11/02', '2026.11.3', '20261104'],
      ['2026-11-02', '2026-11-03', '2026-11-04'],
    ],
    ['as Excel counts', ['46328', '46329.75'], ['2026-11-02', '2026-11-03']],
    ['at midnight', ['02.11.2026 00:00:00', '2026-11-03T00:00'], ['2026-11-02', '2026-11-03']],
    [
      'with names of months',
      ['2 Nov 2026', 'November 3, 2026', '4 listopada 2026', '5. November 2026', '6 ноября 2026'],
      ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'],
    ],
    ['of moments, in the zone of the company', ['2026-11-01T23:00:00.000Z'], ['2026-11-02']],
  ])('%s', (_name, values, expected) => {
    expect(read('date', values)).toEqual(expected);
  });

  test('that could be both are asked', () => {
    expect(read('date', ['2026-01-01', '02/03/2026'])).toBe(
      'f.csv:3 It "02/03/2026" is 2026-03-02 (day first) or 2026-02-03 (month first). Say which in a profile: `dates: day first` or `dates: month first`.',
    );
    expect(read('date', ['02/03/2026'], { dates: 'month first' })).toEqual(['2026-02-03']);
    expect(read('date', ['13/03/2026', '03/13/2026'])).toMatch(
      /^f.csv:3 It "03\/13\/2026" is bad, because line 2 \(13\/03\/2026\) is day first or month first\./,
    );
    expect(read('date', ['46328', '13.11.2026'])).toMatch(
      /^f.csv:2 It "46328" is the day 2026-11-02 as Excel counts or no day at all\./,
    );
    expect(read('date', ['02-11-26'])).toMatch(
      /2026-11-02 \(day first\) or 2026-02-11 \(month first\) or 2002-11-26 \(year first\)/,
    );
  });

  test('that are none are left to be named', () => {
    expect(read('date', ['31.11.2026', 'soon', '123456', '1.1.2026'])).toEqual([
      null,
      null,
      null,
      '2026-01-01',
    ]);
  });
});

describe('moments', () => {
  test.each<[string, string[], string[]]>([
    ['as Shopify writes them', ['2026-11-02 10:00:00 +0100'], ['2026-11-02T09:00:00Z']],
    [
      'of UTC',
      ['2026-11-02 10:00:00 UTC', '2026-11-02T10:00:00.5Z'],
      ['2026-11-02T10:00:00Z', '2026-11-02T10:00:00.5Z'],
    ],
    [
      'that are days',
      ['2026-11-02', '02.11.2026', '03.11.2026 00:00'],
      ['2026-11-02', '2026-11-02', '2026-11-03'],
    ],
    ['of Unix', ['1793610000', '1793610000500'], ['2026-11-02T09:00:00Z', '2026-11-02T09:00:00.500Z']],
  ])('%s', (_name, values, expected) => {
    expect(read('timestamptz', values)).toEqual(expected);
  });

  test('without a zone are asked, and read by the one that is said', () => {
    const values = ['2026-11-02 10:00:00', '2026-07-02 10:00:00'];
    expect(read('timestamptz', values)).toBe(
      'f.csv:2 It "2026-11-02 10:00:00" is 2026-11-02T09:00:00Z (the clock in Europe/Warsaw) or 2026-11-02T10:00:00Z (the clock of UTC). Say which in a profile: `zone: Europe/Warsaw` or `zone: UTC`.',
    );
    expect(read('timestamptz', values, { zone: 'Europe/Warsaw' })).toEqual([
      '2026-11-02T09:00:00Z',
      '2026-07-02T08:00:00Z',
    ]);
    expect(read('timestamptz', ['11/2/2026 1:05 PM', '11/13/2026 12:00 AM'], { zone: 'UTC' })).toEqual([
      '2026-11-02T13:05:00Z',
      '2026-11-13T00:00:00Z',
    ]);
    expect(read('timestamptz', ['46328.4166666667'], { zone: 'UTC' })).toEqual(['2026-11-02T10:00:00Z']);
  });
});

describe('numbers', () => {
  test.each<[string, string[], string[]]>([
    ['with a comma', ['12,50', '1.234,5', '1.234'], ['12.50', '1234.5', '1234']],
    ['with a point', ['12.50', '1,234.5', '1,234'], ['12.50', '1234.5', '1234']],
    [
      'with spaces of all kinds',
      ['1 234,50', '1\u00a0234,50', '1\u202f234\u202f567'],
      ['1234.50', '1234.50', '1234567'],
    ],
    ['of Switzerland', ["1'234.50"], ['1234.50']],
    ['of thousands alone', ['1,234,567'], ['1234567']],
    [
      'with a currency',
      ['12,50 zł', '€ 1,5', '-3,00 PLN', '(2,00)', '4,10-'],
      ['12.50', '1.5', '-3.00', '-2.00', '-4.10'],
    ],
    ['whole', ['12', '-7', '0'], ['12', '-7', '0']],
  ])('%s', (_name, values, expected) => {
    expect(read('numeric', values)).toEqual(expected);
  });

  test('that could be both are asked', () => {
    expect(read('numeric', ['12', '1,234'])).toBe(
      'f.csv:3 It "1,234" is 1234 (decimal point) or 1.234 (decimal comma). Say which in a profile: `decimal: "."` or `decimal: ","`.',
    );
    expect(read('numeric', ['1.234'])).toMatch(
      /"1.234" is 1.234 \(decimal point\) or 1234 \(decimal comma\)/,
    );
    expect(read('numeric', ['1.234'], {}, { ...WARSAW, contract: true })).toEqual(['1.234']);
    expect(read('numeric', ['1,5', '2.5'])).toMatch(/Line 3 has 2.5, with a decimal point/);
    expect(read('numeric', ['1,5', '2.5'], { decimal: ',' })).toEqual(['1.5', null]);
  });

  test('that are none are left to be named', () => {
    expect(read('numeric', ['a', '1,2,3', '1.23.4', '12 34', '5 apples', '--1', '7'])).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      '7',
    ]);
    expect(read('integer', ['1,0', '2,5', '3'])).toEqual(['1', '2.5', '3']);
  });
});

test('flags are words of several languages', () => {
  expect(read('boolean', ['Tak', 'nein', 'TRUE', '0', 'нет', 'perhaps'])).toEqual([
    'true',
    'false',
    'true',
    'false',
    'false',
    null,
  ]);
});

describe('NULL', () => {
  const empties = (
    rows: readonly (readonly string[])[],
    typed: readonly boolean[],
    said: string[] | null = null,
  ) => {
    const evidence = new EmptyEvidence();
    rows.forEach((row, index) => {
      row.forEach((value, at) => {
        evidence.add(value, at, typed[at] ?? false, index + 2);
      });
    });
    const found = evidence.conclude(said, ['name', 'total']);
    return 'has' in found ? [...found] : sayPlaced(askedOf('f.csv', found));
  };
  test('is empty where a number is NULL too, or nothing is left empty', () => {
    expect(
      empties(
        [
          ['NULL', 'NULL'],
          ['', '1'],
        ],
        [false, true],
      ),
    ).toContain('NULL');
    expect(
      empties(
        [
          ['NULL', '1'],
          ['Bo', '1'],
        ],
        [false, true],
      ),
    ).toContain('NULL');
  });
  test('is asked where it may be a name', () => {
    expect(
      empties(
        [
          ['NULL', '1'],
          ['', '1'],
        ],
        [false, true],
      ),
    ).toMatch(/^f.csv:2 name "NULL" is an empty field or the word itself/);
    expect(
      empties(
        [
          ['NULL', '1'],
          ['', '1'],
        ],
        [false, true],
        [],
      ),
    ).toEqual(['\\N']);
  });
});

describe('what stands between fields', () => {
  const none = new Set<string>();
  test.each([
    ['id;name;total\n1;"a, b";12,50\n', ';'],
    ['id\tname\n1\tx;y\n', '\t'],
    ['id|name\n1|x\n', '|'],
    ['id,name\n1,"a;b"\n', ','],
    ['id\n1\n', ','],
    ['id;"Price, net"\n1;2,5\n', ';'],
  ])('%j', (text, expected) => {
    expect(findDelimiter(text, none)).toBe(expected);
  });
  test('is asked where two give the rows the fields of the header', () => {
    const question = findDelimiter('id;a,b\n1;2,3\n', none);
    expect(question).toMatchObject({ readings: [{ write: 'delimiter: ","' }, { write: 'delimiter: ";"' }] });
    expect(findDelimiter('id;a,b\n1;2,3\n', new Set(['a,b']))).toBe(';');
  });
  test('may be said in the first line', () => {
    expect(saidInFile('sep=;\r\nid;name')).toEqual({ delimiter: ';', length: 7 });
    expect(saidInFile('id;name')).toBeNull();
  });
});
