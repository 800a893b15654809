import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The Chromium of this machine: CHROMIUM, else where Debian puts it; null when there is none. */
export const chromiumHere = (): string | null => {
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(program) ? program : null;
};

/** Starts it without a window, and without any talk of its own to the network. */
export function openBrowser(program: string): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    headless: true,
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
}
