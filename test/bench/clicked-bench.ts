import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../src/settings/package-root.ts';
import type { RunningConsole } from '../support/console.ts';
import type { FreshDatabases } from '../support/database.ts';
import { benchTransport, deliverAll, mailSink, putBenchLetters, requeue } from './deliver-all.ts';
import { median } from './dry-round.ts';

const ROUNDS = 3;
const PEOPLE = 10;
/** Milliseconds that each of them looks at a page: quick readers. */
const LOOKS = 2_000;

export interface ClickedBench {
  readonly letters: number;
  /** Letters per second, claim to settled, with nobody at the console; medians. */
  readonly alone: number;
  readonly clicked: number;
  /** The median of each round's ratio: both halves of a round run right after one another. */
  readonly ratio: number;
  /** What the ten had, all together. */
  readonly pagesPerSecond: number;
}

/** Delivery in the process that serves the console, with nobody there and with ten people who click through it, in turn. */
export async function benchClicked(
  databases: FreshDatabases,
  running: RunningConsole,
  paths: readonly string[],
  letters: number,
): Promise<ClickedBench> {
  await putBenchLetters(databases, letters);
  const sink = await mailSink();
  const visitors = await Promise.all(Array.from({ length: PEOPLE }, () => running.signIn('admin')));
  const crowd = { url: running.url, cookies: visitors.map(({ cookie }) => cookie), paths, looks: LOOKS };
  const pass = (): Promise<number> => delivered(databases, `smtp://127.0.0.1:${sink.port}`, letters);
  try {
    await pass();
    const rounds: { alone: number; clicked: number; pages: number }[] = [];
    for (let nth = 0; nth < ROUNDS; nth += 1) {
      const alone = await pass();
      const people = await enter(crowd);
      const clicked = await pass();
      rounds.push({ alone, clicked, pages: await people.leave() });
    }
    return {
      letters,
      alone: median(rounds.map(({ alone }) => alone)),
      clicked: median(rounds.map(({ clicked }) => clicked)),
      ratio: median(rounds.map(({ alone, clicked }) => clicked / alone)),
      pagesPerSecond: median(rounds.map(({ pages }) => pages)),
    };
  } finally {
    sink.close();
  }
}

/** Letters per second. */
async function delivered(databases: FreshDatabases, url: string, letters: number): Promise<number> {
  await requeue(databases.ledgerPool);
  const transport = benchTransport(url);
  const begun = performance.now();
  const report = await deliverAll(databases, transport);
  const seconds = (performance.now() - begun) / 1_000;
  transport.close();
  if (report.submitted !== letters) throw new Error(`only ${report.submitted} were submitted`);
  return letters / seconds;
}

const said = z.object({ pages: z.number(), failed: z.number(), seconds: z.number() });

/** Ten people begin to click; `leave` ends that and returns the pages that they had in a second. */
async function enter(crowd: object): Promise<{ leave(): Promise<number> }> {
  const people = fork(path.join(packageRoot, 'test/bench/clickers.ts'), { execArgv: ['--import', 'tsx'] });
  await once(people, 'message');
  people.send(crowd);
  return {
    leave: async () => {
      people.send('leave');
      const [answer] = await once(people, 'message');
      const { pages, failed, seconds } = said.parse(answer);
      if (failed > 0) throw new Error(`${failed} of ${pages} pages failed`);
      return pages / seconds;
    },
  };
}
