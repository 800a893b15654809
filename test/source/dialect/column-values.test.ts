import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowFault } from '../../../src/policy/source-fault.ts';
import { sourceFaultText } from '../../../src/policy/source-fault-text.ts';
import type { ColumnType } from '../../../src/source/contract/contract.ts';
import { checkFor } from '../../../src/source/dialect/column-values.ts';

const check = (type: ColumnType, name = 'x', oneOf?: string[]) =>
  checkFor({ name, type, required: false, ...(oneOf ? { oneOf } : {}) });

const GOOD: Record<ColumnType, string[]> = {
  text: ['a', ' ', 'żółw', '\t', "O'Neill; drop table"],
  timestamptz: [
    '2026-11-26T09:00:00+01:00',
    '2026-11-26 09:00Z',
    '2026-11-26T09:00:00.123456-0500',
    '2026-11-26T23:59:59+14',
    '2026-11-26',
    '0001-01-01T00:00:00Z',
  ],
  date: ['2026-11-26', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'],
  numeric: ['0', '-1.50', '+12', '1234567890123456789012.12345678'],
  integer: ['0', '-5', '2147483647', '-2147483647', '0007'],
  boolean: ['true', 'FALSE', 't', 'f', 'yes', 'no', '1', '0'],
};
const BAD: Record<ColumnType, string[]> = {
  text: ['a\0b', 'Stra\uFFFDe'],
  timestamptz: [
    '2026-11-26T09:00:00',
    '2026-02-30T09:00:00Z',
    '2026-11-26T24:00:00Z',
    '2026-11-26T09:60:00Z',
    '2026-11-26T09:00:00+25:00',
    '26.11.2026',
    'now',
    'infinity',
    '2026-11-26T',
    '2026-11-26T09:00:00 Europe/Warsaw',
  ],
  date: [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-31',
    '0000-01-01',
    '26/11/2026',
    'today',
    '2026-1-1',
  ],
  numeric: ['1,50', '1 000', '1e5', 'NaN', '.5', '5.', '--1', '12 PLN', 'Infinity'],
  integer: ['1.0', '2147483648', '99999999999', 'one', ''],
  boolean: ['y', 'wahr', '2', 'on'],
};

describe('a field', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env.TIDINGS_TEST_SERVER });
    await client.connect();
  });
  afterAll(() => client.end());

  it.each(Object.entries(GOOD))(
    'of type %s is taken when it is good, and the database takes it too',
    async (type, good) => {
      for (const value of good) {
        expect([value, check(type as ColumnType)(value)]).toEqual([value, null]);
        await client.query(`select $1::text::${type}`, [value]);
      }
    },
  );

  it.each(Object.entries(BAD))('of type %s is refused when it is bad', (type, bad) => {
    for (const value of bad)
      expect([value, check(type as ColumnType)(value)?.code]).toEqual([value, expect.any(String)]);
  });

  it('that passes never fails in the database, whatever it is', async () => {
    const pick = (...parts: string[]) => fc.constantFrom(...parts);
    const day = fc.tuple(
      pick('0000', '0001', '1900', '2000', '2024', '9999'),
      pick('00', '02', '04', '12', '13'),
      pick('00', '28', '29', '30', '31'),
    );
    const time = fc.tuple(
      pick('T', ' '),
      pick('00', '23', '24'),
      pick(':00', ':59', ':60', ''),
      pick(':59', ':60', '', ':00.5'),
    );
    const zone = pick('Z', 'z', '+00', '-12:00', '+14:59', '+15', '+0160', '');
    const moment = fc.tuple(day, time, zone).map(([d, t, z]) => `${d.join('-')}${t.join('')}${z}`);
    const digits = fc.string({ unit: pick('0', '1', '9', '.', '-', '+', ','), maxLength: 14 });
    const value = fc.oneof(
      moment,
      day.map((each) => each.join('-')),
      digits,
      pick(...GOOD.boolean, ...BAD.boolean),
    );
    const types: ColumnType[] = ['timestamptz', 'date', 'numeric', 'integer', 'boolean'];
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(...types), async (text, type) => {
        if (check(type)(text) === null) await client.query(`select $1::text::${type}`, [text]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('says what to write instead', () => {
    const said = (fault: RowFault | null) => fault && sourceFaultText(fault);
    expect(said(check('timestamptz')('2026-11-26T09:00:00'))).toContain(
      'has no time zone; write it like 2026',
    );
    expect(said(check('date')('2026-11-26T09:00:00Z'))).toContain('is a moment, not a day');
    expect(said(check('numeric')('1.234,50'))).toContain('nothing between the thousands');
    expect(said(check('boolean')('on'))).toBe('is none of true, false, t, f, yes, no, 1, 0');
    expect(said(check('text', 'direction', ['to_customer', 'from_customer'])('to_custmer'))).toContain(
      'did you mean to_customer?',
    );
    expect(said(check('text', 'customer_id')('x'.repeat(201)))).toContain('longer than 200');
  });
});
