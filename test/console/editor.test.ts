import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { fixedClock } from '../../src/clock.ts';
import { readInForce } from '../../src/ledger/documents/documents-in-force.ts';
import { readDraft } from '../../src/ledger/documents/drafts.ts';
import { endSessionsOf } from '../../src/ledger/users/console-sessions.ts';
import { seriousFaults } from '../support/axe.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
if (program === null) console.warn('The console is not looked at: there is no Chromium here; set CHROMIUM.');

const PATH = 'en/late.mjml';
const EDIT = `/templates/edit?path=${encodeURIComponent(PATH)}`;
const NOW = warsaw('2026-11-24 10:00');
const AFTER_LOADING = 600_000;

let company: Company;
let running: RunningConsole;
let browser: Browser;
let shipped: string;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  if (program === null) return;
  company = await aCompany();
  running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(NOW) });
  browser = await openBrowser(program);
  shipped = (await readInForce(company.databases.ledgerPool)).documents.get(PATH) ?? '';
  // The process that renders drafts takes its time to start where other tests run too.
  const visitor = await running.signIn('writer');
  await visitor.post('/templates/lint', { path: PATH, content: shipped, revision: '', based_on: '' });
}, AFTER_LOADING);
afterAll(async () => {
  if (program === null) return;
  await browser.close();
  await running.close();
  await company.close();
});
beforeEach(async () => {
  if (program !== null) await company.databases.ledgerPool.query('delete from drafts');
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

/** A browser window of its own. */
async function aWindow(look: { readonly width?: number; readonly dark?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: 900 },
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  contexts.push(context);
  return context.newPage();
}

/** As somebody who has signed in already. */
async function come(page: Page, { cookie }: Visitor): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: running.url }]);
}

