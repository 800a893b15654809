import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../src/calendar/time.ts';
import { forgetCustomer } from '../../src/ledger/history/forget.ts';
import type { LetterFacts } from '../../src/letters/facts/letter-facts.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

/* "I had fifteen letters from your machine before nine, and my boss had thirty. I deleted them all." */
let company: Company;
beforeEach(async () => {
  company = await aCompany({ tasks: { digest_at: '09:00' } });
});
afterEach(() => company.close());

/** Customers without an address, each with a late order: somebody has to call every one of them. */
async function toCall(...ids: readonly string[]): Promise<void> {
  await company.have(
    'customers',
    ...ids.map((id, n) => ({ id, name: `Customer ${id}`, phone: `+48 600 100 1${n}0`, owner_id: 'anna' })),
  );
  for (const id of ids)
    await company.haveOrder({ id: `O-${id}`, customer_id: id, summary: 'coat', promised_for: '2026-11-24' });
}

interface StaffRow {
  readonly kind: string;
  readonly to_name: string;
  readonly subject: string;
  readonly facts: LetterFacts;
}
const staffLetters = async (): Promise<readonly StaffRow[]> =>
  (
    await company.databases.ledgerPool.query<StaffRow>(
      `select kind, to_name, subject, facts from letters where audience = 'staff' order by decided_at, to_name, kind`,
    )
  ).rows;

/** Kind, whom it is for and its subject, of all letters to people of the company. */
const told = async (): Promise<readonly string[]> =>
  (await staffLetters()).map(({ kind, to_name, subject }) => `${kind} for ${to_name}: ${subject}`);

async function lastAsHtml(): Promise<string> {
  const letter = (await staffLetters()).at(-1);
  if (!letter) throw new Error('nobody was told of anything');
  const templates = await shippedTemplates();
  const needed = { kind: 'digest', language: 'en' } as const;
  await templates.prepare(company.databases.ledgerPool, [needed], instantOf(0));
  return templates.of(needed).render(letter.facts).html;
}

const at = (time: string) => company.day(warsaw(`2026-11-${time}`));

test('fifteen customers to call: one letter at once, and one list on each working day after', async () => {
  await toCall(...Array.from({ length: 15 }, (_, n) => `N${n + 1}`));
  await at('26 08:00');
  expect(await told()).toEqual(['digest for Anna Lis: Please do at once: 15 tasks']);
  for (const time of ['26 08:15', '26 09:00', '26 19:00', '27 08:45']) await at(time);
  expect(await told()).toHaveLength(1);
  for (const time of ['27 09:00', '27 09:15', '27 12:00']) await at(time);
  expect((await told()).slice(1)).toEqual(['digest for Anna Lis: For you today: 15 tasks']);
  // Nobody has a list on Saturday.
  await at('28 09:00');
  expect(await told()).toHaveLength(2);
});

test('the list says whom to call on what number, about what, why, and by when', async () => {
  await toCall('N1');
  await at('26 09:00');
  await at('27 09:00');
  expect((await told()).at(-1)).toBe('digest for Anna Lis: For you today: 1 task');
  const text = await company.staffText('digest');
  for (const said of ['Call Customer N1', 'order O-N1 (coat)', 'We have no usable email address of theirs'])
    expect(text).toContain(said);
  expect(await lastAsHtml()).toContain('href="tel:+48600100100">+48 600 100 100<');
});

test('one urgent task alone is told with all that is to be known of it', async () => {
  await toCall('N1');
  await at('26 08:00');
  expect(await told()).toEqual(['task for Anna Lis: Please call Customer N1']);
});

test('what came of our letters names the letter, and what is overdue stands first', async () => {
  await company.haveOrder({ id: 'O1', promised_for: '2026-11-24', reason: 'supplier_late' });
  await at('25 10:00');
  // Whenever the rules ask for it: the manager looks into the case, and answers a mail about no case.
  await company.databases.ledgerPool.query(
    `insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at, due_on)
     select key, 'C1', kind, 'marek', case when key = 'look' then id end, '[{"kind": "order", "id": "O1"}]', why, at::timestamptz, due::date
     from cases, (values
       ('look', 'escalation', 'letters_passed', '2026-11-25T12:00Z', null),
       ('answer', 'answer-customer', 'reply_owed', '2026-11-24T12:00Z', '2026-11-25')) as t (key, kind, why, at, due)`,
  );
  await at('26 09:00');
  expect(await told()).toContain('digest for Marek Wrona: For you today: 2 tasks, 1 overdue');
  const text = await company.staffText('digest', 'marek@nowak.example');
  expect(text).toMatch(/Answer Zofia Maj[\s\S]*Zofia Maj is still waiting/);
  expect(text).toContain('It should have been done by Wednesday 25 November.');
  const [letter] = await company.letters();
  expect(text).toContain(`“${letter?.subject}”`);
});

describe('who is away', () => {
  test('is stood in for: one list for both, which says whose task it is', async () => {
    await toCall('N1');
    await company.pool.query(
      `update source.people set away_until = '2026-11-27', deputy_id = 'marek' where id = 'anna'`,
    );
    await at('26 09:00');
    expect(await told()).toEqual(['digest for Marek Wrona: Please do at once: 1 task']);
    expect(await company.staffText('digest')).toContain('In place of Anna Lis, who is away.');
    await company.day(warsaw('2026-11-30 09:00'));
    expect((await told()).at(-1)).toMatch(/^digest for Anna Lis/);
  });

  test('and whose deputies are away too, round in a circle: nobody is told, and the task stands in the lists', async () => {
    await toCall('N1');
    await company.pool.query(
      `update source.people set away_until = '2026-11-27', deputy_id = case id when 'anna' then 'marek' else 'anna' end`,
    );
    await at('26 09:00');
    expect(await told()).toEqual([]);
    const { rows } = await company.databases.ledgerPool.query(
      'select for_person from tasks where done_at is null',
    );
    expect(rows).toEqual([{ for_person: 'anna' }]);
  });
});

test('killed before anybody was told: the next round tells', async () => {
  await toCall('N1', 'N2');
  await at('26 08:00');
  // As a round leaves them that died after it had kept its tasks.
  await company.databases.ledgerPool.query(`delete from letters where audience = 'staff'`);
  await company.databases.ledgerPool.query('update tasks set untold = true');
  await at('26 08:15');
  expect(await told()).toEqual(['digest for Anna Lis: Please do at once: 2 tasks']);
  await at('26 08:30');
  expect(await told()).toHaveLength(1);
});

test('what was to be done about an order that has come is over with it, and nobody has a list for nothing', async () => {
  await toCall('N1');
  await at('26 09:00');
  expect(await told()).toHaveLength(1);
  await company.change('orders', 'O-N1', { stage: 'delivered' });
  await at('27 08:00');
  await at('27 09:00');
  expect(await told()).toHaveLength(1);
});

test('who is forgotten stands in no list any more', async () => {
  await toCall('N1', 'N2');
  await at('26 09:00');
  await forgetCustomer(
    company.databases.ledgerPool,
    { customerId: 'N1', by: 'Ola', why: 'they asked', at: warsaw('2026-11-26 10:00'), dryRun: false },
    async () => undefined,
  );
  const facts = JSON.stringify(await staffLetters());
  expect(facts).toContain('Customer N2');
  expect(facts).not.toContain('N1');
});
