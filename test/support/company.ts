import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type Instant, isoInstant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import type { AnyLetterKind, StaffLetterKind } from '../../src/customer/letter-kinds.ts';
import type { Templates } from '../../src/ledger/documents/templates.ts';
import { type ListedLetter, listLetters } from '../../src/ledger/letters/letters.ts';
import { readTags } from '../../src/ledger/mail/mail-keys.ts';
import type { StatusFacts } from '../../src/letters/facts/letter.ts';
import type { LetterFacts } from '../../src/letters/facts/letter-facts.ts';
import { type TakenMail, takeMail } from '../../src/mailbox/take-mail.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { lastLookWith } from '../../src/post/queue/last-look.ts';
import { recipientsWith } from '../../src/post/queue/recipients.ts';
import { captureTransport } from '../../src/post/server/capture.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import type { Transport } from '../../src/post/server/transport.ts';
import { type RoundOptions, round } from '../../src/round/round.ts';
import type { RoundReport } from '../../src/round/round-report.ts';
import { rules, STAFF } from './builders.ts';
import { A_JOB, A_PAYMENT, AN_ORDER, insert, type Row, update } from './company-rows.ts';
import { type FreshDatabases, freshDatabases } from './database.ts';
import { quiet } from './delivery.ts';
import { mailServer } from './mail-server.ts';
import { anInvoice } from './owing.ts';
import { shippedTemplates } from './shipped-templates.ts';
import { withTags } from './tagged.ts';

type ChangedTable =
  | 'orders'
  | 'service_jobs'
  | 'order_lines'
  | 'shipments'
  | 'customers'
  | 'invoices'
  | 'payments'
  | 'complaints';

/** When the feeds were fresh, where that was not just now. */
interface FeedAges {
  readonly feedsAsOf?: Instant;
  /** The bank alone. */
  readonly paymentsAsOf?: Instant;
}

/** A company with a real database, whose days a test plays one after the other. */
export interface Company {
  readonly databases: FreshDatabases;
  readonly pool: pg.Pool;
  /** Puts rows into a table of the company; columns that are left out keep their defaults. */
  have(table: string, ...rows: readonly Row[]): Promise<void>;
  /** An order of customer C1, placed on Monday 2026-11-23. */
  haveOrder(order: Row): Promise<void>;
  haveJob(job: Row): Promise<void>;
  /** An invoice of 480 PLN of customer C1, all of it open, due on Monday 2026-10-05. */
  haveInvoice(invoice?: Row): Promise<void>;
  /** Money of customer C1, 480 PLN, booked unless told otherwise. */
  havePayment(payment: Row): Promise<void>;
  /** The company changes a row. */
  change(table: ChangedTable, id: string, set: Row): Promise<void>;
  /** A round at that moment, with feeds that are fresh unless told otherwise. */
  round(now: Instant, options?: RoundOptions & FeedAges): Promise<RoundReport>;
  /** Everything due is handed to the capture, old letters looked at again. */
  post(now: Instant): Promise<void>;
  /** Everything due meets a mail server that knows no address like this one. */
  postRefusing(address: string, now: Instant): Promise<void>;
  /** A round, and its letters posted at once. */
  day(now: Instant): Promise<RoundReport>;
  /** A mail to the company came and is read at that moment; what it names of our letters carries their tags. */
  mail(raw: string, now: Instant): Promise<TakenMail>;
  letters(): Promise<readonly ListedLetter[]>;
  /** The text that the customer reads in the nth letter from the last (1 is the last). */
  text(fromLast?: number): Promise<string>;
  /** The text of the last letter of this kind to a person of the company. */
  staffText(kind: StaffLetterKind, to?: string): Promise<string>;
  factsOf(id: string): Promise<StatusFacts>;
  /** Names of the .eml files that were captured, but for the lists of what people are to do. */
  captured(): Promise<readonly string[]>;
  /** The captured mails, raw. */
  capturedMails(): Promise<readonly Buffer[]>;
  close(): Promise<void>;
}

/**
 * @param differs what differs from the shipped policy
 * @param speaking the letters that it writes; the shipped ones unless told
 */
