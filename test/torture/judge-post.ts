import type pg from 'pg';
import { untagged } from '../support/tagged.ts';
import type { ReceivedMail } from './mail-record.ts';
import { type Figure, report, zero } from './ordeal.ts';

interface Letter {
  readonly id: string;
  readonly status: string;
  readonly kind: string;
  readonly audience: string;
  readonly message_id: string;
  readonly to_address: string;
}

/** What the mail server got. */
interface Received {
  readonly received: readonly ReceivedMail[];
}

/** States in which a letter rests: it went, or a person is told that it did not. */
const FINAL: ReadonlySet<string> = new Set([
  'submitted',
  'bounced',
  'refused',
  'uncertain',
  'held',
  'withdrawn',
  'expired',
]);

/**
 * Holds the ledger against what the mail server really got. `expected` letters were written before anything broke.
 * @returns figures: lost, twice, more than twice, false, unfinished, uncertain
 */
export async function judgePost(
  pool: pg.Pool,
  record: Received,
  expected: number,
): Promise<readonly Figure[]> {
  const { rows } = await pool.query<Letter>(
    'select id, status, kind, audience, message_id, to_address from letters',
  );
  const letters = new Map(rows.map((letter) => [letter.id, letter]));
  const times = new Map<string, number>();
  const messageIds = new Map<string, Set<string>>();
  for (const { letter, messageId } of record.received) {
    times.set(letter, (times.get(letter) ?? 0) + 1);
    messageIds.set(letter, (messageIds.get(letter) ?? new Set()).add(messageId));
  }
  const isReminder = ({ kind }: Letter) => kind.startsWith('reminder-');
  const took = ({ id }: Letter) => times.get(id) ?? 0;
  const inState = (...states: string[]) => rows.filter(({ status }) => states.includes(status));
  const unwritten = Math.max(0, expected - rows.length);
  const submittedNeverTaken = inState('submitted').filter((letter) => took(letter) === 0).length;
  const uncertain = inState('uncertain');
  const twice = rows.filter((letter) => took(letter) > 1);
  return [
    report('letters', rows.length),
    report('messages that the mail server took', record.received.length),
    zero('lost: letters gone from the ledger, or submitted and never taken', unwritten + submittedNeverTaken),
    zero('letters in no final state', rows.filter(({ status }) => !FINAL.has(status)).length),
    zero('reminders taken twice', twice.filter(isReminder).length),
    zero(
      'other letters taken twice with different Message-IDs',
      rows.filter(({ id, message_id }) =>
        [...(messageIds.get(id) ?? [])].some((other) => untagged(other) !== message_id),
      ).length,
    ),
    zero('other letters taken more than twice', rows.filter((letter) => took(letter) > 2).length),
    zero('customers with two letters for their one matter', doublyWritten(rows, letters, record)),
    zero(
      'messages of no letter of the ledger',
      record.received.filter(({ letter }) => !letters.has(letter)).length,
    ),
    report(
      'other letters taken twice with the same Message-ID',
      twice.filter((letter) => !isReminder(letter)).length,
    ),
    report('uncertain reminders, which a person decides about', uncertain.filter(isReminder).length),
    report(
      '  of these the mail server had taken',
      uncertain.filter((each) => isReminder(each) && took(each) > 0).length,
    ),
    report(
      'uncertain other letters, sent once more already',
      uncertain.filter((each) => !isReminder(each)).length,
    ),
    report(
      '  of these the mail server had taken',
      uncertain.filter((each) => !isReminder(each) && took(each) > 0).length,
    ),
    report('withdrawn, refused, held or expired', inState('withdrawn', 'refused', 'held', 'expired').length),
  ];
}

/** By address and not by what the ledger says: each customer of these ordeals has one matter, so one letter. */
function doublyWritten(
  rows: readonly Letter[],
  letters: ReadonlyMap<string, Letter>,
  record: Received,
): number {
  const written = new Map<string, number>();
  for (const { audience, to_address } of rows)
    if (audience === 'customer') written.set(to_address, (written.get(to_address) ?? 0) + 1);
  const got = new Map<string, Set<string>>();
  for (const { to, letter, messageId } of record.received)
    if (letters.get(letter)?.audience !== 'staff') got.set(to, (got.get(to) ?? new Set()).add(messageId));
  return [...got].filter(([to, ids]) => ids.size > Math.max(1, written.get(to) ?? 0)).length;
}
