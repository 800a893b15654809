import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
if (program === null)
  console.warn('The page of tasks is not looked at: there is no Chromium here; set CHROMIUM.');

const NOW = warsaw('2026-11-26 11:00');

let company: Company;
let running: RunningConsole;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (program === null) return;
  company = await aCompany();
  await company.have('customers', { id: 'N1', name: 'Jan Kos', phone: '+48 600 100 200', owner_id: 'anna' });
  await company.haveOrder({ id: 'O1', customer_id: 'N1', promised_for: '2026-11-24' });
  await company.round(warsaw('2026-11-26 08:00'));
  running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(NOW) });
  browser = await openBrowser(program);
  const { cookie } = await running.signIn('releaser');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const [name = '', ...value] = cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url: running.url }]);
  page = await context.newPage();
});
afterAll(async () => {
  if (program === null) return;
  await browser.close();
  await running.close();
  await company.close();
});

const ledger = async (text: string) => (await company.databases.ledgerPool.query(text)).rows;
const says = async (): Promise<string> => {
  // What was waited for may be there before the rest of its page.
  await page.waitForLoadState();
  return page.locator('main').innerText();
};

/** Tells what came of the one task there is. */
async function tell(
  result: string,
  more: { readonly day?: string; readonly note?: string } = {},
): Promise<void> {
  await page.goto(`${running.url}/tasks`);
  const row = page.locator('td form[action="/tasks/done"]');
  await row.locator('summary').click();
  await row.locator('select[name=result]').selectOption({ label: result });
  if (more.day !== undefined) await row.locator('input[name=day]').fill(more.day);
  if (more.note !== undefined) await row.locator('input[name=note]').fill(more.note);
  await row.locator('button', { hasText: 'Done' }).click();
}

describe.skipIf(program === null)(
  'who did a task says on its page what came of it',
  { timeout: 600_000 },
  () => {
    test('the number to call stands beside it', async () => {
      await page.goto(`${running.url}/tasks`);
      expect(await says()).toContain('+48 600 100 200');
    });

    test('nobody answered: it stays, due on the next working day', async () => {
      await tell('no answer', { note: 'engaged' });
      await page.getByText('It stands in the list of that day.').waitFor();
      expect(await says()).toMatch(/no answer: engaged/);
      expect(await ledger('select due_on, done_at from tasks')).toEqual([
        { due_on: '2026-11-27', done_at: null },
      ]);
    });

    test('a new date needs its day, and nothing is kept without', async () => {
      await tell('gave a new date');
      await page.getByText('A new date needs its day.').waitFor();
      expect(await ledger('select from given_promises')).toEqual([]);
    });

    test('a new date is the promise on the customer’s page; undone it is not, and the task is open again', async () => {
      await tell('gave a new date', { day: '2026-12-04' });
      await page.getByText('Nothing is to be done.').waitFor();
      await page.goto(`${running.url}/customers/N1`);
      expect(await says()).toContain('4 Dec 2026');
      await page.goto(`${running.url}/tasks?done=1`);
      expect(await says()).toContain('gave a new date');
      await page.locator('button', { hasText: 'Undo' }).click();
      await page.getByText('The task is open again').waitFor();
      await page.goto(`${running.url}/customers/N1`);
      expect(await says()).not.toContain('4 Dec 2026');
      expect(await ledger('select from tasks where done_at is null')).toHaveLength(1);
    });

    test('a contact is told on the customer’s page, about the order that it was about', async () => {
      await page.goto(`${running.url}/customers/N1`);
      await page.locator('summary', { hasText: 'I spoke with them' }).click();
      await page.locator('form[action$="/contact"] select[name=about]').selectOption({ label: 'Order O1' });
      await page.locator('button', { hasText: 'Keep it' }).click();
      await page.getByText('It is kept that somebody spoke to them.').waitFor();
      expect(
        await ledger('select item_id, channel, by from recorded_contacts where taken_back_at is null'),
      ).toEqual([{ item_id: 'O1', channel: 'phone', by: expect.stringMatching(/./) }]);
    });
  },
);
