import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { readDraft } from '../../src/ledger/documents/drafts.ts';
import { seriousFaults } from '../support/axe.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
if (program === null) console.warn('Sentences are not looked at: there is no Chromium here; set CHROMIUM.');

const NOW = warsaw('2026-11-24 10:00');
const AFTER_LOADING = 600_000;
const PHRASES = 'en/phrases.yaml';
const LATE = '/sentences?language=en&letter=late';

let company: Company;
let running: RunningConsole;
let browser: Browser;
let ola: Visitor;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  if (program === null) return;
  company = await aCompany();
  running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(NOW) });
  browser = await openBrowser(program);
  ola = await running.signIn('writer');
  await ola.get(LATE);
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

/** A window of somebody who has signed in; what its content policy stopped is told. */
async function aWindow(visitor: Visitor, look: { readonly width?: number; readonly dark?: boolean } = {}) {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: 900 },
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  contexts.push(context);
  const [name = '', value = ''] = visitor.cookie.split('=');
  await context.addCookies([{ name, value, url: running.url }]);
  const page = await context.newPage();
  const stopped: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) stopped.push(message.text());
  });
  return { page, stopped };
}

const letterIn = (page: Page) => page.frameLocator('#look iframe');
const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
async function expectReadable(page: Page): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}
/** What a reader of the page sees, without what is folded away. */
const seen = async (page: Page): Promise<string> => {
  await page.waitForLoadState();
  return page.locator('main').innerText();
};
const CODE = /\{\{|\{%|^\s*\w+: "/m;

describe.runIf(program !== null)('"We are sorry for the delay" should sound kinder', () => {
  test.each([
    [1280, 'O1', 'We are very sorry for this delay.', false],
    [390, 'O2', 'We are truly sorry for this delay.', true],
  ])(
    'at %i px: it is pointed at in the letter, changed, seen before and after, published and said',
    async (width, order, words, dark) => {
      const { page, stopped } = await aWindow(ola, { width, dark });
      await page.goto(`${running.url}${LATE}`);
      await letterIn(page)
        .getByText(/sorry for/)
        .first()
        .click();
      const field = page.getByRole('textbox', { name: 'Its words' });
      await field.waitFor();
      expect(await seen(page)).not.toMatch(CODE);
      await field.press('ControlOrMeta+A');
      await page.keyboard.insertText(words);
      await letterIn(page).getByText(words).waitFor();
      await expectReadable(page);
      await page.getByRole('button', { name: 'Keep this sentence' }).click();
      await page.getByText('The sentence is kept').waitFor();
      await page.getByRole('link', { name: 'See the letters before and after' }).click();
      await page.frameLocator('iframe.after').first().getByText(words).waitFor();
      await page
        .frameLocator('iframe.before')
        .first()
        .getByText(/sorry for/)
        .first()
        .waitFor();
      expect(await page.locator('ins').first().textContent()).toBeTruthy();
      expect(await seen(page)).not.toMatch(CODE);
      await expectReadable(page);
      await page.getByLabel('Why').fill('kinder');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByText('The next letters are made with it').waitFor();
      expect(stopped).toEqual([]);
      await company.haveOrder({
        id: order,
        stage: 'supplier',
        stage_since: '2026-11-10T09:00:00+01:00',
        promised_for: '2026-11-23',
        reason: 'supplier_late',
      });
      await company.round(NOW);
      expect(await company.text()).toContain(words);
      await company.change('orders', order, { closed_at: '2026-11-24T12:00:00+01:00', outcome: 'done' });
    },
    AFTER_LOADING,
  );

  test(
    'by the keyboard alone: from the letter to a kept sentence',
    async () => {
      const { page } = await aWindow(ola);
      await page.goto(`${running.url}${LATE}`);
      const sentence = letterIn(page).locator('.what [data-phrase="what.late"]');
      await sentence.focus();
      await page.keyboard.press('Enter');
      const field = page.getByRole('textbox', { name: 'Its words' });
      await field.waitFor();
      // What differs from letter to letter is shown as what it is, and stays when words around it are typed.
      expect(await field.innerText()).toMatch(/^We promised your order .+\. We did not keep that day\.$/);
      await field.focus();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type(' That was our fault.');
      await letterIn(page).locator('.what').getByText('That was our fault.').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('The sentence is kept').waitFor();
      const draft = await readDraft(company.databases.ledgerPool, PHRASES);
      expect(draft?.content).toContain(
        'late: "We promised {{ item.name_mid }} {{ item.promised_for | for }}. We did not keep that day. That was our fault."',
      );
    },
    AFTER_LOADING,
  );
});

describe.runIf(program !== null)('hostile HTML in the frame of the letter', () => {
  test(
    'a sentence with markup is text in it',
    async () => {
      const { page } = await aWindow(ola);
      await page.goto(`${running.url}${LATE}&key=apologies.delay`);
      const field = page.getByRole('textbox', { name: 'Its words' });
      await field.waitFor();
      await field.press('ControlOrMeta+A');
      await page.keyboard.insertText('<img src=x onerror="top.document.title=1"> & sorry.');
      await letterIn(page).getByText('<img src=x').waitFor();
      expect(await letterIn(page).locator('[data-phrase="apologies.delay"] img').count()).toBe(0);
    },
    AFTER_LOADING,
  );
});

describe.runIf(program !== null)('somebody slips', () => {
  const keep = (fields: Readonly<Record<string, string>>) =>
    ola.post('/sentences', {
      language: 'en',
      letter: 'late',
      sample: '',
      key: 'apologies.delay',
      was: '',
      ...fields,
    });
  const WAS = 'We promised {{ item.name_mid }} {{ item.promised_for | for }}. We did not keep that day.';

  test(
    'a name that is not known is told at the field, with the one that was meant; nothing is saved or lost',
    async () => {
      const { status, text } = await keep({
        key: 'what.late',
        was: WAS,
        sentence: '{{ itme.number }} is late, and we are sorry.',
      });
      expect(status).toBe(422);
      expect(text).toContain('The name itme.number is not known; did you mean item.number?');
      expect(text).toContain('{{ itme.number }} is late, and we are sorry.');
      expect(text).not.toContain('mapping');
      expect(await readDraft(company.databases.ledgerPool, PHRASES)).toBeNull();
      expect((await keep({ key: 'what.nothing', sentence: 'Hello.' })).status).toBe(404);
      expect((await keep({ key: 'plurals.days.one', sentence: 'Hello.' })).status).toBe(404);
      expect(
        (await (await running.signIn('reader')).post('/sentences', { key: 'what.late', sentence: 'x' }))
          .status,
      ).toBe(403);
    },
    AFTER_LOADING,
  );

  test(
    'two people change one sentence: the second is told, and says which stays; another sentence is no matter',
    async () => {
      expect((await keep({ key: 'what.late', was: WAS, sentence: 'It is late.' })).status).toBe(303);
      const second = await keep({ key: 'what.late', was: WAS, sentence: 'It is very late.' });
      expect(second.text).toContain('Somebody else changed this sentence meanwhile');
      expect(second.text).toContain('It is very late.');
      expect((await keep({ key: 'can.ask', was: 'x', sentence: 'Ask us.' })).text).toContain('meanwhile');
      expect((await readDraft(company.databases.ledgerPool, PHRASES))?.content).toContain(
        'late: "It is late."',
      );
    },
    AFTER_LOADING,
  );

  test(
    'a sentence is found by words of it, whatever letter it stands in',
    async () => {
      const found = await ola.get('/sentences?language=en&find=SORRY%20uncert');
      expect(found.text).toContain('We are sorry to leave you uncertain.');
      const polish = await ola.get('/sentences?language=pl&find=przykro');
      expect(polish.text).toMatch(/class="sentences"/);
      expect((await ola.get('/sentences?language=en&find=zzz')).text).toContain(
        'No sentence of this language',
      );
      const alone = await ola.get('/sentences?language=en&key=apologies.risk');
      expect(alone.text).toMatch(/Also used in \d+ letters?/);
      expect(alone.text).toContain('Polish');
    },
    AFTER_LOADING,
  );
});
