import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type Instant, isoInstant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { type ListedLetter, listLetters } from '../../src/ledger/letters.ts';
import { Templates } from '../../src/ledger/templates.ts';
import type { LetterFacts, StatusFacts } from '../../src/letters/letter.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { captureTransport } from '../../src/post/capture.ts';
import { deliver } from '../../src/post/deliver.ts';
import { lastLookWith } from '../../src/post/last-look.ts';
import { type RoundOptions, round } from '../../src/round.ts';
import type { RoundReport } from '../../src/round-report.ts';
import { rules, STAFF } from './builders.ts';
import { type FreshDatabases, freshDatabases } from './database.ts';
import { quiet } from './delivery.ts';

type Row = Readonly<Record<string, unknown>>;

/** A company with a real database, whose days a test plays one after the other. */
export interface Company {
  readonly databases: FreshDatabases;
  readonly pool: pg.Pool;
  /** Puts rows into a table of the company; columns that are left out keep their defaults. */
  have(table: string, ...rows: readonly Row[]): Promise<void>;
  /** An order of customer C1, placed on Monday 2026-11-23. */
  haveOrder(order: Row): Promise<void>;
  haveJob(job: Row): Promise<void>;
  /** The company changes an order or a job. */
  change(table: 'orders' | 'service_jobs' | 'order_lines' | 'customers', id: string, set: Row): Promise<void>;
  /** A round at that moment, with feeds that are fresh unless told otherwise. */
  round(now: Instant, options?: RoundOptions & { readonly feedsAsOf?: Instant }): Promise<RoundReport>;
  /** Everything due is handed to the capture, old letters looked at again. */
  post(now: Instant): Promise<void>;
  /** A round, and its letters posted at once. */
  day(now: Instant): Promise<RoundReport>;
  letters(): Promise<readonly ListedLetter[]>;
  /** The text that the customer reads in the nth letter from the last (1 is the last). */
  text(fromLast?: number): Promise<string>;
  factsOf(id: string): Promise<StatusFacts>;
  /** Names of the .eml files that were captured. */
  captured(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** @param differs what differs from the shipped policy */
export async function aCompany(differs: Record<string, object | string> = {}): Promise<Company> {
  const theRules = rules(differs);
  const databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  const templates = await Templates.shipped();
  const folder = await mkdtemp(path.join(tmpdir(), 'tidings-story-'));

  const company: Company = {
    databases,
    pool,
    have: (table, ...rows) => insert(pool, table, rows),
    haveOrder: (order) => insert(pool, 'orders', [{ ...AN_ORDER, number: order.id ?? '1001', ...order }]),
    haveJob: (job) => insert(pool, 'service_jobs', [{ ...A_JOB, number: job.id ?? 'S1', ...job }]),
    change: (table, id, set) => update(pool, table, id, set),
    round: async (now, options = {}) => {
      await freshen(pool, options.feedsAsOf ?? now);
      const report = await round(
        { databases, rules: theRules, clock: fixedClock(now), templates },
        { wait: true, ...options },
      );
      if (!report) throw new Error('another round is under way');
      return report;
    },
    post: (now) => post(databases, theRules, folder, now),
    day: async (now) => {
      const report = await company.round(now);
      await company.post(now);
      return report;
    },
    letters: async () => {
      const letters: ListedLetter[] = [];
      for await (const letter of listLetters(databases.ledgerPool, { staff: false })) letters.push(letter);
      return letters;
    },
    text: async (fromLast = 1) => {
      const letter = (await company.letters()).at(-fromLast);
      if (!letter) throw new Error('there is no such letter');
      const { rows } = await databases.ledgerPool.query<{ kind: StatusFacts['letter']; facts: LetterFacts }>(
        'select kind, facts from letters where id = $1',
        [letter.id],
      );
      const [row] = rows;
      if (!row) throw new Error('there is no such letter');
      await templates.prepare(
        databases.ledgerPool,
        [{ kind: row.kind, language: letter.language }],
        fixedClock(0 as Instant).now(),
      );
      return templates.of({ kind: row.kind, language: letter.language }).render(row.facts).text;
    },
    factsOf: async (id) => {
      const { rows } = await databases.ledgerPool.query<{ facts: StatusFacts }>(
        'select facts from letters where id = $1',
        [id],
      );
      if (!rows[0]) throw new Error(`no letter ${id}`);
      return rows[0].facts;
    },
    captured: () => readdir(folder),
    close: async () => {
      await pool.end();
      await databases.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await company.have(
    'people',
    ...STAFF.map(({ reportsTo, ...person }) => ({ ...person, reports_to: reportsTo })),
  );
  await company.have('customers', {
    id: 'C1',
    name: 'Zofia Maj',
    email: 'zofia@maj.example',
    language: 'en',
    owner_id: 'anna',
  });
  return company;
}

const AN_ORDER: Row = {
  id: 'O1',
  customer_id: 'C1',
  summary: 'wedding suit',
  placed_at: '2026-11-23T09:00:00+01:00',
  stage: 'picking',
  stage_since: '2026-11-23T09:00:00+01:00',
};
const A_JOB: Row = {
  id: 'J1',
  customer_id: 'C1',
  asset: 'excavator',
  summary: 'does not start',
  reported_at: '2026-11-23T09:00:00+01:00',
  stage: 'repair',
  stage_since: '2026-11-23T09:00:00+01:00',
};

async function insert(pool: pg.Pool, table: string, rows: readonly Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await pool.query(
    `insert into source.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::source.${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

async function update(pool: pg.Pool, table: string, id: string, set: Row): Promise<void> {
  const columns = Object.keys(set).map((column, index) => `${column} = $${index + 2}`);
  const key = table === 'order_lines' ? "order_id || '/' || line_no" : 'id';
  const { rowCount } = await pool.query(
    `update source.${table} set ${columns.join(', ')} where ${key} = $1`,
    [id, ...Object.values(set)],
  );
  if (rowCount !== 1) throw new Error(`there is no ${id} in ${table}`);
}

export const freshen = (pool: pg.Pool, now: Instant): Promise<unknown> =>
  pool.query(
    `insert into source.feeds select name, $1::timestamptz from unnest(array['orders', 'service_jobs', 'payments']) as name
     on conflict (name) do update set fresh_as_of = excluded.fresh_as_of`,
    [isoInstant(now)],
  );

async function post(databases: FreshDatabases, theRules: Rules, folder: string, now: Instant): Promise<void> {
  const transport = captureTransport(folder);
  await deliver({
    databases,
    rules: theRules,
    clock: fixedClock(now),
    transport,
    lastLook: lastLookWith(databases, theRules),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });
  transport.close();
}
