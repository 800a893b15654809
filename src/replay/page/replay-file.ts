import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Liquid } from 'liquidjs';
import { messageOf, RunFailure } from '../../failure.ts';
import { replayPage } from '../telling/replay-page.ts';
import type { Teller } from '../telling/teller.ts';
import type { KeptReplay } from './kept-replay.ts';

/** Where the report's views stand: the console's pages draw it with the same. */
export const REPLAY_VIEWS = path.join(import.meta.dirname, 'views');

const SHEETS = ['file.css', 'report.css'] as const;

/**
 * A report as one page of HTML that stands alone: charts are SVG, there is no script, and its own content policy keeps it from
 * asking anybody for anything. Every value is escaped.
 */
export async function replayHtml(teller: Teller, { report, old, made_at }: KeptReplay): Promise<string> {
  const sheets = SHEETS.map((name) => readFile(path.join(import.meta.dirname, 'sheets', name), 'utf8'));
  const style = `\n${(await Promise.all(sheets)).join('')}`;
  const engine = new Liquid({
    root: REPLAY_VIEWS,
    extname: '.liquid',
    outputEscape: 'escape',
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
  });
  return engine.renderFile('replay-file', {
    language: teller.language,
    title: teller.say('replay.title'),
    made: teller.say('replay.made', { day: teller.day(made_at.slice(0, 10)) }),
    style,
    styleHash: `sha256-${createHash('sha256').update(style).digest('base64')}`,
    report: replayPage(teller, report, old),
  });
}

/** @throws RunFailure when the file cannot be written */
export async function writeReplayFile(file: string, html: string): Promise<void> {
  try {
    await writeFile(file, html);
  } catch (error) {
    throw new RunFailure(`${file} cannot be written: ${messageOf(error)}`);
  }
}
