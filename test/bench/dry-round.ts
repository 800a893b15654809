import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { packageRoot } from '../../src/settings/package-root.ts';
import type { FreshDatabases } from '../support/database.ts';

/** The moment of every round of the benchmark. */
export const AT = '2026-11-18T10:00:00+01:00';
const REPEATS = 3;

interface DryRound {
  /** Of each round that the process played, in order. */
  readonly seconds: readonly number[];
  readonly megabytes: number;
  readonly letters: number;
  readonly verdicts: number;
  readonly looked: { readonly customers: number; readonly orders: number };
}

/** A dry round beside its floor: medians of seconds, and the worker's peak resident memory. */
export interface Measured extends Omit<DryRound, 'seconds'> {
  readonly copy: number;
  readonly round: number;
  readonly ratio: number;
}

/**
 * Dry rounds of one half of the work, beside COPYing the rows that it needs out, in the same run, interleaved.
 * @param floor the queries whose rows are copied out
 */
export async function measureDryRound(
  databases: FreshDatabases,
  half: 'dunning' | 'waiting' | 'both',
  floor: readonly string[],
): Promise<Measured> {
  const copies: number[] = [];
  const rounds: DryRound[] = [];
  await timeCopy(databases, floor);
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    copies.push(await timeCopy(databases, floor));
    rounds.push(await playRounds(databases, half, 'dry', 1));
  }
  const [first] = rounds;
  if (!first) throw new Error('no round was measured');
  const [copy, round] = [median(copies), median(rounds.map(({ seconds }) => seconds[0] ?? Number.NaN))];
  const megabytes = Math.max(...rounds.map((each) => each.megabytes));
  return { ...first, copy, round, ratio: round / copy, megabytes };
}

async function timeCopy(databases: FreshDatabases, floor: readonly string[]): Promise<number> {
  const client = await databases.sourcePool.connect();
  const started = performance.now();
  for (const query of floor) {
    const rows = client.query(copyTo(`copy (${query}) to stdout`));
    await pipeline(rows, new Writable({ write: (_chunk, _encoding, done) => done() }));
  }
  client.release();
  return (performance.now() - started) / 1000;
}

/** Plays so many rounds one after the other in a process of its own; of written ones each begins with an empty ledger. */
export async function playRounds(
  databases: FreshDatabases,
  half: string,
  written: 'dry' | 'written',
  rounds: number,
): Promise<DryRound> {
  const child = fork(
    path.join(packageRoot, 'test/bench/dry-round.mjs'),
    [AT, half, written, String(rounds)],
    {
      execArgv: [],
      env: { ...process.env, DATABASE_URL: databases.url, SOURCE_DATABASE_URL: '', TIDINGS_POLICY: '' },
    },
  );
  const [measured] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the rounds ended without a figure'))),
  ]);
  return measured;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
