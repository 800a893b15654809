import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { putLetters, storeTemplate, templateSource } from '../support/outbox.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
/** `SCREENS=DIR` photographs every page into it. */
const SCREENS = process.env.SCREENS;

const HOSTILE = `<mj-raw>
<script>top.document.title = 'escaped'; window.open('/account'); fetch('/sign-out', { method: 'POST' });</script>
<img src="x" onerror="top.location = '/account'" /><img src="/letters?from=image" /><link rel="stylesheet" href="/letters?from=sheet" />
<meta http-equiv="refresh" content="0; url=/account" />
<iframe src="/account"></iframe>
<a id="out" target="_top" href="/account" style="display:block;font-size:30px">out</a>
<form action="/sign-out" method="post" target="_top"><button id="send" style="font-size:30px">send</button></form>
<div style="position:fixed;inset:0;z-index:-1">over everything</div>
</mj-raw>`;

describe.skipIf(program === null)('in a browser', () => {
  let databases: FreshDatabases;
  let running: RunningConsole;
  let browser: Browser;
  let visitor: Visitor;
  beforeAll(async () => {
    databases = await freshDatabases();
    running = await startConsole(databases, {
      rules: rules(),
      clock: fixedClock(warsaw('2026-11-27 10:00')),
    });
    browser = await openBrowser(program ?? '');
    visitor = await running.signIn('releaser');
    const { template } = templateSource;
    const hostile = template.replace(
      /<\/mj-column>/,
      `</mj-column></mj-section>${HOSTILE}<mj-section><mj-column></mj-column>`,
    );
    expect(hostile).not.toBe(template);
    const templateVersion = await storeTemplate(databases.ledgerPool, {
      ...templateSource,
      template: hostile,
    });
    await putLetters(databases.ledgerPool, [{ id: 'hostile', templateVersion }]);
    await scene(databases);
  });
  afterAll(async () => {
    await browser.close();
    await running.close();
    await databases.close();
  });

  const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> => {
    const context = await browser.newContext(options);
    const [name = '', value = ''] = visitor.cookie.split('=');
    await context.addCookies([{ name, value, url: running.url }]);
    return context;
  };

  test('a letter with scripts, links out of its frame and forms stays in its frame', async () => {
    const html = (await visitor.get('/letters/hostile/html')).text;
    for (const part of ['<script>', 'target="_top"', '<form', 'http-equiv="refresh"'])
      expect(html).toContain(part);
    const context = await open();
    const page = await context.newPage();
    const asked: string[] = [];
    // Answered, not only wished for: what the policy stops never leaves the browser.
    page.on('response', (answer) =>
      asked.push(new URL(answer.url()).pathname + new URL(answer.url()).search),
    );
    const address = `${running.url}/letters/hostile`;
    await page.goto(address, { waitUntil: 'networkidle' });
    const frame = page.frameLocator('iframe.letter');
    await frame.locator('#out').click();
    await frame.locator('#send').click();
    await page.waitForLoadState('networkidle');
    expect(page.url()).toBe(address);
    expect(await page.title()).not.toBe('escaped');
    expect(context.pages()).toHaveLength(1);
    expect(asked.filter((each) => !each.startsWith('/assets/')).sort()).toEqual([
      '/letters/hostile',
      '/letters/hostile/html',
    ]);
    // Nobody was signed out.
    expect((await visitor.get('/letters')).status).toBe(200);
    await context.close();
  });

  test('the bare letter opened by itself can do no more', async () => {
    const context = await open();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('response', (answer) => asked.push(new URL(answer.url()).pathname));
    await page.goto(`${running.url}/letters/hostile/html`, { waitUntil: 'networkidle' });
    await page.locator('#send').click();
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual(['/letters/hostile/html']);
    await context.close();
  });

  const PAGES = [
    '/letters',
    '/letters/plain',
    '/letters/unsure',
    '/letters/held/7',
    '/rounds',
    '/rounds/7',
    '/mail',
    '/backlog',
  ];
  test.each(PAGES)('%s is as wide as its window, down to 320 px, in both languages', async (path_) => {
    for (const locale of ['en', 'pl'])
      for (const colorScheme of SCREENS === undefined ? (['light'] as const) : (['light', 'dark'] as const)) {
        const context = await open({ colorScheme, locale });
        const page = await context.newPage();
        await page.setViewportSize({ width: 1280, height: 800 });
        expect((await page.goto(`${running.url}${path_}`))?.status()).toBe(200);
        for (const width of [1280, 360, 320]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await tooWide(page), `${path_} ${width} ${locale}`).toBeLessThanOrEqual(0);
          await photograph(page, `${path_.slice(1).replaceAll('/', '-')}-${width}-${colorScheme}-${locale}`);
        }
        await context.close();
      }
  });
});

