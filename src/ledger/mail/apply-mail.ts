import type { Pool, PoolClient } from 'pg';
import { type Day, dateOf, type Instant } from '../../calendar/time.ts';
import type { Answer } from '../../customer/answers.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { storable } from '../../database/postgres-text.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import { domainOf } from '../../inbox/addresses.ts';
import { type Consequence, consequenceOf, type Folder, whyRead } from '../../inbox/consequence.ts';
import type { LetterClues } from '../../inbox/letter-clues.ts';
import type { Judgment } from '../../inbox/mail-kinds.ts';
import type { MailOrigin } from '../../inbox/origin.ts';
import type { Tapped } from '../../inbox/tapped.ts';
import type { Rules } from '../../policy/rules.ts';
import { cameBack } from '../letter-states/bounced.ts';
import { askToCall } from './call-after-mail.ts';
import { askToRead } from './mails-to-read.ts';
import { type FoundLetter, letterNamed, matchLetter } from './match-letter.ts';
import { probeCameBack } from './probes.ts';
import { answerReplies, holdAllAt, keepReply, type NewReply } from './replies.ts';
import { whatKeepsComingBack } from './soft-bounces.ts';
import { closedToday, suppress } from './suppressions.ts';
import { tappedMail } from './tapped-mail.ts';

/** A mail that was judged, ready to be applied. */
export interface JudgedMail {
  /** Its natural key. */
  readonly id: string;
  readonly judgment: Judgment;
  readonly clues: LetterClues;
  /** When it came, by the mail server's clock. */
  readonly receivedAt: Instant;
  /** Who wrote it, and about what, as it says: for whoever reads it where nobody could match or judge it. */
  readonly sender: string | null;
  readonly subject: string | null;
  /** Its text; read for what is decided with one tap, and kept nowhere but with the task that follows. */
  readonly text: string;
  /** One of the company's own people wrote it. */
  readonly fromUs: boolean;
  readonly origin: MailOrigin;
  /** By when a person answers, should it be a reply. */
  readonly owedBy: Day;
  /** By when a person reads it, should nobody be able to match or judge it. */
  readonly readBy: Day;
}

/** What was done with a mail. */
export interface AppliedMail {
  readonly folder: Folder;
  readonly do: Consequence['do'];
  readonly letterId: string | null;
  /** It had been applied before, and nothing was done now. */
  readonly before: boolean;
}

/**
 * Records a mail and all that follows from it, in one transaction: all of it or nothing, and never twice.
 * @throws the database's error
 */
export const applyMail = (
  pool: Pool,
  mail: JudgedMail,
  rules: Pick<Rules, 'inbox' | 'company'>,
  now: Instant,
): Promise<AppliedMail> => inTransaction(pool, (client) => apply(client, mail, rules, now));

async function apply(
  client: PoolClient,
  mail: JudgedMail,
  rules: Pick<Rules, 'inbox' | 'company'>,
  now: Instant,
): Promise<AppliedMail> {
  const { inbox } = rules;
  const letter = await matchLetter(client, mail.clues, now);
  const consequence = consequenceOf(
    mail.judgment,
    letter,
    mail.fromUs,
    mail.clues.tags.some(({ purpose }) => purpose === 'passed'),
    mail.origin,
  );
  const { folder } = consequence;
  const tapped = await tappedMail(client, mail, letter, rules);
  const isNew = await keepMail(client, mail, letter, consequence, tapped?.answer ?? null, now);
  for (const { purpose, about } of mail.clues.tags)
    if (purpose === 'probe') await probeCameBack(client, about, now);
  if (!isNew) return appliedBefore(client, mail.id);
  if (folder === 'unknown') {
    const whose = letter ?? (await letterNamed(client, mail.clues.numbers));
    const why = whyRead(mail.judgment, letter, mail.origin);
    await askToRead(client, mail.id, whose, why, mail.readBy, now);
  }
  if (letter === null) return { folder, do: consequence.do, letterId: null, before: false };
  // So many dead addresses of one provider at once are seldom dead: the rest of them wait for a person.
  const tooMany =
    (consequence.do === 'bounced' || consequence.do === 'count soft') &&
    letter.audience === 'customer' &&
    (await closedToday(client, letter.to_address, now)) >= inbox.closedPerDay;
  const doing = tooMany ? 'count soft' : consequence.do;
  await follow(client, doing, letter, mail, tapped, now);
  // What comes back again and again is no good, whatever each mail says; only a tag says that it came back.
  const back =
    doing === 'count soft' && !tooMany && letter.audience === 'customer' && letter.proof === 'tag'
      ? await whatKeepsComingBack(client, letter, inbox, now)
      : [];
  if (back.length === 0) return { folder, do: doing, letterId: letter.id, before: false };
  await follow(client, 'bounced', letter, mail, tapped, now);
  // Nobody read the ones before it either.
  for (const id of back)
    if (id !== letter.id) await cameBack(client, id, 'it came back, and so did those after it', now);
  return { folder, do: 'bounced', letterId: letter.id, before: false };
}

