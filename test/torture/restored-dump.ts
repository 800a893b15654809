import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, instantOf } from '../../src/calendar/time.ts';
import { openDatabases } from '../../src/database/databases.ts';
import { releaseGuarded } from '../../src/ledger/letter-states/guarded.ts';
import { readConfig } from '../../src/settings/config.ts';
import { dropDatabase, emptyDatabase } from '../support/database.ts';
import { invariants } from './invariants.ts';
import { mailRecord } from './mail-record.ts';
import { type Figure, type Ordeal, report, type Setting, unless, zero } from './ordeal.ts';
import { play, write } from './play.ts';
import {
  addOwing,
  addWaiting,
  companyOn,
  freshFeeds,
  NOW,
  policyFile,
  tortureRules,
} from './waiting-company.ts';
import { startWorker } from './worker-process.ts';

/** Far longer than it takes, on a machine that is busy with other things. */
const TOLD_WITHIN = 300_000;
/** Longer than a delivery takes to send all of it. */
const AFTERWARDS = 10_000;

/** A backup of two days ago, with letters in its queue, is put in the place of a ledger that has sent them since. */
export const restoredDump: Ordeal = {
  name: 'restored',
  story: 'a backup of two days ago is restored, and the worker is started as if nothing had been',
  run: async (setting) => {
    const customers = setting.short ? 50 : 300;
    const urls = [await emptyDatabase()];
    const record = await mailRecord();
    try {
      // The backup is made once letters are written and before they go.
      const before = await companyOn(urls[0] ?? '');
      await addOwing(before.pool, 'M', customers);
      await addWaiting(before.pool, 'A', customers);
      await write(before.databases, tortureRules, NOW);
      await before.pool.end();
      await before.databases.close();
      urls.push(await emptyDatabase(new URL(urls[0] ?? '').pathname.slice(1)));
      // Two days in which all of it goes.
      const databases = await openDatabases(readConfig({ DATABASE_URL: urls[0] ?? '' }));
      await play(databases, tortureRules, record.url, NOW);
      await databases.close();
      const sent = record.received.length;
      return [
        report('letters that went since the backup was made', sent),
        ...(await restored(setting, urls[1] ?? '', record)),
      ];
    } finally {
      await record.close();
      for (const url of urls) await dropDatabase(url);
    }
  },
};

async function restored(
  { say }: Setting,
  url: string,
  record: Awaited<ReturnType<typeof mailRecord>>,
): Promise<readonly Figure[]> {
  const now = instantOf(NOW + DAY);
  const databases = await openDatabases(readConfig({ DATABASE_URL: url }));
  const { ledgerPool } = databases;
  const company = databases.openSourceForImport();
  await freshFeeds(company, now);
  await company.end();
  const before = record.received.length;
  const sentBefore = new Set(record.received.map(({ letter }) => letter));
  const worker = startWorker({
    databaseUrl: url,
    smtpUrl: record.url,
    policy: await policyFile(),
    mode: 'work',
    start: now,
    roundEvery: 2_000,
  });
  const trip = async () => {
    const { rows } = await ledgerPool.query<{ id: string; reason: string; letters: number }>(
      `select id::text, reason, letters from guard_trips where guard = 'restored' and ended_at is null`,
    );
    return rows[0] ?? null;
  };
  try {
    for (const until = performance.now() + TOLD_WITHIN; performance.now() < until; await sleep(100))
      if ((await trip()) !== null) break;
    await sleep(AFTERWARDS);
    const tripped = await trip();
    if (tripped !== null) say(`${tripped.reason} (${tripped.letters} letters held)`);
    const again = record.received.slice(before).filter(({ letter }) => sentBefore.has(letter));
    const figures = [
      unless('the worker noticed that its ledger is a backup', tripped !== null),
      zero('letters that went twice', again.length),
      zero('letters that went before a person had decided', record.received.length - before),
    ];
    // A person compares with the mail server's log, and lets one go.
    await releaseGuarded(ledgerPool, { guardId: tripped?.id ?? '0', most: 1, by: 'Ola', at: now });
    for (const until = performance.now() + TOLD_WITHIN; performance.now() < until; await sleep(100))
      if (record.received.length > before) break;
    return [
      ...figures,
      zero(
        'letters more or fewer than the one that a person let go',
        Math.abs(record.received.length - before - 1),
      ),
      unless('the worker stopped when it was asked to', (await worker.stop()) === 0),
      await invariants(ledgerPool, say),
    ];
  } finally {
    await worker.kill();
    await databases.close();
  }
}
