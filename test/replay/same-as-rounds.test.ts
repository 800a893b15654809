import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Instant, instantOf, isoDay, isoInstant } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { playedDays } from '../../src/replay/playing/moments.ts';
import { play } from '../../src/replay/playing/play.ts';
import type { Played } from '../../src/replay/playing/played.ts';
import { readHistory } from '../../src/replay/reading/read-history.ts';
import { day, rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import type { Row } from '../support/company-rows.ts';

/* The lists of what people are to do are told by rounds alone: a replay counts what they are asked for. */
/* "Would it really have written that?" A replay in memory and the rounds of those weeks on a real ledger say the same. */
const POLICY = { go_live: '2026-11-23T00:00:00+01:00' };
const SPAN = { from: day('2026-11-23'), to: day('2026-12-18') };
const zone = zoneOf('Europe/Warsaw');

let company: Company;
beforeEach(async () => {
  company = await aCompany(POLICY);
});
afterEach(() => company.close());

/** Something that the company writes into its tables at a moment. */
type Happening = readonly [at: string, write: () => Promise<unknown>];

const insert = (table: string, row: Row) => () => company.have(table, row);
const change = (table: Parameters<Company['change']>[0], id: string, set: Row) => () =>
  company.change(table, id, set);
const local = (text: string): string => isoInstant(warsaw(text));

/** A stage with its event: the row moves, and the history has it. */
const moves =
  (table: 'orders' | 'service_jobs', id: string, at: string, stage: string, promised: string | null = null) =>
  async (): Promise<void> => {
    await company.change(table, id, {
      stage,
      stage_since: local(at),
      ...(promised ? { promised_for: promised } : {}),
    });
    const item_kind = table === 'orders' ? 'order' : 'service_job';
    await company.have('stage_events', {
      item_kind,
      item_id: id,
      stage,
      at: local(at),
      promised_for: promised,
    });
  };

const opens =
  (table: 'orders' | 'service_jobs', at: string, row: Row, promised: string | null) => async () => {
    const opened = table === 'orders' ? { placed_at: local(at) } : { reported_at: local(at) };
    await company.have(table, {
      number: row.id,
      ...opened,
      stage_since: local(at),
      promised_for: promised,
      ...row,
    });
    const item_kind = table === 'orders' ? 'order' : 'service_job';
    const event = { item_kind, item_id: row.id, stage: row.stage, at: local(at), promised_for: promised };
    await company.have('stage_events', event);
  };

const STORY: readonly Happening[] = [
  [
    '2026-11-20 10:00',
    () =>
      company.have(
        'customers',
        ...['C2', 'C3', 'C4', 'C5', 'C6'].map((id) => ({
          id,
          name: `Customer ${id}`,
          email: id === 'C4' ? null : `${id}@nowak.example`,
          language: 'en',
          owner_id: 'anna',
        })),
      ),
  ],
  [
    '2026-11-20 11:00',
    () =>
      company.have(
        'invoices',
        {
          id: 'F1',
          customer_id: 'C3',
          number: 'F1',
          issued_on: '2026-11-02',
          due_on: '2026-11-23',
          currency: 'PLN',
          total: 480,
          open_amount: 480,
        },
        {
          id: 'F2',
          customer_id: 'C5',
          number: 'F2',
          issued_on: '2026-10-12',
          due_on: '2026-10-26',
          currency: 'PLN',
          total: 300,
          open_amount: 300,
        },
      ),
  ],
  [
    '2026-11-23 09:00',
    opens('orders', '2026-11-23 09:00', { id: 'O1', customer_id: 'C1', stage: 'picking' }, '2026-12-01'),
  ],
  [
    '2026-11-23 11:00',
    opens('orders', '2026-11-23 11:00', { id: 'O6', customer_id: 'C6', stage: 'sewing' }, '2026-12-04'),
  ],
  [
    '2026-11-24 09:30',
    opens('service_jobs', '2026-11-24 09:30', { id: 'J1', customer_id: 'C2', stage: 'repair' }, '2026-11-30'),
  ],
  ['2026-11-24 10:00', moves('orders', 'O1', '2026-11-24 10:00', 'from supplier', '2026-12-01')],
  [
    '2026-11-25 12:00',
    opens('orders', '2026-11-25 12:00', { id: 'O2', customer_id: 'C1', stage: 'sewing' }, null),
  ],
  [
    '2026-11-25 13:00',
    opens('orders', '2026-11-25 13:00', { id: 'O4', customer_id: 'C4', stage: 'picking' }, '2026-11-27'),
  ],
  [
    '2026-11-26 08:30',
    opens(
      'orders',
      '2026-11-26 08:30',
      { id: 'O5', customer_id: 'C5', stage: 'on credit hold' },
      '2026-12-11',
    ),
  ],
  [
    '2026-12-01 14:00',
    insert('contacts', {
      id: 'M1',
      customer_id: 'C2',
      at: local('2026-12-01 14:00'),
      channel: 'email',
      direction: 'from_customer',
    }),
  ],
  [
    '2026-12-02 11:00',
    insert('contacts', {
      id: 'M2',
      customer_id: 'C2',
      at: local('2026-12-02 11:00'),
      channel: 'phone',
      direction: 'to_customer',
    }),
  ],
  ['2026-12-02 12:00', moves('service_jobs', 'J1', '2026-12-02 12:00', 'waiting for parts', '2026-12-10')],
  [
    '2026-12-03 09:00',
    insert('complaints', {
      id: 'K1',
      customer_id: 'C3',
      invoice_id: 'F1',
      opened_at: local('2026-12-03 09:00'),
    }),
  ],
  ['2026-12-03 12:00', moves('orders', 'O6', '2026-12-03 12:00', 'sewing', '2026-12-15')],
  ['2026-12-04 09:00', moves('orders', 'O1', '2026-12-04 09:00', 'picking', '2026-12-01')],
  ['2026-12-07 15:00', change('complaints', 'K1', { closed_at: local('2026-12-07 15:00') })],
  [
    '2026-12-09 06:00',
    async () => {
      await company.have('payments', {
        id: 'P1',
        customer_id: 'C3',
        invoice_id: 'F1',
        amount: 480,
        currency: 'PLN',
        status: 'booked',
        booked_on: '2026-12-09',
      });
      await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-12-09' });
    },
  ],
  [
    '2026-12-09 15:00',
    async () => {
      await moves('orders', 'O1', '2026-12-09 15:00', 'delivered', '2026-12-01')();
      await company.change('orders', 'O1', { closed_at: local('2026-12-09 15:00') });
    },
  ],
  ['2026-12-11 10:00', moves('service_jobs', 'J1', '2026-12-11 10:00', 'ready', '2026-12-10')],
  ['2026-12-16 10:00', change('orders', 'O2', { closed_at: local('2026-12-16 10:00') })],
];

/** Plays the weeks for real: at each moment the company's tables as they stood then, a round, and its letters posted. */
async function forReal(): Promise<void> {
  const left = [...STORY];
  const rounds = playedDays(SPAN, rules(POLICY)).flatMap((each) => each.rounds);
  for (const now of rounds) {
    for (let next = left[0]; next && warsaw(next[0]) <= now; next = left[0]) {
      await next[1]();
      left.shift();
    }
    await company.day(now);
  }
  for (const [, write] of left) await write();
}

const written = async (): Promise<readonly string[]> => {
  const { rows } = await company.databases.ledgerPool.query<{
    key: string;
    kind: string;
    at: Date;
    status: string;
  }>(
    `select key, kind, decided_at as at, status from letters where kind <> 'digest' order by decided_at, key`,
  );
  return rows.map(({ key, kind, at, status }) => line(key, kind, instantOf(at.getTime()), status === 'held'));
};
const asked = async (): Promise<readonly string[]> => {
  const { rows } = await company.databases.ledgerPool.query<{ key: string; for_person: string | null }>(
    'select key, for_person from tasks order by key',
  );
  return rows.map(({ key, for_person }) => `${key} for ${for_person}`);
};
const line = (key: string, kind: string, at: Instant, held: boolean): string =>
  `${isoDay(zone.dayAt(at))} ${zone.minuteOfDay(at) / 60} ${kind} ${key}${held ? ' held' : ''}`;

async function replayed(): Promise<{ played: Played; lines: readonly string[] }> {
  const lines: string[] = [];
  const history = await readHistory(company.databases.sourcePool, rules(POLICY), warsaw('2026-12-31 12:00'));
  const playing = play(history, rules(POLICY), {
    ...SPAN,
    heed: ({ key, kind, ...letter }, at) =>
      lines.push(line(key, kind, at, 'release' in letter && letter.release === 'human')),
  });
  for (;;) {
    const step = playing.next();
    if (step.done) return { played: step.value, lines };
  }
}

test('the same letters on the same days, and the same tasks', async () => {
  await forReal();
  const { played, lines } = await replayed();
  const { letters, tasks, failed } = played;
  expect(failed).toEqual([]);
  expect(letters.length).toBe(lines.length);
  const sorted = (all: readonly string[]) => [...all].sort();
  expect(sorted(lines)).toEqual(sorted(await written()));
  expect(sorted(tasks.map(({ key, person }) => `${key} for ${person}`))).toEqual(await asked().then(sorted));
  // The weeks are worth comparing: all of these occur in them.
  const kinds = new Set<string>(letters.map(({ kind }) => kind));
  for (const kind of [
    'late',
    'still-late',
    'promise-moved',
    'credit-hold',
    'task',
    'reminder-friendly',
    'payment-seen',
  ])
    expect([...kinds]).toContain(kind);
});
