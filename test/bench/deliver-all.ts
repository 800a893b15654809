import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { fixedClock } from '../../src/clock.ts';
import type { DeliveryReport } from '../../src/post/queue/delivery-report.ts';
import type { Transport } from '../../src/post/server/transport.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import type { FreshDatabases } from '../support/database.ts';
import { deliveryRules, quiet } from '../support/delivery.ts';
import { at, putLetters } from '../support/outbox.ts';
import { shipped } from './shipped.ts';

const { deliver } = (await shipped('post/queue/deliver')) as typeof import('../../src/post/queue/deliver.ts');
const { recipientsWith } = (await shipped(
  'post/queue/recipients',
)) as typeof import('../../src/post/queue/recipients.ts');
const { smtpTransport } = (await shipped(
  'post/server/smtp',
)) as typeof import('../../src/post/server/smtp.ts');

export const CONNECTIONS = 5;

/** Puts so many letters into the outbox, and whom they go to into the company's tables. */
export async function putBenchLetters(databases: FreshDatabases, letters: number): Promise<void> {
  const source = databases.openSourceForImport();
  await source.query(
    `insert into source.customers (id, name, email)
     select 'C-bench' || n, 'Zofia Maj', 'zofia.bench' || n || '@customer.example' from generate_series(0, ${letters - 1}) n;
     insert into source.orders (id, customer_id, number, placed_at, stage)
     select 'O-bench' || n, 'C-bench' || n, n, '2026-11-01', 'sewing' from generate_series(0, ${letters - 1}) n;
     analyze source.customers, source.orders`,
  );
  await source.end();
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: letters }, (_, n) => ({ id: `bench${n}`, orderId: `O-bench${n}` })),
  );
}

/** They wait again, as if nobody had sent them. */
export const requeue = (pool: pg.Pool): Promise<unknown> =>
  pool.query(
    `delete from letter_words where letter_id like 'bench%';
     update letters set status = 'queued', submitted_at = null, status_reason = null, attempts = 0,
       leased_by = null, lease_until = null, settled_at = null, first_attempt_at = null
     where id like 'bench%'`,
  );

export const benchTransport = (url: string): Transport => smtpTransport(url, { connections: CONNECTIONS });

/** Delivers all that waits, as fast as it goes. */
export const deliverAll = (
  databases: Pick<FreshDatabases, 'ledgerPool' | 'sourcePool'>,
  transport: Transport,
): Promise<DeliveryReport> =>
  deliver({
    databases,
    rules: deliveryRules({ perMinute: Number.POSITIVE_INFINITY }),
    clock: fixedClock(at('09:10')),
    transport,
    recipients: recipientsWith(databases, { sourceSchema: 'source' }),
    lastLook: async () => new Map(),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });

/** A mail server in a process of its own that takes everything. */
export interface MailSink {
  readonly port: number;
  /** Written in C where this machine has a compiler: the one in JavaScript is slower than who sends, and hides what that costs. */
  readonly isFast: boolean;
  close(): void;
}

export async function mailSink(): Promise<MailSink> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tidings-sink-'));
  try {
    const program = path.join(folder, 'sink');
    const compiled = spawnSync('cc', [
      '-O2',
      '-o',
      program,
      path.join(packageRoot, 'test/bench/mail-sink.c'),
    ]);
    return await (compiled.status === 0 ? fastSink(program) : plainSink());
  } finally {
    // A program that runs needs its file no more.
    await rm(folder, { recursive: true });
  }
}

async function fastSink(program: string): Promise<MailSink> {
  const sink = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = await once(sink.stdout, 'data');
  return { port: Number(port), isFast: true, close: () => sink.stdin.end() };
}

async function plainSink(): Promise<MailSink> {
  const sink = fork(path.join(packageRoot, 'test/bench/mail-sink.ts'), { execArgv: ['--import', 'tsx'] });
  const [port] = await once(sink, 'message');
  return { port, isFast: false, close: () => sink.disconnect() };
}
