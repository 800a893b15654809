import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const found = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
  passes: z.array(z.unknown()),
});

/**
 * What axe-core finds on a page that is serious for whoever uses it with a keyboard, a screen reader or weak eyes (WCAG 2.2 A
 * and AA, and axe's own best practices): one line for each; empty when nothing is.
 */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  // Not a script of the page: what its content policy forbids there is allowed here.
  await page.evaluate(source);
  const { violations, passes } = found.parse(
    await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'),
  );
  if (passes.length === 0) throw new Error('axe looked at nothing');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
