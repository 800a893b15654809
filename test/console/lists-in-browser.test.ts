import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { chromiumHere, openBrowser, WINDOWS, windowOf } from '../support/browser.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
if (program === null) console.warn('The lists are not looked at: there is no Chromium here; set CHROMIUM.');

const NOW = warsaw('2026-11-26 11:00');
const HOSTILE = '=HYPERLINK("http://x.example";"pay")<script>document.title="hit"</script>\u200f';
let company: Company;
let running: RunningConsole;
let releaser: Visitor;
let browser: Browser;

beforeAll(async () => {
  if (program === null) return;
  company = await aCompany();
  const people = { owner_id: 'anna', email_allowed: false };
  await company.have('customers', { id: 'N1', name: HOSTILE, phone: '+48 600 100 200', ...people });
  await company.have('customers', { id: 'N2', name: 'Zofia Maj', phone: '+48 600 100 201', ...people });
  await company.haveOrder({ id: 'O1', customer_id: 'N1', number: 'ZK 1', promised_for: '2026-11-24' });
  await company.haveOrder({ id: 'O2', customer_id: 'N2', number: 'ZK 2', promised_for: '2026-11-23' });
  await company.haveOrder({ id: 'O3', number: 'ZK 3', promised_for: '2026-11-25' });
  await company.round(warsaw('2026-11-26 08:00'));
  running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(NOW) });
  releaser = await running.signIn('releaser');
  browser = await openBrowser(program);
});
afterAll(async () => {
  if (program === null) return;
  await browser.close();
  await running.close();
  await company.close();
});

const aWindow = (look: (typeof WINDOWS)[number]): Promise<Page> => windowOf(browser, running, releaser, look);

const numbers = async (page: Page): Promise<readonly string[]> => {
  // The head of a table may be there before its rows.
  await page.waitForLoadState();
  const shown = page.locator('tbody td[data-label="Order or job"] bdi:first-child');
  return (await shown.allInnerTexts()).map((text) => text.trim());
};

describe.skipIf(program === null)('in a browser', { timeout: 600_000 }, () => {
  test.each(WINDOWS)(
    'at $width px, $colorScheme: a list is put in order, and turned round',
    async (window) => {
      const page = await aWindow(window);
      await page.goto(`${running.url}/waiting`);
      if (window.width > 1000) {
        await page.getByRole('link', { name: 'Promised for' }).click();
        await page.locator('th[aria-sort="ascending"]', { hasText: 'Promised for' }).waitFor();
        expect(await numbers(page)).toEqual(['ZK 2', 'ZK 1', 'ZK 3']);
        // By the keyboard, too.
        await page.getByRole('link', { name: 'Promised for' }).focus();
        await page.keyboard.press('Enter');
        await page.locator('th[aria-sort="descending"]', { hasText: 'Promised for' }).waitFor();
        expect(await numbers(page)).toEqual(['ZK 3', 'ZK 1', 'ZK 2']);
      } else {
        await page.locator('select[name=sort]').selectOption({ label: 'Promised for' });
        await page.getByRole('button', { name: 'Show' }).click();
        await page.waitForURL(/sort=promised/);
        expect(await numbers(page)).toEqual(['ZK 2', 'ZK 1', 'ZK 3']);
      }
      expect(await page.title(), 'a name is no script').toMatch(/^Waiting · /);
      expect(await page.locator('a[href="tel:+48600100200"]').count()).toBe(1);
      await page.context().close();
    },
  );

  test.each(WINDOWS)(
    'at $width px, $colorScheme: two tasks are ticked and given to somebody else',
    async (window) => {
      await company.databases.ledgerPool.query(`update tasks set for_person = null where done_at is null`);
      const page = await aWindow(window);
      await page.goto(`${running.url}/tasks`);
      const boxes = page.locator('input[name=chosen]');
      expect(await boxes.count()).toBeGreaterThanOrEqual(2);
      await boxes.nth(0).check();
      await boxes.nth(1).focus();
      await page.keyboard.press('Space');
      await page.locator('summary', { hasText: 'With the ticked tasks' }).click();
      await page.locator('form#chosen select[name=person]').selectOption('anna');
      await page.getByRole('button', { name: 'Give them to somebody else' }).click();
      await page.getByText('2 tasks have somebody else now.').waitFor();
      const { rows } = await company.databases.ledgerPool.query(
        `select count(*)::int as count from tasks where done_at is null and for_person = 'anna'`,
      );
      expect(rows).toEqual([{ count: 2 }]);
      await page.context().close();
    },
  );

  test.each(WINDOWS)(
    'at $width px, $colorScheme: the list comes as a file that no spreadsheet runs',
    async (window) => {
      const page = await aWindow(window);
      await page.goto(`${running.url}/waiting?sort=promised`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'The whole list as CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('waiting-2026-11-26.csv');
      const rows = parse(await readFile(await download.path()), { bom: true, columns: true }) as Record<
        string,
        string
      >[];
      expect(rows.map((row) => [row['Order or job'], row['Promised for'], row['Working days late']])).toEqual(
        [
          ['ZK 2', '2026-11-23', '3'],
          ['ZK 1', '2026-11-24', '2'],
          ['ZK 3', '2026-11-25', '1'],
        ],
      );
      expect(rows[1]?.Customer).toBe(`'${HOSTILE.replace('\u200f', '')}`);
      await page.context().close();
    },
  );

  test('on paper there is the list alone, black on white, also of a dark window', async () => {
    const page = await aWindow(WINDOWS[1]);
    await page.goto(`${running.url}/waiting`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const aside of ['header.top', '.filters', '.choices', '.chosen', '.as-csv', 'td.choose'])
      expect(await page.locator(aside).first().isVisible(), aside).toBe(false);
    expect(await page.locator('tbody td:visible').count()).toBe(3 * 7);
    const colours = await page.evaluate(
      '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("tbody bdi")).color]',
    );
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    await page.context().close();
  });
});
