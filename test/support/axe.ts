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

/** Of all its rules those that look at colours: nothing else changes between a light and a dark window of one page. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe-core finds on a page that is serious for whoever uses it with a keyboard, a screen reader or weak eyes (WCAG 2.2 A
 * and AA, and axe's own best practices): one line for each; empty when nothing is.
 * @param options `coloursAlone`: of a page that was looked at before it changed its colours; the rest is as it was found then
 */
export async function seriousFaults(
  page: Page,
  { coloursAlone = false }: { readonly coloursAlone?: boolean } = {},
): Promise<readonly string[]> {
  // Not a script of the page: what its content policy forbids there is allowed here. Half a megabyte, once for each page.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  const options = { resultTypes: ['violations'], ...(coloursAlone ? { runOnly: OF_COLOURS } : {}) };
  const { violations, passes } = found.parse(
    await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`),
  );
  if (passes.length === 0) throw new Error('axe looked at nothing');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
