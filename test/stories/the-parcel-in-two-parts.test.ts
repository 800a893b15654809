import { afterEach, expect, test } from 'vitest';
import { tellStory } from '../../src/commands/explain/tell-story.ts';
import type { CustomerId } from '../../src/customer/ids.ts';
import { storyOf } from '../../src/explain/story.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * "They sent it in two parcels and told me of neither. I had the chair and no lamp, the lamp came a week late, and their page
 * went on saying that my order was being picked."
 */
let company: Company;
afterEach(() => company.close());

async function anOrderInTwoParcels(): Promise<void> {
  await company.haveOrder({ summary: 'for the study', stage: 'picking', promised_for: '2026-12-01' });
  await company.have(
    'order_lines',
    { order_id: 'O1', line_no: 1, description: 'oak chair' },
    { order_id: 'O1', line_no: 2, description: 'reading lamp' },
  );
  await company.have(
    'shipments',
    {
      ...{ order_id: 'O1', id: '1', line_nos: '1', carrier: 'DPD', tracking_number: '0012 3456' },
      ...{ tracking_url: 'https://dpd.example/00123456', shipped_at: '2026-11-25T15:00:00+01:00' },
      expected_on: '2026-11-30',
    },
    { order_id: 'O1', id: '2', line_nos: '2', expected_on: '2026-12-04' },
  );
}

test('the second part is warned of as soon as its carrier dates it; each part is told once, and what has arrived is not late', async () => {
  company = await aCompany();
  await anOrderInTwoParcels();
  expect(await company.day(warsaw('2026-11-26 10:00'))).toMatchObject({ letters: [{ kind: 'at-risk' }] });
  const warning = await company.text();
  expect(warning).toMatch(/will not be complete by Tuesday 1 December/);
  expect(warning).toMatch(/One of its two items comes only on Friday 4 December: reading lamp/);
  expect(warning).toMatch(/On its way: oak chair\. DPD carries it, tracking number 0012 3456\./);
  expect(warning).toContain('https://dpd.example/00123456');

  const explained = tellStory(
    await storyOf(
      company.databases,
      rules(),
      warsaw('2026-11-26 12:00'),
      { customerId: 'C1' as CustomerId, item: null, invoice: null },
      () => [],
    ),
  );
  expect(explained).toMatch(
    /shipment 1 \(lines 1\): DPD 0012 3456, left 2026-11-25 \S+, expected 2026-11-30, https:/,
  );
  expect(explained).toContain('shipment 2 (lines 2): has not left, expected 2026-12-04');

  await company.change('shipments', 'O1/1', { delivered_at: '2026-11-30T12:00:00+01:00' });
  await company.day(warsaw('2026-11-30 15:00'));
  expect(await company.day(warsaw('2026-12-02 10:00'))).toMatchObject({ letters: [{ kind: 'late' }] });
  const late = await company.text();
  expect(late).toMatch(/reading lamp, expected on Friday 4 December/);
  expect(late).toMatch(/The rest has arrived/);
  expect(late).not.toMatch(/0012 3456|chair|ready item/);

  await company.change('shipments', 'O1/2', {
    carrier: 'GLS',
    tracking_number: '77 41',
    shipped_at: '2026-12-02T16:00:00+01:00',
  });
  expect(await company.day(warsaw('2026-12-03 10:00'))).toMatchObject({ letters: [{ kind: 'still-late' }] });
  const left = await company.text();
  expect(left).toMatch(/on its way to you now/);
  expect(left).toMatch(/GLS carries it, tracking number 77 41/);
  expect(left).not.toMatch(/0012 3456|picking|for stock/);

  // All of it has arrived, and nobody has closed the order: it is not late any more.
  await company.change('shipments', 'O1/2', { delivered_at: '2026-12-04T11:00:00+01:00' });
  for (const date of ['2026-12-04 15:00', '2026-12-08 10:00', '2026-12-15 10:00'])
    expect(await company.day(warsaw(date)), date).toMatchObject({ written: 0, tasks: [] });
  // Nobody is left with anything to do about it.
  const { rows } = await company.databases.ledgerPool.query(
    `select (select bool_and(item_ended) from cases) as ended, (select count(*)::int from tasks where done_at is null) as open`,
  );
  expect(rows).toEqual([{ ended: true, open: 0 }]);
});

test('where a promise means shipped, what left has kept it: one closing letter says with whom, and how to follow it', async () => {
  company = await aCompany({ waiting: { promise_means: 'shipped' } });
  await anOrderInTwoParcels();
  await company.day(warsaw('2026-11-26 10:00'));
  await company.change('shipments', 'O1/2', {
    ...{ carrier: 'GLS', tracking_number: '77 41', tracking_url: 'https://gls.example/?a=1&b=7741' },
    shipped_at: '2026-11-27T08:00:00+01:00',
  });
  expect(await company.day(warsaw('2026-11-27 10:00'))).toMatchObject({ letters: [{ kind: 'shipped' }] });
  const text = await company.text();
  expect(text).toMatch(/On its way: reading lamp\. GLS carries it, tracking number 77 41\./);
  expect(text).toMatch(/expected on Friday 4 December/);
  expect(text).not.toMatch(/0012 3456/);
  const mail = (await company.capturedMails()).map(String).find((raw) => raw.includes('7741')) ?? '';
  expect(mail.replaceAll('=\r\n', '')).toMatch(/gls\.example\/\?a=3D1&amp;b=3D7741/);
  expect(await company.day(warsaw('2026-12-02 10:00'))).toMatchObject({ written: 0 });
});
