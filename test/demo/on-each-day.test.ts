import { afterAll, describe, expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { fixedClock } from '../../src/clock.ts';
import { loadDemo } from '../../src/demo/load.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { round } from '../../src/round/round.ts';
import type { RoundReport } from '../../src/round/round-report.ts';
import { at } from '../calendar/words.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';
import { DAYS } from './demo-days.ts';
import { toldBefore } from './demo-files.ts';
import { demoRules } from './demo-rules.ts';

/** What becomes of each overdue invoice, and of each letter that the accounting system plans, on every day. */
const DECIDED: Readonly<Record<string, string>> = {
  'fv-4001': 'clean, firm: hand over',
  'fv-4002': 'clean, friendly: send friendly',
  'fv-4002 planned': 'clean, formal: soften friendly',
  'fv-4003': 'unknown, friendly: send friendly',
  'fv-4004': 'mixed, plain: send plain',
  'fv-4005': 'poor, firm: send firm',
  'fv-4005 planned': 'poor, firm: send firm',
  'fv-4006': 'poor, formal: send formal',
  'fv-4007': 'clean, friendly: send friendly',
  'fv-4008': 'mixed, plain: send plain',
  'fv-4009': 'mixed, friendly: hold listed',
  'fv-4011': 'clean, friendly: send friendly',
  'fv-4012': 'clean, friendly: send friendly',
  'fv-4013': 'mixed, firm: hold money_here',
  'fv-4014': 'clean, friendly: hold money_pending',
  'fv-4015': 'clean, friendly: hold money_scheduled',
  'fv-4016': 'clean, friendly: hold credit_note',
  'fv-4017': 'clean, friendly: hold small_balance',
  'fv-4018': 'clean, friendly: hold money_other_currency',
  'fv-4020': 'clean, friendly: hold autopay',
  'fv-4021': 'mixed, friendly: hold disputed',
  'fv-4021 planned': 'mixed, formal: hold disputed',
  'fv-4022': 'mixed, firm: hold complaint_open',
  'fv-4023': 'clean, friendly: hold we_owe_case',
  'fv-4024': 'poor, firm: hold we_owe_case',
  'fv-4025': 'clean, friendly: hold we_owe_case',
  'fv-4027': 'mixed, friendly: hold we_owe_case',
  'fv-4029': 'mixed, friendly: hold payment_plan',
  'fv-4030': 'clean, null: hold within_grace',
  'fv-4031': 'clean, friendly: hold person_spoke',
  'fv-4032': 'clean, friendly: hold doubtful',
  'fv-4033': 'clean, friendly: hold doubtful',
  'fv-4034': 'clean, friendly: hold doubtful',
};

/** Letters about money, with whom they go to and about how many invoices. */
const LETTERS = [
  'payment-seen gromova (1)',
  'payment-seen duda (1)',
  'reminder-firm poranek (1)',
  'reminder-formal neon (1)',
  'reminder-friendly bridgewater (2)',
  'reminder-friendly grant (1)',
  'reminder-friendly latarnia (1)',
  'reminder-friendly petrova (1)',
  'reminder-plain kravtsov (1)',
  'reminder-plain piruet (1)',
];

/** What a letter of the last working day said, and what the one of today says. */
const TOLD: Readonly<Record<string, string>> = {
  czerwinska: 'late, then ready',
  osborne: 'late, then cancelled',
  fedorov: 'late, then moving-again',
  wieczorek: 'late, then promise-moved',
  ashworth: 'at-risk, then promise-moved',
  turner: 'late, then still-late',
};

const opened: FreshDatabases[] = [];
afterAll(() => Promise.all(opened.map((databases) => databases.close())));

interface Started {
  readonly rules: Rules;
  readonly databases: FreshDatabases;
  readonly report: RoundReport;
}

/** The demo as `npm start` makes it, with its first round; once for each moment, since the tests only look at it. */
const started = (moment: string): Promise<Started> => {
  const before = starts.get(moment) ?? start(moment);
  starts.set(moment, before);
  return before;
};
const starts = new Map<string, Promise<Started>>();

async function start(moment: string): Promise<Started> {
  const [rules, databases] = await Promise.all([demoRules(), freshDatabases()]);
  opened.push(databases);
  const clock = fixedClock(at(moment));
  const templates = await shippedTemplates();
  await loadDemo(databases, rules, clock, templates);
  const world = { databases, rules, clock, templates };
  const report = await round(world, { wait: true });
  if (!report) throw new Error('another round is under way');
  return { rules, databases, report };
}

function decided({ verdicts }: RoundReport): Record<string, string> {
  const byInvoice: Record<string, string> = {};
  for (const { invoice_id, planned_letter, record, asked_tone, verdict, tone, holds } of verdicts) {
    const key = planned_letter === null ? invoice_id : `${invoice_id} planned`;
    byInvoice[key] = `${record}, ${asked_tone}: ${[verdict, tone ?? holds[0]].filter(Boolean).join(' ')}`;
  }
  return byInvoice;
}

describe.each(Object.entries(DAYS))('started on %s', (_, moment) => {
  test('every situation of money is there, on every rung', async () => {
    const { report } = await started(moment);
    expect(decided(report)).toEqual(DECIDED);
    const written = report.letters
      .filter(({ kind }) => kind.startsWith('reminder') || kind === 'payment-seen')
      .map(({ kind, customer_id, about }) => `${kind} ${customer_id} (${about.length})`);
    expect(written.sort()).toEqual([...LETTERS].sort());
    expect(report.suppressed_harsh).toBe(6);
  });

  test('what happened since a letter of the day before is told', async () => {
    const { rules, databases, report } = await started(moment);
    const today = zoneOf(rules.company.timeZone).dayAt(at(moment));
    const { rows: before } = await databases.ledgerPool.query<{
      customer_id: string;
      kind: string;
      due: boolean;
    }>(
      `select customer_id, kind, next_word_by = $2 as due from letters
       where audience = 'customer' and status = 'submitted' and customer_id = any($1)`,
      [toldBefore, isoDay(today)],
    );
    const now = new Map(report.letters.map(({ customer_id, kind }) => [customer_id, kind]));
    const told = before.map(({ customer_id, kind }) => [
      customer_id,
      `${kind}, then ${now.get(customer_id) ?? 'nothing'}`,
    ]);
    // A word falls on working days alone: on another day it is not due yet.
    const wordIsDue = before.some(({ customer_id, due }) => customer_id === 'sadowski' && due);
    expect(Object.fromEntries(told)).toEqual({
      ...TOLD,
      sadowski: `at-risk, then ${wordIsDue ? 'word-redeemed' : 'nothing'}`,
    });
    expect(wordIsDue).toBe(rules.calendar.isWorkingDay(today));
    const { rows: left } = await databases.sourcePool.query(
      "select 1 from information_schema.schemata where schema_name like 'tidings_demo%'",
    );
    expect(left).toEqual([]);
  });
});

test('the reminders of the weeks before stand in the ledger as sent, and their invoices remember them', async () => {
  const { databases } = await started(DAYS['a Wednesday morning']);
  const { rows } = await databases.ledgerPool.query<{ reminded: string }>(
    `select r.invoice_id || ' ' || r.tone as reminded from reminders r join letters l on l.id = r.letter_id
     where l.status = 'submitted' and l.round_id <> (select max(id) from rounds)
     order by l.decided_at, r.invoice_id`,
  );
  const reminded = rows.map((row) => row.reminded);
  expect(reminded.filter((each) => each.startsWith('fv-4006'))).toEqual([
    'fv-4006 friendly',
    'fv-4006 plain',
    'fv-4006 firm',
  ]);
  // A clean record: the second one was softened too.
  expect(reminded.filter((each) => each.startsWith('fv-4001'))).toEqual([
    'fv-4001 friendly',
    'fv-4001 friendly',
  ]);
  expect(reminded.filter((each) => each.endsWith('formal'))).toEqual([]);
});

test('the formal letter waits for a person, the others may go', async () => {
  const { databases, report } = await started(DAYS['a Wednesday morning']);
  const { rows } = await databases.ledgerPool.query(
    "select customer_id, kind from letters where status = 'held' and audience = 'customer'",
  );
  expect(rows).toEqual([{ customer_id: 'neon', kind: 'reminder-formal' }]);
  expect(
    report.tasks.filter(({ kind, about }) => kind === 'call-customer' && about[0]?.kind === 'invoice'),
  ).toEqual([
    {
      kind: 'call-customer',
      for: 'jagoda',
      customer_id: 'lis',
      about: [{ kind: 'invoice', id: 'fv-4001' }],
    },
  ]);
});
