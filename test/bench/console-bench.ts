import { fixedClock } from '../../src/clock.ts';
import type { serveConsole } from '../../src/console/serve-console.ts';
import { at } from '../calendar/words.ts';
import { startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules } from '../support/policy.ts';
import { fillLedger, type LedgerSize } from './console-data.ts';
import { AT } from './dry-round.ts';
import { shipped } from './shipped.ts';

const REQUESTS = 20;

/** Milliseconds of one page, from the request to its last byte. */
export interface MeasuredPage {
  readonly path: string;
  readonly median: number;
  readonly slowest: number;
}

export interface MeasuredConsole {
  readonly pages: readonly MeasuredPage[];
  /** Of the same run: a query that reads nothing, and a case by its key. */
  readonly floor: { readonly nothing: number; readonly oneRow: number };
}

/** What somebody clicks: Today, the lists with their filters and searches, a story. Pages deep in a list come on their own. */
const PAGES = [
  '/',
  '/waiting',
  '/waiting?filter=broken',
  '/waiting?filter=today',
  '/waiting?filter=none',
  '/waiting?filter=climbed',
  '/waiting?filter=held',
  '/waiting?q=C0000123',
  '/waiting?q=2026%2F4711',
  '/waiting?q=Now+12',
  '/waiting?q=Nowak',
  '/waiting?q=nobody-has-this-name',
  '/money',
  '/money?verdict=soften',
  '/money?record=poor&verdict=send',
  '/money?hold=disputed&record=clean',
  '/money?q=FV%2F2026%2F4711',
  '/tasks',
  '/tasks?person=p2',
  '/customers/C0000123',
];

/** A console over a ledger of this size: the median of its pages beside their floor. Filling it takes most of the time. */
export async function benchConsole(size: LedgerSize): Promise<MeasuredConsole> {
  const databases = await freshDatabases();
  try {
    await fillLedger(databases.ledgerPool, size, AT);
    return await measureConsole(databases);
  } finally {
    await databases.close();
  }
}

export async function measureConsole(databases: FreshDatabases): Promise<MeasuredConsole> {
  const { serveConsole: serve } = (await shipped('console/serve-console')) as {
    serveConsole: typeof serveConsole;
  };
  const world = { rules: rules(), clock: fixedClock(at(AT)) };
  const running = await startConsole(databases, world, {}, { serve });
  try {
    const visitor = await running.signIn('admin');
    const floor = {
      nothing: await floorOf(databases, 'select 1'),
      oneRow: await floorOf(databases, ONE_ROW),
    };
    const pages: MeasuredPage[] = [];
    for (const path of [...PAGES, await farInto(visitor, '/waiting'), await farInto(visitor, '/money')])
      pages.push(await measure(visitor, path));
    return { pages, floor };
  } finally {
    await running.close();
  }
}

const ONE_ROW = "select * from cases where id = 'order:O00000123@20260601T080000Z'";

async function floorOf({ ledgerPool }: FreshDatabases, query: string): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < REQUESTS; nth += 1) times.push(await timeOf(() => ledgerPool.query(query)));
  return median(times);
}

/** The address of the tenth page of a list. */
async function farInto(visitor: Visitor, list: string): Promise<string> {
  let path = list;
  for (let nth = 1; nth < 10; nth += 1) {
    const next = /rel="next" href="([^"]+)"/.exec((await visitor.get(path)).text)?.[1];
    if (next === undefined) return path;
    path = next.replaceAll('&amp;', '&');
  }
  return path;
}

async function measure(visitor: Visitor, path: string): Promise<MeasuredPage> {
  const times: number[] = [];
  for (let nth = 0; nth < REQUESTS; nth += 1)
    times.push(
      await timeOf(async () => {
        const { status, text } = await visitor.get(path);
        if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
      }),
    );
  return { path, median: median(times), slowest: Math.max(...times) };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
