import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DAY, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { type Databases, openDatabases } from '../../src/database/databases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { findLetters, listLetters } from '../../src/ledger/letters/letters.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { wordsAsSent } from '../../src/post/letter/words-as-sent.ts';
import { captureTransport } from '../../src/post/server/capture.ts';
import { round, type World } from '../../src/round/round.ts';
import { readConfig } from '../../src/settings/config.ts';
import { brokenInvariants } from '../torture/invariants.ts';
import { freshen } from './company.ts';
import { dropDatabase, emptyDatabase } from './database.ts';
import { deliverOnce, untilNoneIsPutOff } from './deliver-once.ts';
import { readFixture, restoreLedger } from './ledger-fixture.ts';
import { shippedLanguages, shippedPolicy } from './policy.ts';

/** The ledger of a release as this build finds it, after its migrations. */
export interface UpgradedLedger {
  readonly url: string;
  readonly databases: Databases;
  readonly rules: Rules;
  /** Of the last round before the upgrade. */
  readonly at: Instant;
  close(): Promise<void>;
}

/** Puts the ledger of a release into a database and brings it up to date, as the first start of this build does. */
export async function upgradedLedger(release: string): Promise<UpgradedLedger> {
  const fixture = await readFixture(release);
  const url = await emptyDatabase();
  const databases = await openDatabases(readConfig({ DATABASE_URL: url }));
  const at = await restoreLedger(databases, fixture);
  await migrate(databases);
  // An upgrade leaves a ledger where it lives; that this one comes from another server is the fixture's doing.
  await databases.ledgerPool.query('delete from home');
  return {
    url,
    databases,
    rules: parsePolicy(fixture.policy, 'policy.yaml', shippedPolicy, shippedLanguages),
    at,
    close: async () => {
      await databases.close();
      await dropDatabase(url);
    },
  };
}

/** How this build gets on with the ledger of a release: counts of letters. */
export interface Upgraded {
  readonly letters: number;
  /** That nobody can read any more. */
  readonly unreadable: number;
  /** To customers, submitted, whose words are not kept. */
  readonly unkept: number;
  /** That waited for the upgrade. */
  readonly waiting: number;
  /** That wait still when everything was delivered, the letters of the first round too. */
  readonly stuck: number;
  /** Templates that fell back, once for each letter. */
  readonly fellBack: readonly string[];
  /** Letters of the first round after it. */
  readonly written: number;
  /** Held in the end because no version of their template says them. */
  readonly unsayable: number;
  /** Promises of docs/invariants.md that do not hold in the end. */
  readonly broken: readonly string[];
}

/** Reads every letter, sends what waited, runs a round the next day, and sends what that wrote. */
export async function upgradeFrom(release: string): Promise<Upgraded> {
  const ledger = await upgradedLedger(release);
  const outbox = await mkdtemp(path.join(tmpdir(), 'tidings-upgrade-'));
  const fellBack: string[] = [];
  const onFallBack = (template: string) => fellBack.push(template);
  try {
    const { databases, rules, at } = ledger;
    const read = await readAll(databases);
    const waiting = await waitingNow(databases);
    await post(ledger, outbox, instantOf(at + 10 * MINUTE), onFallBack);
    const tomorrow = instantOf(at + DAY);
    await freshen(databases.ledgerPool, tomorrow);
    const world: World = {
      databases,
      rules,
      clock: fixedClock(tomorrow),
      templates: await Templates.shipped(),
    };
    const report = await round(world, { wait: true, onFallBack });
    await post(ledger, outbox, instantOf(tomorrow + 10 * MINUTE), onFallBack);
    return {
      ...read,
      waiting,
      fellBack,
      written: report?.written ?? 0,
      stuck: await waitingNow(databases),
      unsayable: await count(
        databases,
        "status = 'held' and starts_with(status_reason, 'the template could')",
      ),
      broken: await brokenInvariants(databases.ledgerPool),
    };
  } finally {
    await ledger.close();
    await rm(outbox, { recursive: true });
  }
}

async function readAll(databases: Databases): Promise<Pick<Upgraded, 'letters' | 'unreadable' | 'unkept'>> {
  const pool = databases.ledgerPool;
  let [letters, unreadable] = [0, 0];
  for await (const { id } of listLetters(pool, { staff: true })) {
    const [letter] = await findLetters(pool, id);
    const said = letter && (await wordsAsSent(pool, letter));
    letters += 1;
    if (!said || 'broken' in said) unreadable += 1;
  }
  // What the ladder of the demo had sent before is submitted by its loader and never went.
  const unkept = await count(
    databases,
    `status = 'submitted' and audience = 'customer' and status_reason is not null
     and not exists (select from letter_words w where w.letter_id = l.id)`,
  );
  return { letters, unreadable, unkept };
}

const waitingNow = (databases: Databases): Promise<number> =>
  count(databases, "status in ('queued', 'sending', 'retry')");

async function count({ ledgerPool }: Databases, where: string): Promise<number> {
  const { rows } = await ledgerPool.query<{ n: number }>(
    `select count(*)::int as n from letters l where ${where}`,
  );
  return rows[0]?.n ?? 0;
}

async function post(
  { databases, rules }: UpgradedLedger,
  outbox: string,
  from: Instant,
  onFallBack: (template: string) => void,
): Promise<void> {
  const transport = captureTransport(outbox);
  await untilNoneIsPutOff(databases, from, (now) =>
    deliverOnce({ databases, rules, transport, now, onFallBack }),
  );
  transport.close();
}
