import { describe, expect, test } from 'vitest';
import { attend, type CustomerOutcome } from '../../src/attend/attend.ts';
import { isUsableAddress } from '../../src/customer/address.ts';
import { type CustomerFacts, type CustomerMemory, noMemory } from '../../src/customer/customer.ts';
import { importCompany } from '../../src/demo/company.ts';
import { TABLE_NAMES, type TableName } from '../../src/source/contract/contract.ts';
import { readBatches } from '../../src/source/reading/read-batches.ts';
import type { Quarantined } from '../../src/source/rows/quarantine.ts';
import { at } from '../calendar/words.ts';
import type { Row } from '../support/company-rows.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { DAYS } from './demo-days.ts';
import { demoFile, toldBefore } from './demo-files.ts';
import { demoRules } from './demo-rules.ts';

/** What each item is, and what attend decides about it, on every day. Those of the letters of the day before have a test of their own. */
const EXPECTED: Readonly<Record<string, string>> = {
  'zk-1054': 'on_course, nothing: needed_before_promise',
  'sn-209': 'silent, write on-course: long_silence',
  'zk-1045': 'silent, write on-course: long_silence',
  'sn-204': 'stalled, write late: stage_overrun',
  'sn-206': 'stalled, write late: stage_overrun',
  'sn-208': 'stalled, write late: stage_overrun',
  'zk-0611': 'stalled, hold abandoned: stage_overrun',
  'zk-1036': 'stalled, hand_over email_not_wanted: stage_overrun',
  'zk-1041': 'stalled, write late: stage_overrun',
  'sn-203': 'at_risk, write at-risk: promise_at_risk',
  'sn-205': 'at_risk, write at-risk: promise_at_risk',
  'sn-207': 'at_risk, write at-risk: promise_at_risk',
  'zk-1029': 'at_risk, write at-risk: promise_at_risk',
  'zk-1035': 'at_risk, write at-risk: promise_at_risk',
  'zk-1037': 'at_risk, hold reply_owed: promise_at_risk',
  'zk-1042': 'at_risk, write at-risk: promise_at_risk',
  'zk-1047': 'at_risk, write at-risk: needed_by_at_risk',
  'zk-1057': 'at_risk, write at-risk: promise_at_risk',
  'sn-131': 'broken, hold abandoned: promise_missed',
  'sn-202': 'broken, hand_over no_address: promise_missed',
  'zk-1019': 'broken, write late: promise_missed',
  'zk-1020': 'broken, write late: promise_missed',
  'zk-1021': 'broken, write late: promise_missed',
  'zk-1027': 'broken, write late: promise_missed',
  'zk-1028': 'broken, write late: promise_missed',
  'zk-1030': 'broken, write late: promise_missed',
  'zk-1031': 'broken, write late: promise_missed',
  'zk-1033': 'broken, write late: promise_missed',
  'zk-1034': 'broken, hand_over no_address: promise_missed',
  'zk-1038': 'broken, write late: promise_missed',
  'zk-1040': 'broken, hold person_spoke: promise_missed',
  'sn-210': 'on_hold, write credit-hold: credit_hold',
  'sn-211': 'on_hold, write credit-hold: credit_hold',
  'zk-1043': 'theirs, write waiting-for-you: waiting_for_customer',
  'zk-1044': 'theirs, write waiting-for-you: waiting_for_customer',
  'zk-1049': 'theirs, write waiting-for-you: waiting_for_customer',
};

interface Attended {
  /** The rows of each table. */
  readonly tables: Readonly<Record<TableName, readonly Row[]>>;
  readonly outcomes: ReadonlyMap<string, CustomerOutcome>;
  readonly facts: readonly CustomerFacts[];
  readonly quarantined: readonly Quarantined[];
}

const nothingRemembered = async () => new Map<string, CustomerMemory>();

/** The demo started at a moment; once for each, since the tests only look at it. */
const attendToDemo = (moment: string): Promise<Attended> => {
  const before = attended.get(moment) ?? attendTo(moment);
  attended.set(moment, before);
  return before;
};
const attended = new Map<string, Promise<Attended>>();

/** The demo as the reader reads it from PostgreSQL, attended to without any memory, not even of reminders. */
async function attendTo(moment: string): Promise<Attended> {
  const rules = await demoRules();
  const now = at(moment);
  const databases = await freshDatabases();
  try {
    await importCompany(databases, rules, now);
    const tables = await tablesIn(databases);
    const facts: CustomerFacts[] = [];
    const quarantined: Quarantined[] = [];
    for await (const batch of readBatches(databases.sourcePool, {
      rules,
      now,
      remember: nothingRemembered,
    })) {
      facts.push(...batch.facts);
      quarantined.push(...batch.quarantined);
    }
    const outcomes = new Map(
      facts.map((of) => [of.customer.id, attend(of, noMemory(of.customer.id), now, rules)]),
    );
    return { tables, outcomes, facts, quarantined };
  } finally {
    await databases.close();
  }
}

