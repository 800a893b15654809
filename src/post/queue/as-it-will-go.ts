import { type Instant, instantOf } from '../../calendar/time.ts';
import { REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { NOTHING_OUT } from '../../customer/letter-status.ts';
import type { Databases } from '../../database/databases.ts';
import { messageOf } from '../../failure.ts';
import type { StoredLetter } from '../../ledger/letters/letters.ts';
import { asJudging } from '../../ledger/rounds/judged.ts';
import { isAboutMoney, type MoneyChange, moneyChanges, moneyRead } from '../../letters/facts/asked-money.ts';
import type { Rules } from '../../policy/rules.ts';
import { readCustomersNow } from '../../round/customers-now.ts';
import { writtenAgain } from './last-look.ts';
import { factsFor } from './readdress.ts';
import { recipientsWith } from './recipients.ts';

/** A letter that waits for a person, as it would go if they let it go now. */
export interface AsItWillGo<Letter extends StoredLetter> {
  /** With the reader of now and, where it asks for money, the sums and days of now. */
  readonly letter: Letter;
  /** The address that it was written to, where it goes elsewhere by now. */
  readonly insteadOf: string | null;
  /** Why it would not go now; null: it would. */
  readonly whyNot: string | null;
  /** Where it asks for money, and is composed anew: what is open otherwise than when it was written. */
  readonly anew: {
    readonly changes: readonly MoneyChange[];
    /** What whoever reads it here has read: see `moneyRead`. */
    readonly read: string;
  } | null;
}

const AT_ANY_HOUR: Rules['hours'] = { from: 0, to: 24 * 60, on: 'every day' };

/** Whether nothing of it goes before a person has read it as it is now: a letter that asks for money and has not left. */
export const isReadAnew = ({ audience, kind, status, emptied_at, facts }: StoredLetter): boolean =>
  audience === 'customer' &&
  kind.startsWith(REMINDER_KINDS) &&
  NOTHING_OUT.some((one) => one === status) &&
  emptied_at === null &&
  isAboutMoney(facts);

/** Asks the company's tables whom it goes to, and composes it anew where it asks for money. Writes nothing. */
export async function asItWillGo<Letter extends StoredLetter>(
  databases: Databases,
  rules: Rules,
  now: Instant,
  letter: Letter,
): Promise<AsItWillGo<Letter>> {
  const asStored = { letter, insteadOf: null, whyNot: null, anew: null };
  if (letter.audience !== 'customer') return asStored;
  try {
    const readdressed = await withReaderOfNow(databases, rules, letter);
    if (readdressed.whyNot !== null || !isReadAnew(letter)) return { ...readdressed, anew: null };
    return { ...readdressed, ...(await composedAnew(databases, rules, now, readdressed.letter)) };
  } catch (error) {
    const fault = messageOf(error);
    return { ...asStored, whyNot: `the tables of the company could not be asked: ${fault}` };
  }
}

type Readdressed<Letter extends StoredLetter> = Omit<AsItWillGo<Letter>, 'anew'>;

async function withReaderOfNow<Letter extends StoredLetter>(
  databases: Databases,
  rules: Rules,
  letter: Letter,
): Promise<Readdressed<Letter>> {
  const { id, kind, audience, about } = letter;
  const to = { name: letter.to_name, address: letter.to };
  const asked = { id, kind, audience, about, to, customerId: letter.customer_id, forPerson: null };
  const recipient = (await recipientsWith(databases, rules)([asked])).get(id);
  switch (recipient?.is) {
    case 'nobody':
      return { letter, insteadOf: null, whyNot: recipient.why };
    case 'another': {
      const { name, address } = recipient.to;
      const facts = factsFor(letter, recipient);
      return { letter: { ...letter, facts, to_name: name, to: address }, insteadOf: letter.to, whyNot: null };
    }
    default:
      return { letter, insteadOf: null, whyNot: null };
  }
}

/** As of this moment, whatever the hour: in the evening it waits for the morning, and is composed once more. */
async function composedAnew<Letter extends StoredLetter>(
  databases: Databases,
  given: Rules,
  now: Instant,
  letter: Letter,
): Promise<Pick<AsItWillGo<Letter>, 'letter' | 'whyNot' | 'anew'>> {
  const rules = await asJudging(databases.ledgerPool, given, now);
  const { facts, memory } = (await readCustomersNow(databases, rules, now, [letter.customer_id])).of(
    letter.customer_id,
  );
  const looked = {
    id: letter.id,
    about: letter.about,
    facts: letter.facts,
    to: { name: letter.to_name, address: letter.to },
    decidedAt: instantOf(letter.decided_at.getTime()),
    releasedAt: now,
  };
  const written = writtenAgain(looked, facts, memory, now, { ...rules, hours: AT_ANY_HOUR });
  if ('why' in written) return { letter, whyNot: written.why, anew: null };
  const { again } = written;
  if (!isAboutMoney(letter.facts) || !isAboutMoney(again.facts)) return { letter, whyNot: null, anew: null };
  const changes = moneyChanges(letter.facts, again.facts);
  return {
    letter: { ...letter, facts: again.facts },
    whyNot: null,
    anew: { changes, read: moneyRead(again.facts) },
  };
}
