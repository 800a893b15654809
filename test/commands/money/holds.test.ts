import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isoDay, isoInstant } from '../../../src/calendar/time.ts';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { systemClock } from '../../../src/clock.ts';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company, freshen } from '../../support/company.ts';
import { anInvoice, haveRecord } from '../../support/owing.ts';
import { freshShell, type Said, shell } from '../../support/shell.ts';

const AT = '2026-11-26T10:00:00+01:00';
const NOW = warsaw('2026-11-26 10:00');
let company: Company;
let home: string;
beforeEach(async () => {
  company = await aCompany();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-holds-'));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_HOME: home });
  await freshen(company.pool, NOW);
  await company.have('invoices', anInvoice({ number: 'FV/1' }), anInvoice({ id: 'F2' }));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await company.close();
  await rm(home, { recursive: true });
});

const hold = (...args: string[]): Promise<Said> =>
  shell('hold', '--why', 'paid in cash', '--by', 'Anna', '--at', AT, ...args);
const verdictOf = async (id: string) =>
  JSON.parse((await shell('verdict', id, '--at', AT, '--tone', 'firm', '--json')).out);

describe('hold', () => {
  test('an invoice, by its id or its number: no letter about it goes, and others may', async () => {
    await haveRecord(company, 40);
    expect(await hold('FV/1', '--until', '2026-12-31')).toMatchObject({
      code: 0,
      err: '',
      out: 'Held through 2026-12-31: invoice F1 of customer C1. No reminder goes. Why: paid in cash\n',
    });
    expect(await verdictOf('F1')).toMatchObject({ verdict: 'hold', holds: ['by_hand'], until: '2027-01-01' });
    expect(await verdictOf('F2')).toMatchObject({ verdict: 'send', tone: 'firm' });
  });

  test('a customer, until somebody lifts it: about nothing of theirs', async () => {
    await haveRecord(company, 40);
    expect((await hold('C1', '--until', 'lifted')).out).toContain(
      'Held until somebody lifts it: customer C1.',
    );
    for (const id of ['F1', 'F2'])
      expect(await verdictOf(id)).toMatchObject({ verdict: 'hold', holds: ['by_hand'], until: null });
  });

  test('as JSON it is the row', async () => {
    const { out } = await hold('F1', '--until', '2026-11-26', '--json');
    expect(JSON.parse(out)).toEqual({
      id: expect.any(String),
      customer_id: 'C1',
      invoice_id: 'F1',
      until: '2026-11-26',
      why: 'paid in cash',
      by: 'Anna',
      at: isoInstant(NOW),
      lifted_at: null,
      lifted_by: null,
      lifted_why: null,
    });
  });

  test.each([
    [['F1', '--until', '2026-11-25'], 2, '--until 2026-11-25 has passed (today is 2026-11-26)'],
    [['F1', '--until', '2026-02-30'], 2, '--until "2026-02-30" is not a day'],
    [['F1', '--until', '2026-12-31', '--why', ' '], 2, '--why is empty'],
    [['nobody', '--until', '2026-12-31'], 1, 'Nobody has the id "nobody": no customer and no invoice'],
    [['F1', '--customer', '--until', '2026-12-31'], 1, 'Nobody has the id "F1"'],
    [['C1', '--invoice', '--until', '2026-12-31'], 1, 'Nobody has the id "C1"'],
  ])('%j is refused, and nothing is held', async (args, code, says) => {
    const said = await hold(...args);
    expect(said.err).toContain(says);
    expect(said).toMatchObject({ code, out: '' });
    expect((await shell('holds', '--all', '--json')).out).toBe('[]\n');
  });

  test('an id of both a customer and an invoice: it asks which', async () => {
    await company.have('invoices', anInvoice({ id: 'C1' }));
    expect(await hold('C1', '--until', 'lifted')).toMatchObject({
      code: 1,
      err: '"C1" is a customer and an invoice. Say which: add --customer or --invoice, or write customer:… or invoice:….\n',
    });
    expect((await hold('C1', '--until', 'lifted', '--invoice')).out).toContain('invoice C1 of customer C1');
    expect((await hold('C1', '--until', 'lifted', '--customer')).out).toContain(': customer C1.');
  });

  test('a number that several invoices have: it asks for the id', async () => {
    await company.have('invoices', anInvoice({ id: 'F3', number: 'FV/1' }));
    expect((await hold('FV/1', '--until', 'lifted')).err).toBe(
      'Several invoices have the number "FV/1": F1 (customer C1), F3 (customer C1). Give the id.\n',
    );
  });
});

