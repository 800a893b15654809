import type pg from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { LetterId } from '../../customer/ids.ts';
import { goesAsWritten } from '../../customer/letter-kinds.ts';
import { statusReason } from '../../customer/status-reason.ts';
import { messageOf } from '../../failure.ts';
import type { Settlement } from '../../ledger/letter-states/settled.ts';
import type { CorrectionFacts } from '../../letters/facts/correction-facts.ts';
import type { StatusFacts } from '../../letters/facts/letter.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';
import type { ReminderFacts } from '../../letters/facts/reminder-facts.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import type { Recipient } from './recipient.ts';
import type { Recipients } from './recipients.ts';
import { unsent } from './settlement-of.ts';
import { later } from './triage.ts';

/** Letters with their recipients of now. */
interface WithRecipients {
  readonly letters: readonly ClaimedLetter[];
  /** Those among them that go elsewhere than they were written to. */
  readonly changed: ReadonlySet<LetterId>;
  readonly settled: readonly Settlement[];
  /** Why nobody could be asked, for the log. */
  readonly fault: string | null;
}

/**
 * Asks whom these letters go to now. One that would go to nobody is withdrawn; all wait when nobody answers. Alarms, weeks and
 * corrections go whom they were written to, whatever becomes of the company's tables.
 */
export async function address(
  letters: readonly ClaimedLetter[],
  now: Instant,
  recipients: Recipients,
): Promise<WithRecipients> {
  if (letters.every(({ kind }) => goesAsWritten(kind)))
    return { letters, changed: new Set(), settled: [], fault: null };
  let found: ReadonlyMap<LetterId, Recipient>;
  try {
    found = await recipients(letters);
  } catch (error) {
    const fault = statusReason('asking_failed', { fault: messageOf(error) });
    const settled = letters.map((letter) => later(letter, fault, now));
    return { letters: [], changed: new Set(), settled, fault };
  }
  const going: ClaimedLetter[] = [];
  const changed = new Set<LetterId>();
  const settled: Settlement[] = [];
  for (const letter of letters) {
    const recipient = found.get(letter.id);
    switch (recipient?.is) {
      case undefined:
        settled.push(later(letter, statusReason('not_asked'), now));
        break;
      case 'nobody':
        settled.push({ ...unsent(letter, 'withdrawn', recipient.why), task: recipient.task });
        break;
      case 'another':
        going.push({ ...letter, to: recipient.to, facts: factsFor(letter, recipient) });
        changed.add(letter.id);
        break;
      case 'the same':
        going.push(letter);
        break;
    }
  }
  return { letters: going, changed, settled, fault: null };
}

/** What it says is as it was, but for whom it greets. */
export const factsFor = (
  { facts }: Pick<ClaimedLetter, 'facts'>,
  { greeted }: Extract<Recipient, { is: 'another' }>,
): ClaimedLetter['facts'] =>
  greeted !== null && isToCustomer(facts) ? { ...facts, customer: greeted } : facts;

const isToCustomer = (facts: LetterFacts): facts is StatusFacts | ReminderFacts | CorrectionFacts =>
  'customer' in facts && 'salutation' in facts.customer;

// The history is written by a trigger, at the moment of this setting.
const READDRESS = `
  with given as (
    select * from json_to_recordset($1::json) as g(id text, name text, address text)
  ), moment as (
    select set_config('tidings.readdressed_at', $2, true) as at
  )
  update letters l set to_name = given.name, to_address = given.address
  from given, moment where l.id = given.id and l.leased_by = $3 and moment.at <> ''`;

/** Records where these claimed letters go now, before they go. One whose lease somebody else has is left alone. */
export async function readdress(
  connection: pg.Pool | pg.PoolClient,
  holder: string,
  letters: readonly ClaimedLetter[],
  now: Instant,
): Promise<void> {
  if (letters.length === 0) return;
  const given = letters.map(({ id, to }) => ({ id, name: to.name, address: to.address }));
  await connection.query(READDRESS, [JSON.stringify(given), isoInstant(now), holder]);
}