const tooWide = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');

async function photograph(page: Page, name: string): Promise<void> {
  if (SCREENS === undefined) return;
  await mkdir(SCREENS, { recursive: true });
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: path.join(SCREENS, `${name}.png`), fullPage: true });
}

/** A little of everything that these pages show, with words that are long and odd. */
async function scene({ ledgerPool: pool }: FreshDatabases): Promise<void> {
  const long = `Zamówienie ${'bardzo'.repeat(30)} długie \u202e <script>alert(1)</script>`;
  await putLetters(pool, [
    { id: 'plain', customerId: 'C1', subject: 'Your wedding suit, four pieces, stands still' },
    {
      id: 'follow',
      customerId: 'C1',
      inReplyTo: '<plain@nowak.example>',
      references: ['<plain@nowak.example>'],
    },
    { id: 'unsure', kind: 'reminder-friendly', subject: long, toName: long },
    { id: 'guarded1', status: 'held' },
    { id: 'guarded2', status: 'held', subject: long },
  ]);
  const runs = [
    `update letters set status = 'submitted', submitted_at = '2026-11-26T09:01Z', attempts = 1, settled_at = '2026-11-26T09:01Z',
       first_attempt_at = '2026-11-26T09:01Z' where id = 'plain'`,
    `update letters set status = 'uncertain', uncertain_count = 1, settled_at = now(),
       status_reason = 'the line was cut after the text: ' || repeat('x', 400) where id = 'unsure'`,
    `insert into rounds (id, at, started_at, finished_at, report, totals) overriding system value values (7, '2026-11-26T09:00Z',
       '2026-11-26T09:00Z', '2026-11-26T09:01Z', '{"quarantined": [{"table": "orders", "id": "O77", "reason": "stage is missing"}],
       "doubtful": [{"table": "service_jobs", "id": "S1", "field": "promised_for", "reason": "it lies two years ahead"}],
       "unmapped_stages": ["w drodze", "na stojaku"], "tasks": [{"kind": "call-customer", "for": "anna", "customer_id": "C1",
       "about": [{"kind": "order", "id": "O1"}]}], "holds": [{"code": "guard", "reason": "guard letters_per_round: 501"}]}',
       '{"looked": {"customers": 1200, "orders": 900, "service_jobs": 411}, "found": {"promise_missed": 12, "long_silence": 3}, "written": 14,
       "held": 2, "handed_over": 1, "nothing_new": 40, "guard": "guard letters_per_round: 501 letters in one round, more than 500",
       "guard_id": "7", "suppressed_harsh": 5, "suppressed_because": {"money_pending": 3, "clean": 2},
       "verdict_counts": {"send": 3, "hold": 9}, "counts": {"quarantined": 1, "doubtful": 1, "tasks": 1, "verdicts": 12}}')`,
    `insert into guard_trips (id, guard, reason, letters, at) values (7, 'letters_per_round',
       'guard letters_per_round: 501 letters in one round, more than 500', 2, '2026-11-26T09:00Z')`,
    `update letters set guard_id = 7, round_id = 7, status_reason = 'guard letters_per_round: 501 letters' where id like 'guarded%'`,
    `insert into suppressions (address, customer_id, since, why, said) values
       ('zofia.${'long'.repeat(20)}@customer.example', 'C1', '2026-11-20T09:00Z', 'bounced', '550 5.1.1 no such user here')`,
    `insert into replies (id, customer_id, at, letter_id, about, owed_by, task_key) values
       ('r1', 'C1', '2026-11-25T09:00Z', 'plain', '[]', '2026-11-28', 'k1')`,
  ];
  for (const run of runs) await pool.query(run);
}
