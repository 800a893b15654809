import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTemplate } from '../../src/letters/check/check.ts';
import { linkFault } from '../../src/letters/check/links.ts';
import { mergeLayout } from '../../src/letters/template/merge-layout.ts';
import { compileTemplate, toHtml } from '../../src/letters/template/template.ts';
import { facts, samplesOf, sourceOf } from '../letters/letters.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { HOSTILE_TEMPLATES } from './hostile-templates.ts';

// Whoever may edit letters must not be able to make them tell on their readers, or say something else than they seem to.
const shipped = await sourceOf('late', 'en');

/** Rules that keep a letter harmless. */
const SAFETY = ['active-content', 'mjml', 'well-formed', 'liquid', 'lost'];

test('there are more than sixty hostile templates, and each changes the letter', () => {
  expect(HOSTILE_TEMPLATES.length).toBeGreaterThan(60);
  for (const { name, change } of HOSTILE_TEMPLATES) expect(change(shipped), name).not.toEqual(shipped);
});

test.each(HOSTILE_TEMPLATES)('$name is refused', async ({ change }) => {
  const source = change(shipped);
  const rules = (await checkTemplate(source, await samplesOf(shipped))).map(({ rule }) => rule);
  // Not only because its words are no good letter.
  expect(rules.filter((rule) => SAFETY.includes(rule))).not.toEqual([]);
});

/** What an honest editor may want: none of it is refused. */
const HONEST: readonly string[] = [
  '<mj-button href="{{ item.url }}" background-color="#0b5a8a" color="white" font-size="16px">Look</mj-button>',
  '<mj-divider border-color="#cccccc" border-width="1px" /><mj-spacer height="20px" />',
  '<mj-text><table width="100%" cellpadding="4"><tr><th align="left">What</th><td>{{ item.plain }}</td></tr></table></mj-text>',
  '<mj-text><p><a href="mailto:{{ person.email }}">Write to us</a>, or call <a href="tel:{{ person.phone }}">{{ person.phone }}</a>.</p></mj-text>',
  '<mj-text><p><a href="tel:{{ person.tel }}">{{ person.phone }}</a></p></mj-text>',
  '<mj-text><p><a href="mailto:help@nowak.example?subject=Order">help@nowak.example</a></p></mj-text>',
  '<mj-text><p><a href="tel:+48600100200">600 100 200</a></p></mj-text>',
  '<mj-text><p><a href="{{ item.url }}">{{ item.url }}</a></p></mj-text>',
  '<mj-text><p style="color: rgb(90, 83, 70); margin: 0 auto; letter-spacing: 1px"><b>a</b> <i>b</i> <u>c</u></p><ul><li>d</li></ul></mj-text>',
  '<mj-text color="#ffffff" container-background-color="#22252a"><p>White on black.</p></mj-text>',
];

describe('an honest change', () => {
  test.each(HONEST)('%s is not refused', async (mjml) => {
    const put = `<mj-raw>{% if item.url %}</mj-raw>${mjml}<mj-raw>{% endif %}</mj-raw>`;
    const source = { ...shipped, template: shipped.template.replace('</mj-column>', `${put}</mj-column>`) };
    const faults = await checkTemplate(source, await samplesOf(shipped));
    expect(faults.filter(({ rule }) => SAFETY.includes(rule))).toEqual([]);
  });

  test('of the sheet is not refused', async () => {
    const sheet =
      '<mj-style>/* ours */ .what b, td .x { font-weight: bold; color: #5a5346 } @media (max-width: 480px) { .x { padding: 0 4px } } @media (prefers-color-scheme: dark) { b { color: #ecebe7 !important } }</mj-style>';
    const source = { ...shipped, template: shipped.template.replace('</mj-head>', `${sheet}</mj-head>`) };
    expect(await checkTemplate(source, await samplesOf(shipped))).toEqual([]);
  });
});

test('a link to a place of its own is refused only where it misleads or hides', () => {
  const known = new Set(['https://nowak.example/o', 'marta@nowak.example']);
  const judged = (href: string, text: string) => linkFault({ href, text }, known);
  expect(judged('https://nowak.example/o', 'See nowak.example')).toBeNull();
  expect(judged('https://nowak.example/o', 'See bank.example')).toMatch(/names bank.example/);
  expect(judged('https://nowak.example/o', 'See 192.0.2.1')).toMatch(/names 192.0.2.1/);
  expect(judged('tel:+48\u00a0600\u00a0100\u00a0200', '+48\u00a0600\u00a0100\u00a0200')).toBeNull();
  expect(judged('tel:+48600100200', 'Call +48\u00a0999\u00a0111\u00a0222')).toMatch(/names \+48 999 111 222/);
  expect(judged('mailto:marta@nowak.example', 'Write to Marta')).toBeNull();
  expect(judged('mailto:other@nowak.example', 'Write to Marta')).toMatch(/does not show/);
  expect(judged('https://elsewhere.example/', 'See')).toMatch(/no address of the letter's facts/);
});

const program = chromiumHere();
if (program === null)
  console.warn(
    'SKIPPED: no hostile letter was looked at in a browser. Install chromium, or name one in CHROMIUM.',
  );

describe.skipIf(program === null)('in a browser that counts what is asked for', () => {
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    if (program === null) return;
    browser = await openBrowser(program);
    page = await browser.newPage({ javaScriptEnabled: false });
    page.on('request', (request) => asked.push(request.url()));
    await page.route('**/*', (route) => route.abort());
  });
  afterAll(() => browser?.close());

  const requestsOf = async (html: string): Promise<readonly string[]> => {
    asked.length = 0;
    await page.setContent(html, { waitUntil: 'load' });
    return [...asked];
  };

  test.each(HOSTILE_TEMPLATES.filter(({ fetches }) => fetches))(
    '$name: it would really ask',
    async ({ change }) => {
      const source = change(shipped);
      const compiled = await compileTemplate(source).catch(() => null);
      // What MJML itself refuses still shows what the attribute would do.
      const html = compiled
        ? compiled.render(facts('late', { number: '7' })).html
        : (await toHtml(mergeLayout(source.layout, source.template, 'en'), { validationLevel: 'skip' })).html;
      expect(await requestsOf(html)).not.toEqual([]);
    },
  );
});
