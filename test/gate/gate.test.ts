import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, type Instant, instantOf, isoInstant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import type { Tone } from '../../src/customer/tone.ts';
import { TONES } from '../../src/customer/tone.ts';
import { askGate, type GateAnswer, type GateVerdict } from '../../src/gate/gate.ts';
import { holdByHand } from '../../src/ledger/memory/hand-holds.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { anInvoice, haveRecord } from '../support/owing.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

const NOW = warsaw('2026-11-26 10:00');
const templates = await shippedTemplates();
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await freshen(company.pool, NOW);
});
afterEach(() => company.close());

const ask = (id: string, tone: Tone | null, now: Instant = NOW): Promise<GateAnswer> =>
  askGate({ databases: company.databases, rules: rules(), clock: fixedClock(now), templates }, id, tone);

async function verdict(id: string, tone: Tone | null, now: Instant = NOW): Promise<GateVerdict> {
  const answer = await ask(id, tone, now);
  if (answer.outcome === 'unknown') throw new Error(`${id} is unknown`);
  return answer.verdict;
}

describe('another system asks whether it may threaten', () => {
  test('a clean record: in a friendly tone at most', async () => {
    await haveRecord(company, 0);
    await company.have('invoices', anInvoice());
    const answer = await verdict('F1', 'formal');
    expect(answer).toMatchObject({
      invoice_id: 'F1',
      customer_id: 'C1',
      days_overdue: 52,
      record: 'clean',
      asked_tone: 'formal',
      verdict: 'soften',
      tone: 'friendly',
      holds: [],
      decided_at: isoInstant(NOW),
      facts_as_of: isoInstant(NOW),
    });
    expect(answer.reasons.join(' ')).toMatch(/12/);
  });

  test('a poor record: yes, and a person agrees where the policy says so', async () => {
    await haveRecord(company, 40);
    await company.have('invoices', anInvoice());
    expect(await verdict('F1', 'firm')).toMatchObject({ record: 'poor', verdict: 'send', tone: 'firm' });
    expect(await verdict('F1', 'formal')).toMatchObject({ tone: 'formal', release: 'human' });
  });

  test('money that came this minute: no', async () => {
    await haveRecord(company, 40);
    await company.have('invoices', anInvoice());
    expect((await verdict('F1', 'firm')).verdict).toBe('send');
    await company.have('payments', {
      id: 'P1',
      customer_id: 'C1',
      amount: 480,
      currency: 'PLN',
      status: 'unallocated',
      booked_on: '2026-11-26',
    });
    expect(await verdict('F1', 'firm')).toMatchObject({ verdict: 'hold', tone: null, holds: ['money_here'] });
  });

  test('a hold by hand, since it was made and until it ends', async () => {
    await haveRecord(company, 40);
    await company.have('invoices', anInvoice());
    const at = isoInstant(NOW);
    const words = { customerId: 'C1', why: 'paid in cash', by: 'Anna', at };
    await holdByHand(company.databases.ledgerPool, { ...words, invoiceId: 'F1', until: '2026-11-30' });
    const held = await verdict('F1', 'firm');
    expect(held).toMatchObject({ verdict: 'hold', holds: ['by_hand'], until: '2026-12-01' });
    expect(held.reasons.join(' ')).toContain('paid in cash');
    await freshen(company.pool, warsaw('2026-12-01 10:00'));
    expect((await verdict('F1', 'firm', warsaw('2026-12-01 10:00'))).verdict).toBe('send');
  });

  test('a customer who waits for us, to whom the next round writes: no', async () => {
    await haveRecord(company, 40);
    await company.have('invoices', anInvoice());
    await company.haveOrder({
      placed_at: '2026-11-02T09:00:00+01:00',
      stage_since: '2026-11-02T09:00:00+01:00',
    });
    const { verdict: said, holds } = await verdict('F1', 'firm');
    expect(said).toBe('hold');
    expect(holds).toContain('update_today');
  });
});

