import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { LetterFacts } from '../../src/letters/facts/letter-facts.ts';
import { offeredAnswers } from '../../src/letters/facts/offered-answers.ts';
import type { Offer } from '../../src/letters/words/answer-words.ts';
import { languagesIn, shippedEmails } from '../../src/settings/language-folders.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { samplesOf, sourceOf, template } from './letters.ts';

const LETTERS = ['late', 'credit-hold', 'several-items', 'reminder-firm', 'call-customer'] as const;
const WIDTHS = [600, 320];
const SCHEMES = ['light', 'dark'] as const;

/** WCAG 2.1, 1.4.3 (AA). */
const LEAST_CONTRAST = 4.5;
const BODY_PX = 16;
const FOOTER_PX = 14;

const looks = z.object({
  language: z.string(),
  overflow: z.number(),
  width: z.number(),
  background: z.string(),
  requests: z.number(),
  texts: z.array(
    z.object({
      text: z.string(),
      left: z.number(),
      right: z.number(),
      size: z.number(),
      contrast: z.number(),
      footer: z.boolean(),
    }),
  ),
});
type Look = z.infer<typeof looks>;

const program = chromiumHere();
if (program === null)
  console.warn('SKIPPED: no letter was looked at in a browser. Install chromium, or name one in CHROMIUM.');

const cases = (await languagesIn(shippedEmails)).flatMap((language) =>
  LETTERS.map((letter) => ({ language, letter })),
);

describe.skipIf(program === null)('a letter in a browser', () => {
  let browser: Browser;
  let page: Page;
  let script: string;
  const asked: string[] = [];

  beforeAll(async () => {
    if (program === null) return;
    script = await readFile(path.join(import.meta.dirname, '../support/look-at-page.js'), 'utf8');
    browser = await openBrowser(program);
    page = await browser.newPage({ offline: true });
    page.on('request', (request) => asked.push(request.url()));
  });
  afterAll(() => browser?.close());

  /** The letter that the page shows, in a window of this width and these colours. */
  const look = async (width: number, colorScheme: (typeof SCHEMES)[number]): Promise<Look> => {
    await page.setViewportSize({ width, height: 600 });
    await page.emulateMedia({ colorScheme });
    return looks.parse(await page.evaluate(script));
  };

  test.each(cases)('$language/$letter, wide and narrow, light and dark', async ({ language, letter }) => {
    const compiled = await template(letter, language);
    for (const { name, facts } of await samplesOf(await sourceOf(letter, language))) {
      await page.setContent(compiled.render(facts, offersOf(facts)).html);
      for (const width of WIDTHS)
        for (const scheme of SCHEMES) {
          const seen = await look(width, scheme);
          expect(faultsOf(seen, scheme), `sample "${name}" at ${width} px, ${scheme}`).toEqual([]);
          expect(seen.width, `sample "${name}"`).toBe(width);
          expect(seen.language, `sample "${name}"`).toBe(language);
        }
    }
    expect(asked, 'a letter asks the network for nothing').toEqual([]);
  });

  test('the look finds a letter that is too wide, too small and too pale', async () => {
    const pale = '<p style="color:#999;font-size:12px;width:400px">pale</p>';
    const dark = '<div style="background:#333;color:#444">dark</div>';
    const html = `<html lang="en"><body style="background:#fff">${pale}${dark}</body></html>`;
    await page.setContent(html);
    const faults = faultsOf(await look(320, 'dark'), 'dark');
    expect(faults).toEqual([
      expect.stringMatching(/^\d+ px too wide$/),
      'the background is rgb(255, 255, 255)',
      '"pale" is 12 px',
      '"pale" has a contrast of 2.8',
      '"dark" has a contrast of 1.3',
    ]);
  });
});

/** With the answers that it offers, each to an address as long as they are. */
const offersOf = (facts: LetterFacts): readonly Offer[] =>
  offeredAnswers(facts).map((answer) => ({
    answer,
    address: `kontakt+${answer}-0123456789abcdef-abcdefghijklmnop@nowak.example`,
  }));

function faultsOf(seen: Look, scheme: (typeof SCHEMES)[number]): readonly string[] {
  const faults: string[] = [];
  if (seen.overflow > 0) faults.push(`${seen.overflow} px too wide`);
  if (seen.requests > 0) faults.push('pictures or scripts');
  if (seen.texts.length < 2) faults.push('hardly any text');
  if (isDark(seen.background) !== (scheme === 'dark')) faults.push(`the background is ${seen.background}`);
  for (const { text, left, right, size, contrast, footer } of seen.texts) {
    const what = JSON.stringify(text.slice(0, 40));
    if (left < 0 || right > seen.width) faults.push(`${what} leaves the page`);
    if (size < (footer ? FOOTER_PX : BODY_PX)) faults.push(`${what} is ${size} px`);
    if (contrast < LEAST_CONTRAST) faults.push(`${what} has a contrast of ${contrast.toFixed(1)}`);
  }
  return faults;
}

/** `rgb(22, 24, 27)`: the middle of the three is enough to tell night from day. */
const isDark = (rgb: string): boolean => Number(/\d+, (\d+),/.exec(rgb)?.[1] ?? 255) < 128;