async function tablesIn({ sourcePool }: FreshDatabases): Promise<Attended['tables']> {
  const tables = TABLE_NAMES.map(
    (name) => `'${name}', (select jsonb_agg(to_jsonb(t)) from source.${name} t)`,
  );
  const { rows } = await sourcePool.query<{ tables: Attended['tables'] }>(
    `select jsonb_strip_nulls(jsonb_build_object(${tables.join(', ')})) as tables`,
  );
  if (!rows[0]) throw new Error('there are no tables');
  return rows[0].tables;
}

/** `at_risk, write at-risk: needed_by_at_risk`, by item. */
function decided(
  outcomes: ReadonlyMap<string, CustomerOutcome>,
  without: ReadonlySet<string>,
): Record<string, string> {
  const byItem: Record<string, string> = {};
  for (const [customer, { decisions }] of outcomes) {
    if (without.has(customer)) continue;
    for (const decision of decisions) {
      const how =
        decision.do === 'write'
          ? decision.letter
          : decision.do === 'hold'
            ? decision.hold.code
            : decision.do === 'hand_over'
              ? decision.because
              : '';
      const what = [`${decision.state},`, decision.do, how].filter(Boolean).join(' ');
      byItem[decision.item.id] = `${what}: ${decision.findings.map(({ kind }) => kind).join(' ')}`;
    }
  }
  return byItem;
}

describe.each(Object.entries(DAYS))('started on %s', (_, moment) => {
  test('every state is there, and what is on course gets no decision', async () => {
    const { outcomes, facts, quarantined } = await attendToDemo(moment);
    expect(decided(outcomes, new Set(toldBefore))).toEqual(EXPECTED);
    const gone = { code: 'no_customer', it: 'k-usuniety' };
    expect(quarantined).toEqual([
      { table: 'orders', id: 'zk-1025', fault: gone },
      { table: 'invoices', id: 'fv-4035', fault: gone },
      { table: 'payments', id: 'wp-bez-nadawcy', fault: { code: 'names_nothing' } },
    ]);
    const doubts = facts.flatMap((of) => of.doubts.map(({ id, field }) => `${id} ${field}`));
    expect(doubts.sort()).toEqual([
      'fv-4032 due_on',
      'fv-4033 open_amount',
      'fv-4034 due_on',
      'gorski email',
      'zk-1027 closed_at',
      'zk-1028 stage_since',
    ]);
  });

  test('no row lies in the future, but the one that shows it', async () => {
    const { feeds: _, customers: __, ...tables } = (await attendToDemo(moment)).tables;
    const past = [
      ...['placed_at', 'reported_at', 'stage_since', 'updated_at', 'closed_at', 'at', 'opened_at'],
      ...['issued_on', 'closed_on', 'booked_on', 'agreed_on'],
    ];
    const future = Object.values(tables)
      .flat()
      .filter((row) => past.some((column) => Date.parse(String(row[column] ?? '')) > at(moment)));
    expect(future.map(({ id }) => id)).toEqual(['zk-1028']);
  });
});

test('letters to one customer are as few as their addresses', async () => {
  const { outcomes } = await attendToDemo(DAYS['a Wednesday morning']);
  const letters = (id: string) =>
    (outcomes.get(id)?.letters ?? []).flatMap((letter) =>
      letter.audience === 'customer' ? [`${letter.kind} (${letter.about.length}) ${letter.to.address}`] : [],
    );
  expect(letters('teatr')).toEqual(['several-items (3) kostiumy@teatr-na-skarpie.example']);
  expect(letters('orlova')).toEqual(['several-items (2) vera.orlova@pochta.example']);
  expect(letters('hotel-bursztyn')).toEqual([
    'late (1) biuro@hotel-bursztyn.example',
    'late (1) pralnia.sopot@hotel-bursztyn.example',
  ]);
});

test('the slowest line is named, and what is ready is offered', async () => {
  const { outcomes } = await attendToDemo(DAYS['a Wednesday morning']);
  const [letter] = outcomes.get('wisniewski')?.letters ?? [];
  expect(letter && 'items' in letter.facts ? letter.facts.items[0] : null).toMatchObject({
    line: { description: 'marynarka, granat, 52', of: 4, ready: 3 },
    offerPartial: true,
    reason: 'stock_transfer',
  });
});

