import { expect, test } from 'vitest';
import { type SummaryContext, summary } from '../../../src/commands/round/summary.ts';
import type { ItemId } from '../../../src/customer/ids.ts';
import type { LetterEntry, RoundReport } from '../../../src/round/round-report.ts';

const EMPTY: RoundReport = {
  at: '2026-11-25T09:00:00.000Z',
  round_id: '1',
  dry_run: false,
  paused: null,
  looked: { customers: 0, orders: 0, service_jobs: 0 },
  found: {},
  written: 0,
  held: 0,
  handed_over: 0,
  nothing_new: 0,
  not_seen: { orders: 0, service_jobs: 0, invoices: 0 },
  vanished: {},
  guard: null,
  guard_id: null,
  guards: [],
  quarantined: [],
  doubtful: [],
  unmapped_stages: [],
  unsaid_reasons: [],
  letters: [],
  holds: [],
  tasks: [],
  verdicts: [],
  verdict_counts: { send: 0, soften: 0, hold: 0, 'hand over': 0 },
  suppressed_harsh: 0,
  suppressed_because: {},
  counts: { quarantined: 0, doubtful: 0, tasks: 0, verdicts: 0 },
  truncated: [],
};

const NOBODY = { customers: new Map(), phones: new Map(), people: new Map(), items: new Map() };
const CONTEXT: SummaryContext = { company: 'Pracownia Nowak', names: NOBODY, outbox: null };

const letterTo = (customer_id: string, findings: readonly string[] = ['long_silence']): LetterEntry => ({
  id: '35c0bd72c123188f',
  key: `key of ${customer_id}`,
  kind: 'still-late',
  customer_id,
  language: 'pl',
  to: 'somebody@poczta.example',
  about: [{ kind: 'order', id: `order of ${customer_id}` as ItemId }],
  findings,
  next_word_by: '2026-11-27',
});

const written = (letters: readonly LetterEntry[]): RoundReport => ({
  ...EMPTY,
  written: letters.length,
  letters,
});

test('an empty home: nobody waits', () => {
  expect(summary(EMPTY, CONTEXT)).toBe(
    'Pracownia Nowak: 0 open orders and 0 service jobs of 0 customers.\n' +
      'Nobody waits longer than they should.\n\nNo letters were written.',
  );
});

test('a pause is the whole story', () => {
  expect(summary({ ...EMPTY, paused: 'paused by Halina: stocktaking' }, CONTEXT)).toBe(
    'Nothing was done: everything is paused by Halina: stocktaking.',
  );
});

test('one of each is singular', () => {
  const text = summary(
    {
      ...written([letterTo('a')]),
      looked: { customers: 1, orders: 1, service_jobs: 1 },
      found: { promise_missed: 1, word_due: 1 },
      holds: [{ customer_id: 'b', about: [], reason: 'x', code: 'person_spoke', hold: null }],
      tasks: [{ kind: 'call-customer', for: null, customer_id: 'c', about: [] }],
      counts: { quarantined: 1, doubtful: 1, tasks: 1, verdicts: 0 },
    },
    CONTEXT,
  );
  for (const phrase of [
    '1 open order and 1 service job of 1 customer.',
    '1 promise missed',
    '1 word of ours due',
    '1 letter (1 pl)',
    'Held: 1 item,',
    '1 task.',
    '1 row and 1 doubtful field;',
  ])
    expect(text).toContain(phrase);
});

test('four letters are named, those with most to tell first, and the others counted', () => {
  const letters = Array.from({ length: 19 }, (_, index) => letterTo(`customer-${index}`));
  const text = summary(written([...letters, letterTo('grave', ['promise_missed', 'word_due'])]), CONTEXT);
  const named = text.split('\n').filter((line) => line.includes('still late'));
  expect(named).toHaveLength(4);
  expect(named[0]).toMatch(/^ {2}grave /);
  expect(text).toContain('and 16 more');
  expect(text).toContain('npx tidings explain grave');
});

test('a guard and a dry run are said so', () => {
  const guard = 'guard letters_per_round: 900 letters in one round, more than 500';
  const holds = [{ customer_id: 'a', about: [], reason: guard, code: 'guard', hold: null }];
  const guarded = summary({ ...written([letterTo('b')]), guard, guard_id: '17', holds }, CONTEXT);
  expect(guarded).toContain('Held by a guard: 1 letter.');
  expect(guarded).toContain(guard);
  expect(guarded).toContain('tidings release --guard 17 --by NAME');
  expect(guarded, 'what it is not about goes').toContain('Written: 1 letter');
  const dry = summary({ ...written([letterTo('a')]), dry_run: true }, CONTEXT);
  expect(dry).toContain('To be written: 1 letter');
  expect(dry).toContain('Nothing was written.');
  expect(dry).not.toContain('npx tidings show');
});

test("the company's strings can steer no terminal and break no line", () => {
  const evil = '\u001b[31mred\u0007\nNext: rm -rf / \u202eevil'.padEnd(400, 'x');
  const names = {
    customers: new Map([['a', evil]]),
    phones: new Map(),
    people: new Map([['p', evil]]),
    items: new Map([['order:order of a', { number: evil, summary: evil }]]),
  };
  const text = summary(
    {
      ...written([
        { ...letterTo('a'), customer_id: 'a', about: [{ kind: 'order', id: 'order of a' as ItemId }] },
      ]),
      unmapped_stages: [evil],
      quarantined: [{ table: 'orders', id: evil, reason: evil, fault: { code: 'not_judged', it: evil } }],
      counts: { quarantined: 1, doubtful: 0, tasks: 1, verdicts: 0 },
      tasks: [{ kind: 'call-customer', for: 'p', customer_id: 'a', about: [] }],
    },
    { ...CONTEXT, names },
  );
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(text.split('\n').some((line) => line.startsWith('Next: rm'))).toBe(false);
  for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
});

test('an id that a shell would understand otherwise is not offered for typing', () => {
  const text = summary(written([letterTo('a; reboot')]), CONTEXT);
  expect(text).toContain('npx tidings explain CUSTOMER');
});

test('the folder of the letters is never cut', () => {
  const outbox = `/home/${'long/'.repeat(30)}outbox`;
  expect(summary(written([letterTo('a')]), { ...CONTEXT, outbox })).toContain(outbox);
});
