import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * "I ordered a suit of four pieces for a wedding on Saturday. Nobody told me that the waistcoat
 * was in another warehouse; I found out on Friday, when I called."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({
    id: 'O1',
    number: 'ZK 1001',
    summary: 'wedding suit, four pieces',
    stage: 'picking',
    stage_since: '2026-11-24T16:00:00+01:00',
    needed_by: '2026-11-28',
    reason: 'stock_transfer',
  });
  const piece = (line_no: number, description: string, stage: string) => ({
    order_id: 'O1',
    line_no,
    description,
    stage,
    stage_since: '2026-11-24T16:00:00+01:00',
  });
  await company.have(
    'order_lines',
    piece(1, 'jacket', 'ready'),
    piece(2, 'trousers', 'ready'),
    { ...piece(3, 'waistcoat', 'from warehouse'), promised_for: '2026-12-01', reason: 'stock_transfer' },
    piece(4, 'shirt', 'ready'),
  );
});
afterEach(() => company.close());

test('the letter goes while there is time, names the one piece, and offers the other three', async () => {
  const wednesday = await company.day(warsaw('2026-11-25 10:00'));
  expect(wednesday).toMatchObject({ written: 1, found: { needed_by_at_risk: 1 } });
  expect(wednesday.letters[0]).toMatchObject({ kind: 'at-risk', to: 'zofia@maj.example' });
  const text = await company.text();
  expect(text).toContain('waistcoat');
  expect(text).toMatch(/28 November|Saturday/);
  expect(text).toMatch(/another (of our )?warehouse/);
  expect(text).toMatch(/You can have the three .* now/);
  expect(text).toContain('Anna Lis');
});

test('our word never lies after the Saturday', async () => {
  const wednesday = await company.day(warsaw('2026-11-25 10:00'));
  // The day after they need it is too late to hear more.
  expect(wednesday.letters[0]?.next_word_by).toBe('2026-11-27');
});

test('on Friday the word is kept, and the manager hears that the day is near', async () => {
  await company.day(warsaw('2026-11-25 10:00'));
  const friday = await company.day(warsaw('2026-11-27 09:00'));
  expect(friday.letters[0]).toMatchObject({
    kind: 'at-risk',
    findings: expect.arrayContaining(['word_due']),
  });
  expect(friday.tasks).toEqual([
    { kind: 'escalation', for: 'marek', customer_id: 'C1', about: [{ kind: 'order', id: 'O1' }] },
  ]);
  expect(await company.text()).toContain('Marek Wrona');
});

test('no part is offered where the policy says so', async () => {
  await company.close();
  company = await aCompany({ waiting: { offer_partial: false } });
  await company.haveOrder({
    id: 'O2',
    needed_by: '2026-11-26',
    stage: 'picking',
    stage_since: '2026-11-24T16:00:00+01:00',
  });
  await company.have(
    'order_lines',
    { order_id: 'O2', line_no: 1, description: 'jacket', stage: 'ready' },
    {
      order_id: 'O2',
      line_no: 2,
      description: 'waistcoat',
      stage: 'from warehouse',
      stage_since: '2026-11-24T16:00:00+01:00',
      promised_for: '2026-12-01',
    },
  );
  await company.day(warsaw('2026-11-25 10:00'));
  const text = await company.text();
  expect(text).toContain('waistcoat');
  expect(text).not.toMatch(/You can have/);
});

test('when the waistcoat arrives, all four can be fetched, and the customer hears so at once, in the same thread', async () => {
  await company.day(warsaw('2026-11-25 10:00'));
  await company.change('order_lines', 'O1/3', { stage: 'ready', stage_since: '2026-11-26T08:00:00+01:00' });
  const second = await company.day(warsaw('2026-11-26 09:30'));
  expect(second.letters[0]).toMatchObject({ kind: 'ready', next_word_by: null });
  const [told, ready] = await company.letters();
  expect(ready?.in_reply_to).toBe(told?.message_id);
});

test('without a date of its own and without history nobody guesses: what is within its allowance is no bad news', async () => {
  await company.change('order_lines', 'O1/3', { promised_for: null });
  expect(await company.day(warsaw('2026-11-25 10:00'))).toMatchObject({ written: 0 });
  // Its own allowance is over and the day two working days away: certain enough.
  await company.change('order_lines', 'O1/3', { stage_since: '2026-11-19T08:00:00+01:00' });
  expect((await company.day(warsaw('2026-11-26 10:00'))).letters).toMatchObject([{ kind: 'at-risk' }]);
});