/** Records what a mail was taken for, and never its text. @returns false: it was recorded before */
async function keepMail(
  client: PoolClient,
  mail: JudgedMail,
  letter: FoundLetter | null,
  consequence: Consequence,
  answer: Answer | null,
  now: Instant,
): Promise<boolean> {
  const { folder } = consequence;
  const aboutUs = mail.judgment.reason === 'us';
  const kept = ledger
    .insertInto('inbox_mails')
    .values({
      id: mail.id,
      customer_id: letter?.customer_id ?? null,
      read_at: dateOf(now),
      kind: mail.judgment.kind,
      address: storable(mail.judgment.recipient),
      status: mail.judgment.status,
      why: storable([mail.judgment.why, consequence.why].filter((part) => part !== null).join(' ')),
      letter_id: letter?.id ?? null,
      matched_by: letter?.by ?? null,
      folder,
      proof: letter?.proof ?? null,
      reason: mail.judgment.reason ?? null,
      provider: aboutUs ? storable(providerOf(letter?.to_address ?? mail.judgment.recipient)) : null,
      // Only for whoever reads it there: of all others the mailbox alone keeps who wrote what.
      sender: folder === 'unknown' ? storable(mail.sender) : null,
      subject: folder === 'unknown' ? storable(mail.subject) : null,
      answer,
      origin: mail.origin.result,
    })
    .onConflict((conflict) => conflict.column('id').doNothing());
  return (await changedBy(client, kept)) === 1;
}

/** Who refused: the domain that was written to. */
const providerOf = (address: string | null): string | null => (address === null ? null : domainOf(address));

async function appliedBefore(client: PoolClient, id: string): Promise<AppliedMail> {
  const row = await rowOf(
    client,
    ledger.selectFrom('inbox_mails').select(['folder', 'letter_id']).where('id', '=', id),
  );
  return { folder: row?.folder ?? 'unknown', do: 'nothing', letterId: row?.letter_id ?? null, before: true };
}

async function follow(
  client: PoolClient,
  doing: Consequence['do'],
  letter: FoundLetter,
  mail: JudgedMail,
  tapped: Tapped | null,
  now: Instant,
): Promise<void> {
  const { id, judgment, receivedAt, owedBy } = mail;
  const said = storable(judgment.why) ?? '';
  const address = { address: letter.to_address, said, letterId: letter.id, mailId: id };
  switch (doing) {
    case 'nothing':
      return;
    case 'count soft':
      await client.query('update letters set soft_bounces = soft_bounces + 1 where id = $1', [letter.id]);
      return;
    case 'count delay':
      await client.query('update letters set delays = delays + 1 where id = $1', [letter.id]);
      return;
    case 'bounced':
      await cameBack(
        client,
        letter.id,
        storable(`it came back${judgment.status ? ` (${judgment.status})` : ''}: ${said}`),
        now,
      );
      if (letter.audience === 'staff') return;
      await suppress(client, { ...address, why: 'bounced' }, now);
      await askToCall(client, letter, 'address_bounced', now);
      return;
    case 'complained':
      await suppress(client, { ...address, why: 'complained' }, now);
      await askToCall(client, letter, 'complained', now);
      return;
    case 'answered':
      await answerReplies(client, letter.customer_id, `mail ${id}`, receivedAt);
      return;
    case 'reply': {
      const reply: NewReply = {
        id,
        at: receivedAt,
        letter,
        owedBy,
        tapped,
        byOther: judgment.recipient !== letter.to_address.toLowerCase() || mail.origin.result === 'failed',
      };
      await keepReply(client, reply);
      if (letter.by === 'recipient') await holdAllAt(client, reply);
      return;
    }
  }
}
