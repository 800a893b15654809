import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import { fixedClock } from '../../src/clock.ts';
import { packageRoot } from '../../src/package-root.ts';
import type { RunningConsole } from '../support/console.ts';
import type { FreshDatabases } from '../support/database.ts';
import { deliveryRules, quiet } from '../support/delivery.ts';
import { putLetters, at as timeOfDay } from '../support/outbox.ts';
import { median } from './dry-round.ts';
import { shipped } from './shipped.ts';

const { deliver } = (await shipped('post/deliver')) as typeof import('../../src/post/deliver.ts');
const { smtpTransport } = (await shipped('post/smtp')) as typeof import('../../src/post/smtp.ts');

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
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: letters }, (_, n) => ({ id: `bench${n}` })),
  );
  const sink = fork(path.join(packageRoot, 'test/bench/mail-sink.ts'), { execArgv: ['--import', 'tsx'] });
  const [port] = await once(sink, 'message');
  const visitors = await Promise.all(Array.from({ length: PEOPLE }, () => running.signIn('admin')));
  const crowd = { url: running.url, cookies: visitors.map(({ cookie }) => cookie), paths, looks: LOOKS };
  const deliverAll = (): Promise<number> => delivered(databases, `smtp://127.0.0.1:${port}`, letters);
  try {
    await deliverAll();
    const rounds: { alone: number; clicked: number; pages: number }[] = [];
    for (let nth = 0; nth < ROUNDS; nth += 1) {
      const alone = await deliverAll();
      const people = await enter(crowd);
      const clicked = await deliverAll();
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
    sink.disconnect();
  }
}

/** Letters per second. */
async function delivered({ ledgerPool }: FreshDatabases, url: string, letters: number): Promise<number> {
  await ledgerPool.query(
    `update letters set status = 'queued', submitted_at = null, status_reason = null, attempts = 0,
       leased_by = null, lease_until = null, settled_at = null, first_attempt_at = null
     where id like 'bench%'`,
  );
  const transport = smtpTransport(url, { connections: 5 });
  const begun = performance.now();
  const report = await deliver({
    databases: { ledgerPool },
    rules: deliveryRules({ perMinute: Number.POSITIVE_INFINITY }),
    clock: fixedClock(timeOfDay('09:10')),
    transport,
    lastLook: async () => new Map(),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });
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
