import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR, instantOf } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { round } from '../../src/round/round.ts';
import { finishDelivery } from './finish-delivery.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { type MailRecord, mailRecord } from './mail-record.ts';
import { type Figure, report, type Setting, unless, zero } from './ordeal.ts';
import type { OwnServer } from './own-server.ts';
import { addOwing, addWaiting, companyOn, NOW, policyFile, tortureRules } from './waiting-company.ts';
import { startWorker } from './worker-process.ts';

/** Something that is done to a database while a worker works on it. */
export interface DatabaseFault {
  readonly name: string;
  inflict(server: OwnServer): Promise<void>;
  /** Makes it well again, as an administrator would. */
  mend(server: OwnServer): Promise<void>;
  /** Milliseconds within which a worker must be well again by itself, where the usual ones are too few. */
  readonly recoversWithin?: number;
  /** What else it came to. */
  figures?(): readonly Figure[];
}

/** A worker that was well again after this long has recovered by itself; it takes seconds, and minutes on a machine that is busy with other things. */
const RECOVERS_WITHIN = 300_000;
const LOAD_EVERY = 400;
const CALM = 2_000;

type Company = Awaited<ReturnType<typeof companyOn>>;

/**
 * One worker, never started again, under steady load, while its database is broken in one way after the other. Then
 * the load ends, all is delivered, and the ledger is held against what the mail server got.
 * @param workersUrl by which the worker reaches it, where that is another way than the company's
 */
export async function underFaults(
  setting: Setting,
  server: OwnServer,
  faults: readonly DatabaseFault[],
  workersUrl = server.url,
): Promise<readonly Figure[]> {
  const company = await companyOn(server.url);
  const record = await mailRecord();
  record.delay = 10;
  const policy = await policyFile();
  const setup = { databaseUrl: server.url, smtpUrl: record.url, policy };
  const worker = startWorker({
    ...setup,
    databaseUrl: workersUrl,
    mode: 'work',
    start: NOW,
    roundEvery: 1_000,
  });
  const load = loadSteadily(company);
  try {
    await worker.ready;
    const figures: Figure[] = [];
    for (const [nth, fault] of faults.entries()) {
      setting.progress(nth, faults.length);
      await untilWritten(company, record, `B${nth}x`);
      await sleep(CALM);
      const refusedBefore = load.refused();
      await fault.inflict(server);
      await fault.mend(server);
      const refused = load.refused() - refusedBefore;
      const seconds = await untilWritten(company, record, `R${nth}x`, fault.recoversWithin);
      setting.say(
        `${fault.name}: ${seconds === null ? `no letter since; ${await whereItStands(company, `R${nth}x1`)}` : `a new customer has a letter after ${seconds.toFixed(1)} s`}`,
      );
      figures.push(
        report(`${fault.name}: statements of the company that were refused meanwhile`, refused),
        report(`${fault.name}: seconds until a new customer had a letter`, seconds?.toFixed(1) ?? 'never'),
        unless(`${fault.name}: the worker recovered by itself`, seconds !== null && worker.alive),
        ...(fault.figures?.() ?? []),
      );
    }
    await sleep(CALM);
    const added = await load.end();
    const code = await worker.stop();
    record.delay = 0;
    return [
      ...figures,
      unless('the worker lived through all of it, and stopped when it was asked to', code === 0),
      ...(await endOf(setting, company, record, setup)),
      report('customers who came while it was broken and well', added),
    ];
  } finally {
    await load.end();
    await worker.kill();
    await record.close();
    await company.pool.end();
    await company.databases.close();
  }
}

/** Further customers all the time, as far as the broken database takes them. */
function loadSteadily({ pool }: Company): { refused(): number; end(): Promise<number> } {
  let over = false;
  let added = 0;
  let refused = 0;
  const add = (customers: number, adding: Promise<void>) =>
    adding.then(
      () => {
        added += customers;
      },
      () => {
        refused++;
      },
    );
  const going = (async () => {
    for (let nth = 0; !over; nth++) {
      await add(8, addWaiting(pool, `W${nth}x`, 8));
      await add(3, addOwing(pool, `F${nth}x`, 3));
      await sleep(LOAD_EVERY);
    }
    return added;
  })();
  return {
    refused: () => refused,
    end: () => {
      over = true;
      return going;
    },
  };
}

/** Seconds until a customer who comes now has a letter, which takes a round and a delivery; null: not within the limit. */
async function untilWritten(
  { pool }: Company,
  { received }: MailRecord,
  prefix: string,
  within = RECOVERS_WITHIN,
): Promise<number | null> {
  const began = performance.now();
  const address = `${prefix.toLowerCase()}1@kunde.example`;
  let asked = false;
  for (let seen = 0; performance.now() - began < within; await sleep(50)) {
    if (!asked) {
      asked = await addWaiting(pool, prefix, 1).then(
        () => true,
        () => false,
      );
    }
    for (; seen < received.length; seen++)
      if (received[seen]?.to === address) return (performance.now() - began) / 1000;
  }
  return null;
}

/** What is known of a customer who has no letter: whoever looks for the reason begins here. */
async function whereItStands({ pool, databases }: Company, customer: string): Promise<string> {
  const order = await pool.query('select stage from source.orders where customer_id = $1', [customer]);
  const letters = await databases.ledgerPool.query<{ state: string }>(
    `select concat_ws(' ', status, status_reason, leased_by, lease_until, untried_by, due_at, attempts) as state
     from letters where customer_id = $1`,
    [customer],
  );
  const rounds = await databases.ledgerPool.query<{ state: string }>(
    `select concat_ws(' ', id, started_at, finished_at) as state from rounds order by id desc limit 3`,
  );
  const queue = await databases.ledgerPool.query<{ state: string }>(
    `select concat_ws(' ', status, count(*), min(due_at)) as state from letters group by status`,
  );
  const said = [letters, rounds, queue].map(
    ({ rows }) => rows.map(({ state }) => state).join(', ') || 'none',
  );
  return `orders: ${order.rowCount}; letters: ${said[0]}; rounds: ${said[1]}; all letters: ${said[2]}`;
}

async function endOf(
  { say }: Setting,
  { databases }: Company,
  record: MailRecord,
  setup: { readonly databaseUrl: string; readonly smtpUrl: string; readonly policy: string },
): Promise<readonly Figure[]> {
  const templates = await Templates.shipped();
  const later = instantOf(NOW + HOUR);
  await round({ databases, rules: tortureRules, clock: fixedClock(later), templates }, { wait: true });
  const passes = await finishDelivery(databases.ledgerPool, setup, later);
  const { rows } = await databases.ledgerPool.query<{ n: number }>(
    `select count(*)::int as n from source.customers c
     where (exists (select from source.orders o where o.customer_id = c.id)
            or exists (select from source.invoices i where i.customer_id = c.id))
       and not exists (select from letters l where l.customer_id = c.id)`,
  );
  return [
    report('further passes until all had ended', passes),
    zero('customers who were forgotten', rows[0]?.n ?? 0),
    ...(await judgePost(databases.ledgerPool, record, 0)),
    await invariants(databases.ledgerPool, say),
  ];
}
