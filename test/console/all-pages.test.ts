import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { fixedClock } from '../../src/clock.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { keepSourceRun } from '../../src/ledger/alarms/source-runs.ts';
import { readInForce } from '../../src/ledger/documents/documents-in-force.ts';
import { saveDraft } from '../../src/ledger/documents/drafts.ts';
import { keepWeek } from '../../src/ledger/rounds/weeks.ts';
import { keepReplay } from '../../src/replay/page/kept-replay.ts';
import { round } from '../../src/round/round.ts';
import { readTheWeek } from '../../src/round/the-week.ts';
import { at, day } from '../calendar/words.ts';
import { demoRules } from '../demo/demo-rules.ts';
import { seriousFaults } from '../support/axe.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { fullReport } from '../support/replay-report.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

const program = chromiumHere();
if (program === null)
  console.warn('The pages of the console are not looked at: there is no Chromium here; set CHROMIUM.');

/** Where pictures of all pages go, for whoever wants to look at them: CONSOLE_SCREENS=DIR npx vitest run … */
const pictures = process.env.CONSOLE_SCREENS;
const AFTER_LOADING = 600_000;
/**
 * German has the longest words: it is looked at where there is little room, down to the narrowest that nothing may run out of. A dark
 * window changes colours alone, whatever its width, so the dark ones are looked at in one.
 */
const WINDOWS = [
  { width: 1280, narrowest: 1280, language: 'pl-PL', schemes: ['light', 'dark'] },
  { width: 360, narrowest: 320, language: 'de-DE', schemes: ['light'] },
] as const;

/** What is no page by itself: the inside of a frame, a file, and what only follows a quarrel about a draft. */
const NO_PAGES = [
  '/letters/:id/html',
  '/customers/:id/write/html',
  '/waiting.csv',
  '/money.csv',
  '/tasks.csv',
  '/letters.csv',
  '/rounds/:id/quarantined.csv',
  '/sources/:id/faults.csv',
  '/preview/:id',
  '/preview/:id/sentences',
  '/templates/conflict',
];

let databases: FreshDatabases;
let home: string;
let running: RunningConsole;
let browser: Browser;
let admin: Visitor;
/** Addresses with the ids of the demo, by their route. */
let addresses: ReadonlyMap<string, string>;

beforeAll(async () => {
  if (program === null) return;
  databases = await freshDatabases();
  const shipped = await demoRules();
  // The guard holds some, so that its page has something to show.
  const watched = { files: null, profile: null, theyAre: 'not said', skipBad: false } as const;
  const rules = {
    ...shipped,
    guards: { ...shipped.guards, lettersPerRound: 20 },
    sources: [
      { ...watched, name: 'shop', folder: '/srv/tidings/in' },
      { ...watched, name: 'workshop', folder: '/srv/tidings/workshop' },
    ],
  };
  const clock = fixedClock(at('2026-11-25T10:00:00+01:00'));
  const templates = await shippedTemplates();
  await loadDemo(databases, rules, clock, templates);
  const report = await round({ databases, rules, clock, templates }, { wait: true });
  for (const outcome of ['loaded', 'failed'] as const)
    await keepSourceRun(databases.ledgerPool, {
      source: 'shop',
      files: ['orders-2026-11-25.csv', 'customers-2026-11-25.csv'],
      startedAt: clock.now(),
      endedAt: clock.now(),
      outcome,
      tables: [{ table: 'orders', rows: 9, inserted: 4, changed: 3, unchanged: 1, vanished: 0, rejected: 1 }],
      faults: [
        {
          file: 'orders-2026-11-25.csv',
          line: 5,
          column: '=placed_at',
          value: 'x'.repeat(40),
          reason: 'is no moment; write it like 2026-11-26T09:00:00+01:00',
          fault: { code: 'not_moment' },
        },
      ],
    });
  // Weeks before, so that this one has something to be held against; the week of three weeks ago was not counted.
  const now = clock.now();
  const { week } = await readTheWeek({ databases, rules }, day('2026-11-23'), now);
  const allowances = [{ stage: 'sewing', allowance: 3, half: 2.5, most: 6, is: 'too_short' as const }];
  for (const monday of ['2026-11-16', '2026-11-09', '2026-10-26'])
    await keepWeek(databases.ledgerPool, day(monday), { ...week, allowances }, now);
  home = await mkdtemp(path.join(tmpdir(), 'tidings-all-pages-'));
  await keepReplay(home, { made_at: '2026-11-24T10:00:00.000Z', report: fullReport(), old: fullReport() });
  running = await startConsole(databases, { rules, clock, templates }, { TIDINGS_HOME: home });
  browser = await openBrowser(program);
  admin = await running.signIn('admin');
  const { rows } = await databases.ledgerPool.query<{ id: string; customer_id: string }>(
    "select id, customer_id from letters where audience = 'customer' and status = 'held' order by id limit 1",
  );
  // A draft, so that there is something to compare.
  const document = 'pl/late.mjml';
  const shown = (await readInForce(databases.ledgerPool)).documents.get(document) ?? '';
  await saveDraft(databases.ledgerPool, {
    path: document,
    content: shown.replace('</mj-text>', ' </mj-text>'),
    revision: null,
    basedOn: null,
    by: admin.name,
    at: clock.now(),
  });
  const roundId = report?.round_id ?? '';
  const { rows: tasks } = await databases.ledgerPool.query(
    'select key from tasks where done_at is null limit 1',
  );
  addresses = new Map([
    ['/customers/:id', `/customers/${rows[0]?.customer_id}`],
    ['/customers/:id/write', '/customers/hoffmann/write?about=order:zk-1041'],
    ['/letters/:id', `/letters/${rows[0]?.id}`],
    ['/letters/held/:guard', `/letters/held/${roundId}`],
    ['/rounds/:id', `/rounds/${roundId}`],
    ['/tasks/assign', `/tasks/assign?key=${encodeURIComponent(tasks[0]?.key)}`],
    ['/search', '/search?q=1042'],
    ['/week', '/week?of=2026-W48'],
    ['/week/late', '/week/late?of=2026-W48'],
    ['/sentences', '/sentences?language=pl&key=what.late'],
    ['/templates/edit', '/templates/edit?path=pl/late.mjml'],
    ['/templates/changes', '/templates/changes?path=pl/late.mjml'],
    ['/templates/versions', '/templates/versions?path=pl/late.mjml'],
  ]);
}, AFTER_LOADING);
afterAll(async () => {
  if (program === null) return;
  await browser.close();
  await running.close();
  await databases.close();
  await rm(home, { recursive: true });
});

