import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, isoDay, isoInstant } from '../../../src/calendar/time.ts';
import { epoch, rawDay, rawInstant } from '../../../src/source/rows/raw.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

/** As PostgreSQL writes it to these connections. */
async function written(expression: string): Promise<string> {
  const { rows } = await databases.sourcePool.query(`select (${expression})::text as text`);
  return rows[0].text;
}

test.each([
  '1926-01-01T00:00:00.001Z',
  '2026-11-26T09:00:00Z',
  '2026-03-29T01:59:59.999Z',
  '1999-12-31T23:59:59.5Z',
  '2024-02-29T00:00:00Z',
  '2026-11-26T09:00:00.123456Z',
])('the moment %s comes back to the millisecond', async (text) => {
  const at = rawInstant(await written(epoch(`timestamptz '${text}'`)));
  expect(at === null ? null : isoInstant(at)).toBe(isoInstant(instantOf(Date.parse(text))));
});

test.each([
  "timestamptz 'infinity'",
  "timestamptz '-infinity'",
  "timestamptz '0044-03-15 12:00+00 BC'",
  "timestamptz '12026-01-01 00:00+00'",
])('%s is no usable moment', async (expression) => {
  expect(rawInstant(await written(epoch(expression)))).toBeNull();
});

test.each(['2026-11-26', '2024-02-29', '1926-01-01'])('the day %s comes back', async (text) => {
  const day = rawDay(await written(`date '${text}'`));
  expect(day === null ? null : isoDay(day)).toBe(text);
});

test.each(["date 'infinity'", "date '-infinity'", "date '0044-03-15 BC'", "date '12026-01-01'"])(
  '%s is no usable day',
  async (expression) => {
    expect(rawDay(await written(expression))).toBeNull();
  },
);

test('null and nonsense are no moment and no day', () => {
  for (const raw of [null, '', 'soon', '2026-11-26 09:00:00', '2026-1x-26 09:00:00+00'])
    expect(rawInstant(raw)).toBeNull();
  for (const raw of [null, '', 'tomorrow', '2026-1x-26']) expect(rawDay(raw)).toBeNull();
});
