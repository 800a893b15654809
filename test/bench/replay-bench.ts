import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { replayReportSchema } from '../../src/replay/figures/report.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { freshDatabases } from '../support/database.ts';
import { fillYear, type ReplaySize, YEAR } from './replay-data.ts';

export interface ReplayBench {
  readonly seconds: number;
  /** The process's peak resident memory. */
  readonly megabytes: number;
  readonly orders: number;
  readonly letters: number;
}

/** `tidings replay` over a year, as it ships, in a process of its own. */
export async function benchReplay(size: ReplaySize): Promise<ReplayBench> {
  const databases = await freshDatabases();
  try {
    const pool = databases.openSourceForImport();
    await fillYear(pool, size);
    await pool.end();
    const began = performance.now();
    const child = spawn(
      process.execPath,
      [
        '--import',
        PEAK,
        path.join(packageRoot, 'dist/main.js'),
        'replay',
        '--from',
        YEAR.from,
        '--to',
        YEAR.to,
        '--json',
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, DATABASE_URL: databases.url, SOURCE_DATABASE_URL: '', TIDINGS_POLICY: '' },
        cwd: packageRoot,
      },
    );
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    if (code !== 0) throw new Error(`the replay ended with ${code}: ${err}`);
    const seconds = (performance.now() - began) / 1000;
    const report = replayReportSchema.parse(JSON.parse(out));
    const megabytes = Number(/peak (\d+) MB/.exec(err)?.[1] ?? Number.NaN);
    return { seconds, megabytes, orders: report.history.orders, letters: report.letters.to_customers };
  } finally {
    await databases.close();
  }
}

/** Says the peak memory as the process ends. */
const PEAK = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('peak ' + Math.round(process.resourceUsage().maxRSS / 1024) + ' MB\\n'))",
)}`;
