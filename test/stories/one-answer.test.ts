import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import type { CustomerId } from '../../src/customer/ids.ts';
import { storyOf } from '../../src/explain/story.ts';
import { askGate } from '../../src/gate/gate.ts';
import type { VerdictEntry } from '../../src/round/round-report.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

/* "Your system told ours to hold the letter, and wrote to them itself the same minute." */
const NOW = warsaw('2026-11-26 10:00');
const templates = await shippedTemplates();
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  for (const [index, id] of ['answered', 'unanswered', 'complains', 'waits', 'clean'].entries())
    await company.have('customers', {
      id,
      name: `Customer ${index}`,
      email: `${id}@customer.example`,
      language: 'en',
      owner_id: 'anna',
    });
  for (const id of ['C1', 'answered', 'unanswered', 'complains', 'waits']) await haveRecord(company, 40, id);
  await haveRecord(company, 0, 'clean');
});
afterEach(() => company.close());

/** C1 has had all but the last reminder about one invoice and owes another; each of the others has a story of their own. */
async function haveCustomers(): Promise<void> {
  await company.haveInvoice({ id: 'old' });
  for (const date of ['2026-10-12', '2026-10-20', '2026-11-05']) await company.day(warsaw(`${date} 10:00`));
  await company.haveInvoice({ id: 'late', issued_on: '2026-11-01', due_on: '2026-11-16' });
  for (const id of ['answered', 'unanswered', 'complains', 'waits', 'clean'])
    await company.haveInvoice({ id: `invoice of ${id}`, customer_id: id });
  await company.haveInvoice({ id: 'not due', customer_id: 'clean', due_on: '2026-11-25' });
  await haveMail('answered', '2026-11-02T09:00:00+01:00', null);
  await haveMail('answered', '2026-11-03T09:00:00+01:00', '2026-11-03T15:00:00+01:00');
  await haveMail('unanswered', '2026-11-23T09:00:00+01:00', null);
  await company.have('complaints', {
    id: 'K1',
    customer_id: 'complains',
    opened_at: '2026-11-20T12:00:00+01:00',
  });
  await company.haveOrder({
    id: 'O2',
    customer_id: 'waits',
    placed_at: '2026-11-02T09:00:00+01:00',
    stage_since: '2026-11-02T09:00:00+01:00',
  });
  await company.have(
    'dunning_letters',
    ...['old', 'late', 'invoice of answered', 'invoice of complains', 'invoice of clean'].map((invoice) => ({
      id: `letter about ${invoice}`,
      invoice_id: invoice,
      tone: 'firm',
      planned_for: '2026-11-27T09:00:00+01:00',
    })),
  );
}

const haveMail = (customer: string, at: string, answeredAt: string | null) =>
  company.databases.ledgerPool.query(
    `insert into replies (id, customer_id, at, about, owed_by, task_key, answered_at, answered_by)
     values ($1, $2, $3, '[]', '2026-11-04', $1, $4, $5)`,
    [`mail of ${at}`, customer, at, answeredAt, answeredAt && 'Anna'],
  );

const world = () => ({ databases: company.databases, rules: rules(), clock: fixedClock(NOW), templates });

test('round, gate and explain say the same of every invoice, and the last look lets just that go', async () => {
  await haveCustomers();
  const { verdicts } = await company.round(NOW, { dryRun: true });
  const said = (invoice: string) =>
    verdicts.find(({ invoice_id, planned_letter }) => invoice_id === invoice && planned_letter === null);
  expect(said('old')).toMatchObject({ verdict: 'send', asked_tone: 'formal', tone: 'formal' });
  expect(said('late')).toMatchObject({ verdict: 'hold', tone: null, holds: ['listed'] });
  expect(said('invoice of answered')).toMatchObject({ verdict: 'send', holds: [] });
  expect(said('invoice of unanswered')).toMatchObject({ verdict: 'hold', holds: ['reply_owed'] });
  expect(said('invoice of complains')).toMatchObject({ verdict: 'hold', holds: ['complaint_open'] });
  expect(said('invoice of waits')?.holds).toContain('update_today');
  expect(verdicts.filter(({ planned_letter }) => planned_letter !== null)).toHaveLength(5);

  for (const told of verdicts) {
    const { planned_letter: planned, without: _, ...entry } = told;
    const answer = await askGate(world(), told.invoice_id, planned === null ? null : told.asked_tone);
    expect(answer, `${told.invoice_id} ${planned}`).toMatchObject({ verdict: entry });
  }

  const words = templates.verdictWords(rules().company.adminLanguage);
  const explained: VerdictEntry[] = [];
  for (const id of ['C1', 'answered', 'unanswered', 'complains', 'waits', 'clean']) {
    const story = await storyOf(
      company.databases,
      rules(),
      NOW,
      { customerId: id as CustomerId, item: null, invoice: null },
      words,
    );
    explained.push(...(story.account?.invoices.flatMap((invoice) => invoice.verdicts) ?? []));
  }
  expect(byId(explained)).toEqual(byId(verdicts));

  const { letters } = await company.round(NOW);
  await company.post(NOW);
  const reminded = letters.filter(({ kind }) => kind.startsWith('reminder-')).map(({ id }) => id);
  expect(reminded).toHaveLength(3);
  const fates = (await company.letters()).filter(({ id }) => reminded.includes(id));
  // The formal one waits for a person.
  expect(fates.map(({ status }) => status).sort()).toEqual(['held', 'submitted', 'submitted']);
});

test('a mail that comes between the letter and the post: the gate says no, and the letter stays', async () => {
  await company.haveInvoice({ id: 'F1', customer_id: 'answered' });
  await company.round(NOW);
  await haveMail('answered', '2026-11-26T09:59:00+01:00', null);
  await freshen(company.pool, NOW);
  expect(await askGate(world(), 'F1', 'friendly')).toMatchObject({
    verdict: { verdict: 'hold', holds: expect.arrayContaining(['reply_owed']) },
  });
  await company.post(NOW);
  expect(await company.letters()).toMatchObject([
    { status: 'withdrawn', status_reason: expect.stringContaining('reply owed') },
  ]);
});

const byId = (entries: readonly VerdictEntry[]): readonly string[] =>
  entries.map((entry) => JSON.stringify(entry)).sort();