test('two emails that nobody answered are a task, and no letter goes over them', async () => {
  const { outcomes } = await attendToDemo(DAYS['a Wednesday morning']);
  expect(outcomes.get('hughes')?.letters).toEqual([]);
  expect(outcomes.get('hughes')?.tasks.map(({ kind, forPerson }) => `${kind} ${forPerson}`)).toEqual([
    'answer-customer tomasz',
  ]);
});

test('a promise later than the day of need is for its owner to speak about, and no letter', async () => {
  const { outcomes } = await attendToDemo(DAYS['a Wednesday morning']);
  expect(outcomes.get('baker')?.letters).toEqual([]);
  expect(outcomes.get('baker')?.tasks.map(({ kind, forPerson }) => `${kind} ${forPerson}`)).toEqual([
    'find-out tomasz',
  ]);
});

test('people get what letters cannot do', async () => {
  const { outcomes } = await attendToDemo(DAYS['a Wednesday morning']);
  const tasks = [...outcomes.values()].flatMap((outcome) =>
    outcome.tasks.map(({ kind, forPerson, customerId }) => `${kind} ${customerId}: ${forPerson}`),
  );
  expect(tasks.filter((task) => !/^(find-out|decide-money)/.test(task)).sort()).toEqual([
    'answer-customer hughes: tomasz',
    'answer-customer volkov: irina',
    'call-customer gorski: tomasz',
    'call-customer pawlak: jagoda',
    'call-customer sikora: jagoda',
    'escalation harbour: halina',
    'escalation szwalnia-baltyk: halina',
    'escalation whitfield: halina',
    'review-credit-limit harbour: renata',
    'review-credit-limit szwalnia-baltyk: renata',
    'watch-contacts harbour: halina',
    'watch-contacts szwalnia-baltyk: halina',
  ]);
  expect(new Set(tasks.filter((task) => task.startsWith('decide-money')))).toEqual(
    new Set([
      'decide-money dab: tomasz',
      'decide-money duda: jagoda',
      'decide-money larsen: irina',
      'decide-money pralnia-swit: tomasz',
      'decide-money zajac: tomasz',
      'decide-money zaulek: jagoda',
      'decide-money zegar: tomasz',
    ]),
  );
});

test('whoever owns what is late finds out why, one for each item, before our word is due', async () => {
  const { outcomes } = await attendToDemo(DAYS['a Wednesday morning']);
  for (const { decisions, tasks } of outcomes.values())
    for (const decision of decisions) {
      const isLate = decision.state === 'broken' || decision.state === 'stalled';
      if (decision.do !== 'write' || !isLate) continue;
      const finding = tasks.filter(
        ({ kind, about }) => kind === 'find-out' && about[0]?.id === decision.item.id,
      );
      expect(finding.map(({ dueOn }) => dueOn)).toEqual([decision.nextWordBy]);
    }
});

test('about forty customers in three languages, each with an address at .example and a situation', () => {
  const customers = demoFile('company', 'customers');
  const count = (language: string) => customers.filter((customer) => customer.language === language).length;
  expect(customers.length).toBeGreaterThanOrEqual(40);
  expect(count('pl')).toBeGreaterThan(count('en') + count('ru'));
  expect(Math.min(count('en'), count('ru'))).toBeGreaterThanOrEqual(7);
  const addresses = [
    ...customers.flatMap(({ email, billing_email }) => [email, billing_email]),
    ...demoFile('company', 'service_jobs').map(({ contact_email }) => contact_email),
  ];
  for (const address of addresses)
    if (address && isUsableAddress(address)) expect(address).toMatch(/\.example$/);
  for (const { shows } of customers) expect(shows).not.toBe('');
});

test('two years of payments: hundreds of invoices, each paid in full, of customers who exist', async () => {
  const { customers, invoices, invoice_lines, payments } = (await attendToDemo(DAYS['a Wednesday morning']))
    .tables;
  const settled = invoices.filter((invoice) => Number(invoice.open_amount) === 0);
  expect(settled.length).toBeGreaterThan(300);
  expect(String(settled.map(({ issued_on }) => issued_on).sort()[0])).toMatch(/^2024-12/);
  const sum = (rows: readonly Row[], id: string) =>
    rows
      .filter(({ invoice_id }) => invoice_id === id)
      .reduce((total, { amount }) => total + Math.round(Number(amount) * 100), 0);
  for (const { id, total } of settled) {
    expect(sum(payments, String(id))).toBe(Math.round(Number(total) * 100));
    expect(sum(invoice_lines, String(id))).toBe(Math.round(Number(total) * 100));
  }
  const known = new Set([...customers.map(({ id }) => id), 'k-usuniety']);
  for (const { customer_id } of invoices) expect(known).toContain(customer_id);
  expect(new Set(invoices.map(({ id }) => id)).size).toBe(invoices.length);
});
