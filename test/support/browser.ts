import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { RunningConsole, Visitor } from './console.ts';

/** The Chromium of this machine: CHROMIUM, else where Debian puts it; null when there is none. */
export const chromiumHere = (): string | null => {
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(program) ? program : null;
};

/** Milliseconds: far longer than anything takes, on the busiest machine. */
const PATIENCE = 180_000;

/** Starts it without a window, and without any talk of its own to the network. */
export async function openBrowser(program: string): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: program,
    headless: true,
    timeout: PATIENCE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser.on('context', (context) => context.setDefaultTimeout(PATIENCE));
}

/** What pages of the console are used in: a desk and a phone, by day and by night. */
export const WINDOWS = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;

/** A window of somebody who is signed in; it is closed with its `context()`. */
export async function windowOf(
  browser: Browser,
  { url }: Pick<RunningConsole, 'url'>,
  { cookie }: Visitor,
  { width, colorScheme }: (typeof WINDOWS)[number],
): Promise<Page> {
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ viewport, locale: 'en-GB', colorScheme, acceptDownloads: true });
  const [name = '', ...value] = cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url }]);
  return context.newPage();
}