describe('without a tone it is what our own ladder decides', () => {
  test('the same as the round says', async () => {
    await haveRecord(company, 40);
    await company.have('invoices', anInvoice());
    const { verdicts } = await company.round(NOW, { dryRun: true });
    const own = verdicts.find(({ invoice_id }) => invoice_id === 'F1');
    if (!own) throw new Error('the round says nothing of F1');
    const { planned_letter: _, without: __, ...entry } = own;
    expect(await verdict('F1', null)).toMatchObject(entry);
  });

  test('not overdue: held until the day on which grace ends', async () => {
    await company.have('invoices', anInvoice({ due_on: '2026-11-30' }));
    for (const tone of [null, 'friendly', 'formal'] as const) {
      const answer = await ask('F1', tone);
      expect(answer).toMatchObject({
        outcome: 'not_overdue',
        verdict: { verdict: 'hold', tone: null, until: '2026-12-05', days_overdue: 0, asked_tone: tone },
      });
    }
  });
});

describe('what cannot be judged is held', () => {
  test('a settled invoice, a credit note, one that cannot be right, one of nobody', async () => {
    await company.have(
      'invoices',
      anInvoice({ id: 'settled', open_amount: 0, closed_on: '2026-10-04' }),
      anInvoice({ id: 'credit', total: -480, open_amount: -480 }),
      anInvoice({ id: 'more', open_amount: 9_999 }),
      anInvoice({ id: 'orphan', customer_id: 'nobody' }),
      anInvoice({ id: '1948', issued_on: '1948-01-01', due_on: '1948-02-01' }),
      anInvoice({ id: 'never', due_on: 'infinity' }),
      anInvoice({ id: 'nan', total: 'NaN', open_amount: 'NaN' }),
    );
    for (const id of ['settled', 'credit', 'more', 'orphan', '1948', 'never', 'nan'])
      for (const tone of [null, ...TONES]) {
        const said = await verdict(id, tone);
        expect(said, `${id} ${tone}`).toMatchObject({ verdict: 'hold', tone: null, invoice_id: id });
        expect(said.reasons.length, id).toBeGreaterThan(0);
      }
  });

  test('a settled one says so, with the record as it is', async () => {
    await haveRecord(company, 0);
    expect(await verdict('C1-paid-3', 'formal')).toMatchObject({
      record: 'clean',
      reasons: ['Nothing is open on this invoice.'],
      holds: [],
    });
  });

  test('an id that nobody has, though another invoice has it for its number', async () => {
    await company.have('invoices', anInvoice({ number: 'FV/1' }));
    expect(await ask('FV/1', 'formal')).toEqual({ outcome: 'unknown' });
    expect(await ask("' or 1=1 --", 'formal')).toEqual({ outcome: 'unknown' });
  });
});

test('on stale data, or data of unknown age, nothing is ever allowed', async () => {
  await company.have('customers', { id: 'C2', name: 'Jan Kos', email: 'jan@kos.example' });
  await haveRecord(company, 40);
  await haveRecord(company, 0, 'C2');
  const invoices = [
    anInvoice(),
    anInvoice({ id: 'F2', customer_id: 'C2' }),
    anInvoice({ id: 'F3', due_on: '2026-12-01' }),
  ];
  await company.have('invoices', ...invoices);
  for (const age of [36.01, 48, 24 * 400, null]) {
    await company.pool.query("delete from source.feeds where name = 'payments'");
    if (age !== null)
      await company.have('feeds', { name: 'payments', fresh_as_of: isoInstant(instantOf(NOW - age * HOUR)) });
    for (const { id } of invoices)
      for (const tone of [null, ...TONES]) {
        const answer = await ask(id, tone);
        expect(answer, `${id} ${tone} ${age}`).toMatchObject({
          outcome: 'stale',
          why: expect.stringContaining('the feed payments'),
          verdict: { verdict: 'hold', tone: null, holds: expect.arrayContaining(['payments_stale']) },
        });
      }
  }
  await freshen(company.pool, instantOf(NOW - 35 * HOUR));
  expect((await verdict('F1', 'firm')).verdict, 'and once it is fresh, it is').toBe('send');
});
