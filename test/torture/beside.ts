import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { packageRoot } from '../../src/settings/package-root.ts';
import type { Figure, Ordeal } from './ordeal.ts';

/** Ordeals that stand in files of their own: undergone where the file is there. */
const BESIDE: readonly (Pick<Ordeal, 'name' | 'story'> & { readonly file: string; readonly run: string })[] =
  [
    {
      name: 'relay',
      story: 'a mail server that refuses, stalls, lies and hangs up',
      file: 'hostile-relay.ts',
      run: 'tortureRelay',
    },
    { name: 'bounces', story: 'mails that came back, by kind', file: 'bounces.ts', run: 'scoreBounces' },
    {
      name: 'week',
      story: 'a week of feeds that stop, exports that stall all and a template that breaks',
      file: 'a-week.ts',
      run: 'tortureWeek',
    },
  ];

const figure = z.object({
  what: z.string(),
  value: z.union([z.number(), z.string()]),
  must: z.enum(['zero', 'report', 'skipped']).default('report'),
});
/** What they come to: figures as in ordeal.ts, with lines to print before them; else counts by name. */
const outcome = z.union([
  z.array(figure).transform((figures) => ({ lines: [], figures })),
  z.object({ lines: z.array(z.string()).default([]), figures: z.array(figure) }),
  z.record(z.string(), z.union([z.number(), z.string()])).transform((counts) => ({
    lines: [],
    figures: Object.entries(counts).map(([what, value]): Figure => ({ what, value, must: 'report' })),
  })),
]);

export function beside(): readonly Ordeal[] {
  const fileOf = (name: string) => path.join(packageRoot, 'test/torture', name);
  return BESIDE.filter(({ file }) => existsSync(fileOf(file))).map(({ name, story, file, run }) => ({
    name,
    story,
    run: async (setting) => {
      const module: Record<string, unknown> = await import(pathToFileURL(fileOf(file)).href);
      const ordeal = module[run];
      if (typeof ordeal !== 'function') throw new Error(`${file} does not export ${run}`);
      const { lines, figures } = outcome.parse(await ordeal(setting));
      for (const line of lines) setting.say(line);
      return figures;
    },
  }));
}