describe('unhold', () => {
  const unhold = (...args: string[]): Promise<Said> => shell('unhold', ...args, '--by', 'Marek', '--at', AT);

  test('lifts what was held, once, and it may go on', async () => {
    await haveRecord(company, 40);
    await hold('F1', '--until', 'lifted');
    expect(await unhold('FV/1', '--why', 'the receipt was for another')).toMatchObject({
      code: 0,
      out: [
        'Lifted: invoice F1 of customer C1.',
        '  invoice F1 of customer C1, held, by Anna on 2026-11-26 09:00: paid in cash; lifted by Marek on 2026-11-26 09:00: the receipt was for another',
        '',
      ].join('\n'),
    });
    expect(await verdictOf('F1')).toMatchObject({ verdict: 'send' });
    expect(await unhold('F1')).toMatchObject({ code: 1, err: 'Nothing holds invoice F1 of customer C1.\n' });
  });

  test('of an invoice leaves the customer held, and says so', async () => {
    await hold('F1', '--until', '2026-12-31');
    await hold('C1', '--until', 'lifted');
    const { lifted, still_held } = JSON.parse((await unhold('F1', '--json')).out);
    expect(lifted).toMatchObject([{ invoice_id: 'F1', lifted_by: 'Marek', lifted_why: null }]);
    expect(still_held).toMatchObject([{ invoice_id: null, until: null }]);
    expect((await unhold('F1')).err).toBe(
      'Nothing holds invoice F1 of customer C1. Customer C1 as a whole is held: `tidings unhold C1`.\n',
    );
    expect((await verdictOf('F1')).holds).toContain('by_hand');
  });

  test('works when the invoice is gone from the company', async () => {
    await hold('F1', '--until', 'lifted');
    await company.pool.query('delete from source.invoices');
    expect((await unhold('F1')).out).toContain('Lifted: invoice F1 of customer C1.');
    expect(await unhold('F9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing is held that has the id "F9"'),
    });
  });
});

describe('holds', () => {
  test('lists those that stand today; of a customer or an invoice, the whole history', async () => {
    const today = isoDay(zoneOf('Europe/Warsaw').dayAt(systemClock.now()));
    expect((await shell('holds')).out).toBe('Nothing is held by hand.\n');
    const now = (...args: string[]) => shell('hold', ...args, '--why', 'a word\nwas given', '--by', 'Anna');
    await now('F1', '--until', today);
    await now('F2', '--until', 'lifted');
    await hold('C1', '--until', '2026-11-26');
    await company.databases.ledgerPool.query(
      "update tidings.holds set until = '2020-01-01' where invoice_id is null",
    );
    await shell('unhold', 'F2', '--why', 'it was wrong');
    const about = (said: Said) =>
      JSON.parse(said.out).map(({ invoice_id }: { invoice_id: string | null }) => invoice_id);
    expect(about(await shell('holds', '--json'))).toEqual(['F1']);
    expect(about(await shell('holds', '--all', '--json'))).toEqual(['F1', 'F2', null]);
    expect(about(await shell('holds', 'C1', '--json'))).toEqual(['F1', 'F2', null]);
    expect(about(await shell('holds', 'F2', '--json'))).toEqual(['F2']);
    const lines = (await shell('holds', 'C1')).out.trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^invoice F1 of customer C1, held through ${today}, by Anna on .*: a word was given$`),
      ),
      expect.stringMatching(/^invoice F2 of customer C1, held, by Anna .*; lifted by .*: it was wrong$/),
      expect.stringMatching(
        /^customer C1, held through 2020-01-01, which has passed, by Anna on 2026-11-26 09:00/,
      ),
    ]);
  });
});