const allPages = (): readonly (readonly [string, string])[] => [
  ['/sign-in', '/sign-in'],
  ...running.routes
    .filter(({ method, url }) => method === 'GET' && !NO_PAGES.includes(url))
    .map(({ url }) => [url, addresses.get(url) ?? url] as const),
];

async function aWindow(width: number, language: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: language });
  const [name = '', value = ''] = admin.cookie.split('=');
  await context.addCookies([{ name, value, url: running.url }]);
  return context.newPage();
}

/** What the style sheets of a page say of a dark window besides the colours of its palette, which are custom properties. */
const BEYOND_COLOURS = `(() => {
  const dark = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && /prefers-color-scheme/.test(rule.conditionText))
    .flatMap((media) => [...media.cssRules]);
  if (dark.length === 0) return ['no palette for a dark window'];
  const isPalette = ({ selectorText, style }) =>
    selectorText === ':root' && [...style].every((name) => name.startsWith('--'));
  return dark.filter((rule) => !isPalette(rule)).map(({ cssText }) => cssText);
})()`;

async function overflow(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

describe.skipIf(program === null)('every page of the console', () => {
  test.each(WINDOWS)(
    'at $width px, $schemes: nothing serious for axe, and nothing runs out of the window',
    async ({ width, narrowest, language, schemes }) => {
      const page = await aWindow(width, language);
      const complaints: string[] = [];
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
      });
      for (const [route, address] of allPages()) {
        await page.setViewportSize({ width, height: 900 });
        const answer = await page.goto(running.url + address);
        expect(answer?.status(), route).toBe(200);
        expect(await page.evaluate(BEYOND_COLOURS), `${route}: what a dark window changes`).toEqual([]);
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          const found = await seriousFaults(page, { coloursAlone: colorScheme === 'dark' });
          faults.push(...found.map((fault) => `${route}, ${colorScheme}: ${fault}`));
          const name = route.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'today';
          await takePicture(page, `${name}-${width}-${colorScheme}`);
        }
        for (const each of new Set([width, narrowest])) {
          await page.setViewportSize({ width: each, height: 900 });
          const over = await overflow(page);
          if (over > 0) faults.push(`${route}: ${over} px too wide for ${each}`);
        }
      }
      await page.context().close();
      expect(faults).toEqual([]);
      // A page that its own content policy has to stop is not as it was meant.
      expect(complaints).toEqual([]);
    },
    AFTER_LOADING,
  );
});

/** As many as are counted wait in each section that says how many do. */
const MUCH_TO_DO = `for (const path of ['/waiting', '/letters', '/tasks']) {
  const section = document.querySelector('.top nav a[href="' + path + '"]');
  section.querySelector('.nav-count')?.remove();
  section.insertAdjacentHTML('beforeend', ' <span class="nav-count">99+</span>');
}`;
/** Where the middle of each part of the head stands, from the top of the window; more than one where it wraps. */
const LINES_OF_HEAD = `(() => {
  const parts = document.querySelectorAll('.top > .brand, .top nav a, .find input, .me a, .me button');
  const middles = [...parts].map((part) => part.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2);
  return Math.max(...middles) - Math.min(...middles) < 6 ? 'one line' : middles;
})()`;

test.skipIf(program === null)(
  'from 1200 px on the head, the same on every page, is one line, in every language and with much to do',
  async () => {
    for (const language of ['en-GB', 'pl-PL', 'ru-RU', 'de-DE']) {
      const page = await aWindow(1200, language);
      await page.goto(running.url);
      await page.evaluate(MUCH_TO_DO);
      // It has the least room where a rule of the sheet begins: 1200 px, and just beyond 96rem.
      for (const width of [1200, 1537]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(LINES_OF_HEAD), `${language} ${width}`).toBe('one line');
        expect(await overflow(page), `${language} ${width}`).toBe(0);
      }
      await takePicture(page, `head-${language}`);
      await page.context().close();
    }
  },
  AFTER_LOADING,
);

test.skipIf(program === null)(
  'what became of files of a source is told by table, and what was wrong with them comes as CSV that no spreadsheet runs',
  async () => {
    const { rows } = await databases.ledgerPool.query<{ id: string }>(
      'select id from source_runs order by id desc limit 1',
    );
    expect((await admin.get('/sources')).text).toContain('Orders <code>orders</code>');
    const answer = await admin.get(`/sources/${rows[0]?.id}/faults.csv`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="shop-faults.csv"');
    expect(answer.text).toContain("orders-2026-11-25.csv,5,'=placed_at,");
    expect((await admin.get('/sources/999/faults.csv')).status).toBe(404);
  },
);
