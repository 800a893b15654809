import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { readSamples } from '../../src/ledger/documents/letter-samples.ts';
import { readShippedTemplates } from '../../src/ledger/documents/shipped-templates.ts';
import { compileTemplate } from '../../src/letters/template/template.ts';
import { chromiumHere, openBrowser } from './browser.ts';

/**
 * `npm run screens -- DIR [letter…]`: photographs letters as customers see them, in every language, at 600 and
 * 320 px, light and dark. Needs a Chromium (CHROMIUM, else /usr/bin/chromium).
 */
const LETTERS = ['late', 'credit-hold', 'several-items'];
const WIDTHS = [600, 320];
const SCHEMES = ['light', 'dark'] as const;

async function photograph(browser: Browser, html: string, name: string): Promise<void> {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: { width, height: 400 }, colorScheme, offline: true });
      await page.setContent(html);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      if (typeof overflow === 'number' && overflow > 0) {
        console.log(`${name} at ${width} px is ${overflow} px too wide`);
        process.exitCode = 1;
      }
      await page.screenshot({ path: `${name}-${width}-${colorScheme}.png`, fullPage: true });
      await page.close();
    }
  }
}

async function main([folder, ...letters]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('name a folder for the pictures: npm run screens -- DIR');
  await mkdir(folder, { recursive: true });
  const wanted = letters.length > 0 ? letters : LETTERS;
  const program = chromiumHere();
  if (program === null) throw new Error('there is no Chromium here: install it, or name one in CHROMIUM');
  const browser = await openBrowser(program);
  try {
    for (const source of await readShippedTemplates()) {
      const [sample] = await readSamples(source.letter, source.language);
      if (!wanted.includes(source.letter) || !sample) continue;
      const { html } = (await compileTemplate(source)).render(sample.facts);
      await photograph(browser, html, path.join(folder, `${source.language}-${source.letter}`));
    }
  } finally {
    await browser.close();
  }
}

await main(process.argv.slice(2));