async function signIn(page: Page, { name, password }: Visitor): Promise<void> {
  await page.goto(`${running.url}/sign-in`);
  await page.fill('[name=name]', name);
  await page.fill('[name=password]', password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${running.url}/`);
}

/** Opens the editor, and waits until its script has taken over. */
async function openEditor(page: Page): Promise<void> {
  await page.goto(`${running.url}${EDIT}`);
  await page.locator('.cm-content').waitFor();
}

/** Puts this text in place of the one that stands in the editor, as pasting does. */
async function type(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

const withText = (text: string): string =>
  shipped.replace('<mj-text css-class="doing">', `<mj-text css-class="doing"><p>${text}</p>`);
const inFrame = (page: Page, text: string) => page.frameLocator('iframe.look').getByText(text);
const saved = (page: Page) => page.locator('#saved [data-revision]').waitFor();
const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

async function expectReadable(page: Page): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}

describe.runIf(program !== null)('an admin changes a sentence', () => {
  test.each([
    [1280, 'O1', 'We keep an eye on it every day.'],
    [360, 'O2', 'We look after it until it is done.'],
  ])(
    'at %i px: looks, is stopped by the check, mends it, publishes; a round says it; and back',
    async (width, order, words) => {
      const page = await aWindow({ width });
      await signIn(page, await running.signIn('writer'));
      await page.getByRole('link', { name: 'Templates' }).click();
      await expectReadable(page);
      await page.getByText('Advanced: code').click();
      await page.getByRole('link', { name: `${PATH}: open` }).click();
      await inFrame(page, 'Pracownia Nowak').first().waitFor();

      // The preview follows, and so does the check.
      await type(page, withText(`${words} {{ item.wherefore }}`));
      await page.locator('#faults li').first().waitFor();
      expect(await page.locator('#faults').textContent()).toContain('item.wherefore');
      await page.locator('.cm-lint-marker-error').first().waitFor();
      await saved(page);
      await page.getByRole('link', { name: 'Compare and publish' }).first().click();
      await page.getByLabel('Why').fill('kinder');
      await page.getByRole('button', { name: 'Publish' }).click();
      expect(await page.getByRole('alert').textContent()).toContain('the check stopped it');
      await expectReadable(page);

      await page.getByRole('link', { name: 'Edit' }).click();
      await type(page, withText(words));
      await inFrame(page, words).waitFor();
      await page.getByText('it may be published').waitFor();
      await saved(page);
      await expectReadable(page);
      await page.getByRole('link', { name: 'Compare and publish' }).first().click();
      await page.getByLabel('Why').fill('kinder');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByText('The next letters are made with it').waitFor();

      await company.haveOrder({
        id: order,
        stage: 'supplier',
        stage_since: '2026-11-10T09:00:00+01:00',
        promised_for: '2026-11-23',
        reason: 'supplier_late',
      });
      await company.round(NOW);
      expect(await company.text()).toContain(words);

      await page.getByRole('link', { name: 'text that Tidings brings' }).click();
      await expectReadable(page);
      await page.getByLabel('Why').fill('the old words were better');
      await page.getByRole('button', { name: 'Put it in force again' }).click();
      await page.getByText('is in force again').waitFor();
      expect((await readInForce(company.databases.ledgerPool)).documents.get(PATH)).toBe(shipped);
      await company.change('orders', order, { closed_at: '2026-11-24T12:00:00+01:00', outcome: 'done' });
    },
    AFTER_LOADING,
  );

  test(
    'in the dark: every page of it is as legible',
    async () => {
      const page = await aWindow({ dark: true });
      await come(page, await running.signIn('writer'));
      await openEditor(page);
      await type(page, withText('In the dark. {{ item.wherefore }}'));
      await saved(page);
      await page.locator('#faults li').first().waitFor();
      await expectReadable(page);
      for (const at of ['', '/changes', '/versions', '/conflict']) {
        await page.goto(
          `${running.url}/templates${at}${at === '' ? '' : `?path=${encodeURIComponent(PATH)}`}`,
        );
        await expectReadable(page);
      }
    },
    AFTER_LOADING,
  );
});

describe.runIf(program !== null)('while somebody types', () => {
  test(
    'variables of this letter are offered',
    async () => {
      const page = await aWindow();
      await come(page, await running.signIn('writer'));
      await openEditor(page);
      await page.locator('.cm-content').click();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type('{{ item.wh');
      const offered = page.locator('.cm-tooltip-autocomplete');
      await offered.getByText('item.what').waitFor();
      // What is offered is taken once somebody may have read it: a key that comes within 75 ms is for what they were typing.
      await sleep(200);
      await page.keyboard.press('Enter');
      expect(await page.locator('.cm-content').textContent()).toContain('{{ item.what');
    },
    AFTER_LOADING,
  );

  test(
    'Tab indents; Esc, then Tab leaves the editor',
    async () => {
      const page = await aWindow();
      await come(page, await running.signIn('writer'));
      await openEditor(page);
      await page.locator('.cm-content').click();
      const inEditor = () => page.evaluate('document.activeElement?.id === "mount"');
      await page.keyboard.press('Tab');
      expect(await inEditor()).toBe(true);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      expect(await inEditor()).toBe(false);
    },
    AFTER_LOADING,
  );

  test(
    'somebody else saves too: both texts are shown, and the person says which stays',
    async () => {
      const [one, other] = [await aWindow(), await aWindow({ width: 360 })];
      await come(one, await running.signIn('writer'));
      await come(other, await running.signIn('writer'));
      await openEditor(one);
      await openEditor(other);
      await type(one, withText('From the first.'));
      await saved(one);
      await type(other, withText('From the second.'));
      await other.locator('.conflict').waitFor();
      await expectReadable(other);
      await other.getByText('Their whole text').click();
      expect(await other.locator('.theirs').inputValue()).toContain('From the first.');
      expect(await other.locator('.cm-content').textContent()).toContain('From the second.');
      expect((await readDraft(company.databases.ledgerPool, PATH))?.content).toContain('From the first.');
      await other.getByRole('button', { name: 'Keep my text' }).click();
      await saved(other);
      expect((await readDraft(company.databases.ledgerPool, PATH))?.content).toContain('From the second.');

      // Now the first one has the older text, and takes the newer.
      await type(one, withText('From the first again.'));
      await one.locator('.conflict').waitFor();
      await one.getByRole('button', { name: 'Take theirs' }).click();
      await inFrame(one, 'From the second.').waitFor();
      await saved(one);
      expect((await readDraft(company.databases.ledgerPool, PATH))?.content).toContain('From the second.');
    },
    AFTER_LOADING,
  );

  test(
    'their session ends: the text stays in the page, and is saved once they have signed in again',
    async () => {
      const visitor = await running.signIn('writer');
      const page = await aWindow();
      await signIn(page, visitor);
      await openEditor(page);
      await endSessionsOf(company.databases.ledgerPool, visitor.name, NOW);
      await type(page, withText('Typed after the end.'));
      await page.getByText('Your session has ended').waitFor();
      expect(await page.locator('.cm-content').textContent()).toContain('Typed after the end.');
      expect(await readDraft(company.databases.ledgerPool, PATH)).toBeNull();
      await signIn(await page.context().newPage(), visitor);
      await page.getByRole('button', { name: 'Save again' }).click();
      await saved(page);
      expect((await readDraft(company.databases.ledgerPool, PATH))?.content).toContain(
        'Typed after the end.',
      );
    },
    AFTER_LOADING,
  );
});

describe.runIf(program !== null)('the frame of the preview', () => {
  // What the check refuses would never come so far: this is what holds when the check is wrong.
  const hostile = (elsewhere: string): string => `<!doctype html><title>hostile</title>
    <meta http-equiv="refresh" content="0;url=${elsewhere}/refresh">
    <link rel="stylesheet" href="${elsewhere}/sheet">
    <style>@import url(${elsewhere}/import); body { background: url(${elsewhere}/picture) }</style>
    <script>top.document.title = 'taken over'; top.location = '${elsewhere}/script'</script>
    <img src="${elsewhere}/image" onerror="top.document.title = 'taken over'">
    <iframe src="${elsewhere}/frame"></iframe>
    <a href="${elsewhere}/top" target="_top">top</a>
    <a href="${elsewhere}/blank" target="_blank">blank</a>
    <a href="javascript:top.document.title='taken over'">script</a>
    <form action="${elsewhere}/form" target="_top"><button>send</button></form>`;

  test(
    'lets nothing out, whatever is in it',
    async () => {
      const page = await aWindow();
      await come(page, await running.signIn('writer'));
      const asked: string[] = [];
      const elsewhere = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end();
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void elsewhere.close());
      const { port } = z.object({ port: z.number() }).parse(elsewhere.address());
      let shown = 0;
      await page.route('**/preview/*', async (route) => {
        const response = await route.fetch();
        shown++;
        await route.fulfill({ response, body: hostile(`http://127.0.0.1:${port}`) });
      });
      await openEditor(page);
      const frame = page.frameLocator('iframe.look');
      for (const name of ['top', 'blank', 'script']) await frame.getByText(name, { exact: true }).click();
      await frame.getByRole('button', { name: 'send' }).click();
      expect(shown).toBeGreaterThan(0);
      expect(asked).toEqual([]);
      expect(page.url()).toBe(`${running.url}${EDIT}`);
      expect(await page.title()).toContain(PATH);
      expect(page.context().pages()).toHaveLength(1);
    },
    AFTER_LOADING,
  );
});
