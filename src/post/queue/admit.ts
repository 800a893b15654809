import type pg from 'pg';
import { type Instant, instantOf } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import type { Databases } from '../../database/databases.ts';
import { findSuppressed } from '../../ledger/mail/suppressions.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import type { TemplateShelf } from '../letter/template-shelf.ts';
import type { Relay } from '../server/relay.ts';
import { claimReminders } from './claim.ts';
import { count, type DeliveryReport } from './delivery-report.ts';
import type { DomainPace } from './domain-pace.ts';
import type { Lanes } from './lanes.ts';
import type { HeldLease, LeaseKeeper } from './lease-keeper.ts';
import type { Pace } from './pace.ts';
import { address, readdress } from './readdress.ts';
import type { Recipients } from './recipients.ts';
import { deferred, unsent } from './settlement-of.ts';
import type { Settler } from './settler.ts';
import { type LastLook, type Triage, triage } from './triage.ts';

/** The part of pino that delivery speaks to. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** What claimed letters are judged with before they go. */
export interface AdmitOptions {
  readonly databases: Pick<Databases, 'ledgerPool'>;
  readonly rules: Pick<Rules, 'company' | 'post'>;
  readonly clock: Clock;
  readonly recipients: Recipients;
  readonly lastLook: LastLook;
  readonly log: Log;
}

/** What one delivery works with. */
export interface Crew {
  readonly lease: LeaseKeeper;
  readonly shelf: TemplateShelf;
  readonly settler: Settler;
  readonly relay: Relay;
  readonly lanes: Lanes;
  readonly pace: Pace;
  readonly domains: DomainPace;
}

/** Lets the claimed letters that may still go into the lanes; settles the others. */
export async function admit(
  letters: readonly ClaimedLetter[],
  lease: HeldLease,
  options: AdmitOptions,
  crew: Crew,
): Promise<void> {
  const { databases, clock, log } = options;
  const { toSend, settled, fault } = await judge(letters, lease, databases.ledgerPool, clock.now(), options);
  if (fault) log.error({ letters: settled.length }, `Letters wait: ${fault}`);
  for (const settlement of settled) crew.settler.add(settlement);
  crew.pace.giveBack(settled.length);
  await letIn(toSend, lease, clock, crew);
}

/** Claims reminders, judged again in their claim's own transaction, and lets those that still hold into the lanes. */
export async function admitReminders(
  room: number,
  lease: HeldLease,
  options: AdmitOptions,
  crew: Crew,
  report: DeliveryReport,
): Promise<number> {
  if (room <= 0) return 0;
  const { databases, clock, log } = options;
  const now = clock.now();
  const { toSend, settled, fault } = await claimReminders(
    databases.ledgerPool,
    lease,
    now,
    room,
    (letters, client) => judge(letters, lease, client, now, options),
  );
  if (fault) log.error({ letters: settled.length }, `Reminders wait: ${fault}`);
  count(report, settled);
  crew.pace.giveBack(settled.length);
  if (toSend.length > 0) await letIn(toSend, lease, clock, crew);
  return toSend.length + settled.length;
}

/**
 * Which may go, and whom to: where the company's tables name now. One to an address that is suppressed never does, though it
 * was suppressed for another customer.
 * @param connection by which the letters were claimed: while that is a transaction, it alone may change them
 */
async function judge(
  letters: readonly ClaimedLetter[],
  { holder }: HeldLease,
  connection: pg.Pool | pg.PoolClient,
  now: Instant,
  { databases, rules, recipients, lastLook }: AdmitOptions,
): Promise<Triage> {
  const addressed = await address(letters, now, recipients);
  const suppressed = await findSuppressed(
    databases.ledgerPool,
    addressed.letters.map(({ id, to }) => ({ id, address: to.address })),
  );
  const open = addressed.letters.filter(({ id }) => !suppressed.has(id));
  const triaged = await triage(open, now, rules.post, lastLook);
  const stopped = addressed.letters.flatMap((letter) => {
    const why = suppressed.get(letter.id);
    return why === undefined ? [] : unsent(letter, 'withdrawn', why);
  });
  await readdress(
    connection,
    holder,
    triaged.toSend.filter(({ id }) => addressed.changed.has(id)),
    now,
  );
  return {
    toSend: triaged.toSend,
    settled: [...addressed.settled, ...stopped, ...triaged.settled],
    fault: addressed.fault ?? triaged.fault,
  };
}

/** Lets letters into the lanes, but for those whose domain has had its share: they wait for their turn in the queue. */
async function letIn(
  letters: readonly ClaimedLetter[],
  lease: HeldLease,
  clock: Clock,
  { domains, pace, settler, shelf, lanes }: Crew,
): Promise<void> {
  const going: ClaimedLetter[] = [];
  for (const letter of letters) {
    const wait = domains.take(letter.to.address, performance.now());
    if (wait === 0) going.push(letter);
    else settler.add(deferred(letter, instantOf(Math.ceil(clock.now() + wait))));
  }
  pace.giveBack(letters.length - going.length);
  await shelf.prepare(going);
  lanes.add(going, lease);
}