export async function aCompany(
  differs: Record<string, object | string | number> = {},
  speaking?: Templates,
): Promise<Company> {
  const theRules = rules(differs);
  const databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  const templates = speaking ?? (await shippedTemplates());
  const folder = await mkdtemp(path.join(tmpdir(), 'tidings-story-'));

  const company: Company = {
    databases,
    pool,
    have: (table, ...rows) => insert(pool, table, rows),
    haveOrder: (order) => insert(pool, 'orders', [{ ...AN_ORDER, number: order.id ?? '1001', ...order }]),
    haveJob: (job) => insert(pool, 'service_jobs', [{ ...A_JOB, number: job.id ?? 'S1', ...job }]),
    change: (table, id, set) => update(pool, table, id, set),
    haveInvoice: (invoice) => insert(pool, 'invoices', [anInvoice(invoice)]),
    havePayment: (payment) => insert(pool, 'payments', [{ ...A_PAYMENT, ...payment }]),
    round: async (now, options = {}) => {
      await freshen(pool, options.feedsAsOf ?? now);
      if (options.paymentsAsOf) await freshen(pool, options.paymentsAsOf, ['payments']);
      const report = await round(
        { databases, rules: theRules, clock: fixedClock(now), templates },
        { wait: true, ...options },
      );
      if (!report) throw new Error('another round is under way');
      return report;
    },
    post: (now) => post(databases, theRules, captureTransport(folder), now),
    postRefusing: async (address, now) => {
      const server = await mailServer();
      server.behave = (to) => (to === address ? { atRecipient: '550 5.1.1 no such user' } : {});
      await post(databases, theRules, smtpTransport(server.url, { connections: 1 }), now);
      await server.close();
    },
    day: async (now) => {
      const report = await company.round(now);
      await company.post(now);
      return report;
    },
    mail: async (raw, now) =>
      takeMail(
        { raw: Buffer.from(withTags(raw, await readTags(databases.ledgerPool))), receivedAt: now },
        { databases, rules: theRules, clock: fixedClock(now) },
      ),
    letters: async () => {
      const letters: ListedLetter[] = [];
      for await (const letter of listLetters(databases.ledgerPool, { staff: false })) letters.push(letter);
      return letters;
    },
    text: async (fromLast = 1) => {
      const letter = (await company.letters()).at(-fromLast);
      if (!letter) throw new Error('there is no such letter');
      return textOf(databases, templates, letter.id);
    },
    staffText: async (kind, to) => {
      const letters: ListedLetter[] = [];
      for await (const letter of listLetters(databases.ledgerPool, { staff: true })) letters.push(letter);
      const letter = letters.findLast((each) => each.kind === kind && (to === undefined || each.to === to));
      if (!letter) throw new Error(`there is no letter ${kind}`);
      return textOf(databases, templates, letter.id);
    },
    factsOf: async (id) => {
      const { rows } = await databases.ledgerPool.query<{ facts: StatusFacts }>(
        'select facts from letters where id = $1',
        [id],
      );
      if (!rows[0]) throw new Error(`no letter ${id}`);
      return rows[0].facts;
    },
    captured: async () => (await readdir(folder)).filter((name) => !name.includes('digest')),
    capturedMails: async () =>
      Promise.all((await company.captured()).map((name) => readFile(path.join(folder, name)))),
    close: async () => {
      await pool.end();
      await databases.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await company.have(
    'people',
    ...STAFF.map(({ reportsTo, awayUntil: _away, deputyId: _deputy, ...person }) => ({
      ...person,
      reports_to: reportsTo,
    })),
  );
  await company.have('customers', {
    id: 'C1',
    name: 'Zofia Maj',
    email: 'zofia@maj.example',
    language: 'en',
    owner_id: 'anna',
  });
  return company;
}

const FEEDS = ['orders', 'service_jobs', 'payments'];

export const freshen = (pool: pg.Pool, now: Instant, names: readonly string[] = FEEDS): Promise<unknown> =>
  pool.query(
    `insert into source.feeds select name, $1::timestamptz from unnest($2::text[]) as name
     on conflict (name) do update set fresh_as_of = excluded.fresh_as_of`,
    [isoInstant(now), names],
  );

async function textOf(databases: FreshDatabases, templates: Templates, id: string): Promise<string> {
  const { rows } = await databases.ledgerPool.query<{
    kind: AnyLetterKind;
    language: string;
    facts: LetterFacts;
  }>('select kind, language, facts from letters where id = $1', [id]);
  const [row] = rows;
  if (!row) throw new Error(`no letter ${id}`);
  await templates.prepare(databases.ledgerPool, [row], fixedClock(0 as Instant).now());
  return templates.of(row).render(row.facts).text;
}

async function post(
  databases: FreshDatabases,
  theRules: Rules,
  transport: Transport,
  now: Instant,
): Promise<void> {
  await deliver({
    databases,
    rules: theRules,
    clock: fixedClock(now),
    transport,
    recipients: recipientsWith(databases, theRules),
    lastLook: lastLookWith(databases, theRules),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });
  transport.close();
}
