import type pg from 'pg';
import { type Instant, instantOf } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import { ALARM_KIND } from '../../customer/letter-kinds.ts';
import type { Databases } from '../../database/databases.ts';
import { push } from '../../grouped.ts';
import type { Line } from '../../ledger/letter-states/sending.ts';
import { suppressForOthers } from '../../ledger/mail/suppressions.ts';
import type { Rules } from '../../policy/rules.ts';
import type { Log } from '../../settings/log.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import type { TemplateShelf } from '../letter/template-shelf.ts';
import type { Relay } from '../server/relay.ts';
import { claim, claimReminders } from './claim.ts';
import type { ClockWatch } from './clock-watch.ts';
import { count, type DeliveryReport } from './delivery-report.ts';
import type { DomainPace } from './domain-pace.ts';
import type { Lanes } from './lanes.ts';
import type { HeldLease, LeaseKeeper } from './lease-keeper.ts';
import type { Pace } from './pace.ts';
import { address, readdress } from './readdress.ts';
import { tablesFor } from './recipient.ts';
import type { Recipients } from './recipients.ts';
import { deferred, unsent } from './settlement-of.ts';
import type { Settler } from './settler.ts';
import { type LastLook, type Triage, triage } from './triage.ts';

/** What claimed letters are judged with before they go. */
export interface AdmitOptions {
  readonly databases: Pick<Databases, 'ledgerPool'>;
  readonly rules: Pick<Rules, 'company' | 'post'> & { readonly guards: Pick<Rules['guards'], 'clockOff'> };
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
  readonly clocks: ClockWatch;
}

/** What came of claiming letters of a line. */
export interface Admission {
  readonly claimed: number;
  /** The company's tables told nothing of any of them: they wait, and so may those that come after. */
  readonly isSilent: boolean;
}

/** Claims letters of a line, lets those that may still go into the lanes, and settles the others. */
export async function admit(
  line: Exclude<Line, 'reminders'>,
  limit: number,
  options: AdmitOptions,
  crew: Crew,
): Promise<Admission> {
  const { databases, clock, rules, log } = options;
  const lease = crew.lease.grant();
  const now = clock.now();
  const of = { limit, lookAfter: rules.post.lastLook };
  const { letters, database } = await claim(databases.ledgerPool, line, lease, now, of);
  const sure = crew.clocks.agree(now, database);
  // A table that is locked keeps no letter waiting that has nothing to do with it.
  const groups = new Map<string, ClaimedLetter[]>();
  for (const letter of letters) push(groups, tablesFor(letter), letter);
  const admissions = await Promise.all(
    [...groups.values()].map(async (group) => {
      const judged = { letters: group, sure };
      const triaged = await judge(judged, lease, databases.ledgerPool, now, options);
      if (triaged.fault) log.error({ letters: triaged.settled.length }, `Letters wait: ${triaged.fault}`);
      for (const settlement of triaged.settled) crew.settler.add(settlement);
      crew.pace.giveBack(triaged.settled.length);
      await letIn(triaged.toSend, lease, clock, crew);
      return admission(triaged);
    }),
  );
  return {
    claimed: letters.length,
    isSilent: letters.length > 0 && admissions.every(({ isSilent }) => isSilent),
  };
}

/** Claims reminders, judged again in their claim's own transaction, and lets those that still hold into the lanes. */
export async function admitReminders(
  limit: number,
  options: AdmitOptions,
  crew: Crew,
  report: DeliveryReport,
): Promise<Admission> {
  const { databases, clock, rules, log } = options;
  const lease = crew.lease.grant();
  const now = clock.now();
  const triaged = await claimReminders(
    databases.ledgerPool,
    lease,
    now,
    { limit, lookAfter: rules.post.lastLook },
    ({ letters, database }, client) =>
      judge({ letters, sure: crew.clocks.agree(now, database) }, lease, client, now, options),
  );
  if (triaged.fault) log.error({ letters: triaged.settled.length }, `Reminders wait: ${triaged.fault}`);
  count(report, triaged.settled);
  crew.pace.giveBack(triaged.settled.length);
  if (triaged.toSend.length > 0) await letIn(triaged.toSend, lease, clock, crew);
  return admission(triaged);
}

const admission = ({ toSend, settled, fault }: Triage): Admission => ({
  claimed: toSend.length + settled.length,
  isSilent: fault !== null && toSend.length === 0,
});

/**
 * Which may go, and whom to: where the company's tables name now. One to an address that is suppressed never does, though it
 * was suppressed for another customer.
 * @param connection by which the letters were claimed: while that is a transaction, it alone may change them
 */
async function judge(
  { letters, sure }: { readonly letters: readonly ClaimedLetter[]; readonly sure: boolean },
  { holder }: HeldLease,
  connection: pg.Pool | pg.PoolClient,
  now: Instant,
  { databases, rules, recipients, lastLook }: AdmitOptions,
): Promise<Triage> {
  // No clock can be trusted: nothing expires, and only alarms, which depend on no hour, go.
  const going = sure ? letters : letters.filter(({ kind }) => kind === ALARM_KIND);
  const waiting = letters.filter((letter) => !going.includes(letter));
  const addressed = await address(going, now, recipients);
  const suppressed = await suppressForOthers(
    databases.ledgerPool,
    addressed.letters.map(({ id, to }) => ({ id, address: to.address })),
  );
  const open = addressed.letters.filter(({ id }) => !suppressed.has(id));
  const triaged = sure
    ? await triage(open, now, rules.post, lastLook)
    : { toSend: open, settled: [], fault: null };
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
    settled: [
      ...waiting.map((letter) => unsent(letter, 'returned', null)),
      ...addressed.settled,
      ...stopped,
      ...triaged.settled,
    ],
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
