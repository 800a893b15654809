import { fixedClock } from '../../src/clock.ts';
import type { serveConsole } from '../../src/console/serve-console.ts';
import { readInForce } from '../../src/ledger/documents/documents-in-force.ts';
import { saveDraft } from '../../src/ledger/documents/drafts.ts';
import { at } from '../calendar/words.ts';
import { startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { statusFacts, storeTemplate } from '../support/outbox.ts';
import { rules } from '../support/policy.ts';
import { benchClicked, type ClickedBench } from './clicked-bench.ts';
import { fillLedger, type LedgerSize } from './console-data.ts';
import { AT, median } from './dry-round.ts';
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
  readonly delivery: ClickedBench;
}

/** A letter of the filled ledger, and what it is about. */
const LETTER = 'L00000123';
const TEMPLATE = 'path=pl/late.mjml';

/** What somebody clicks: every page, the lists with their filters and searches. Pages deep in a list come on their own. */
const PAGES = [
  '/',
  '/waiting',
  '/waiting?filter=broken',
  '/waiting?filter=today',
  '/waiting?filter=none',
  '/waiting?filter=climbed',
  '/waiting?filter=held',
  '/waiting?sort=promised',
  '/waiting?sort=word&turned=1',
  '/waiting?stage=sewing&supplier=supplier+3',
  '/waiting?owner=p2&lane=lane+5&sort=word',
  '/waiting?q=C0000123',
  '/waiting?q=2026%2F4711',
  '/waiting?q=Now+12',
  '/waiting?q=Nowak',
  '/waiting?q=nobody-has-this-name',
  '/search?q=4711',
  '/search?q=Wisniewski',
  '/search?q=c123%40customers.example',
  '/search?q=nobody-has-this-name',
  '/money',
  '/money?sort=lateness',
  '/money?turned=1',
  '/money?verdict=soften',
  '/money?record=poor&verdict=send',
  '/money?hold=disputed&record=clean',
  '/money?q=FV%2F2026%2F4711',
  '/tasks',
  '/tasks?person=p2',
  '/tasks?sort=due',
  '/customers/C0000123',
  '/letters',
  '/letters?status=held',
  '/letters?status=withdrawn',
  '/letters?kind=late&language=pl',
  '/letters?customer=C0000123',
  '/letters?q=c123@customers.example',
  '/letters?q=2026%2F4711',
  '/letters?q=nobody-wrote-this',
  '/letters?until=2026-09-01',
  `/letters/${LETTER}`,
  '/mail',
  '/backlog',
  '/rounds',
  '/rounds/1',
  '/templates',
  `/templates/edit?${TEMPLATE}`,
  `/templates/versions?${TEMPLATE}`,
  `/templates/changes?${TEMPLATE}`,
  '/settings',
  '/settings/policy',
  '/settings/users',
  '/account',
];
/** What the ten people go through while letters are delivered. */
const CLICKED = PAGES.filter((path) => !path.startsWith('/templates/edit'));

/** A console over a ledger of this size: the median of its pages beside their floor. Filling it takes most of the time. */
export async function benchConsole(size: LedgerSize, delivered: number): Promise<MeasuredConsole> {
  const databases = await freshDatabases();
  try {
    await fillLedger(databases.ledgerPool, size, AT);
    await makeReal(databases);
    return await measureConsole(databases, delivered);
  } finally {
    await databases.close();
  }
}

/** One letter that can be shown in its words, and a draft to compare. */
async function makeReal({ ledgerPool }: FreshDatabases): Promise<void> {
  const version = await storeTemplate(ledgerPool);
  await ledgerPool.query(
    "update letters set template_version = $1, language = 'en', facts = $2 where id = $3",
    [version, JSON.stringify(statusFacts), LETTER],
  );
  const path = 'pl/late.mjml';
  const shown = (await readInForce(ledgerPool)).documents.get(path) ?? '';
  const content = shown.replace('</mj-text>', ' </mj-text>');
  await saveDraft(ledgerPool, { path, content, revision: null, basedOn: null, by: 'Ola', at: at(AT) });
}

async function measureConsole(databases: FreshDatabases, delivered: number): Promise<MeasuredConsole> {
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
    const far = await Promise.all(['/waiting', '/money', '/letters'].map((list) => farInto(visitor, list)));
    for (const path of [...PAGES, ...far]) pages.push(await measure(visitor, path));
    return { pages, floor, delivery: await benchClicked(databases, running, CLICKED, delivered) };
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
