import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { Clock } from '../clock.ts';
import { databaseFault, isUnfitValue } from '../database/database-fault.ts';
import type { Databases } from '../database/databases.ts';
import { storable } from '../database/postgres-text.ts';
import { messageOf } from '../failure.ts';
import { letterClues } from '../inbox/letter-clues.ts';
import { mailKey } from '../inbox/mail-key.ts';
import type { Judgment } from '../inbox/mail-kinds.ts';
import { mailOriginOf, UNKNOWN_ORIGIN } from '../inbox/origin.ts';
import { type AppliedMail, applyMail, type JudgedMail } from '../ledger/mail/apply-mail.ts';
import { readTags } from '../ledger/mail/mail-keys.ts';
import type { Rules } from '../policy/rules.ts';
import { isOurPerson } from '../source/find/our-people.ts';
import { judgeRaw, unknownBecause } from './judge-raw.ts';

/** What a mail is taken with. */
export interface TakeMailOptions {
  readonly databases: Pick<Databases, 'ledgerPool' | 'sourcePool'>;
  readonly rules: Rules;
  readonly clock: Clock;
}

/** A mail as the server gives it. */
export interface ArrivedMail {
  /** Its beginning; a large one is not read to its end. */
  readonly raw: Buffer;
  /** When the server got it. */
  readonly receivedAt: Instant;
}

/** What was done with it, and what it was judged to be. */
export interface TakenMail extends AppliedMail {
  readonly id: string;
  readonly judgment: Judgment;
}

/**
 * Judges a mail and applies what follows from it, once. One that breaks anything is recorded as unknown, so that it is
 * set aside and not tried for ever.
 * @throws the database's error when it does not answer: then nothing was done. A value of the mail that it cannot hold is no such error
 */
export async function takeMail(
  { raw, receivedAt }: ArrivedMail,
  { databases, rules, clock }: TakeMailOptions,
): Promise<TakenMail> {
  const { mail, judgment } = await judgeRaw(raw);
  const now = clock.now();
  const tags = await readTags(databases.ledgerPool);
  const zone = zoneOf(rules.company.timeZone);
  // A mail from the future is a clock that stands wrong.
  const at = receivedAt > now ? now : receivedAt;
  const judged: JudgedMail = {
    id: mailKey(mail, raw),
    judgment,
    clues: mail === null ? NO_CLUES : letterClues(mail, judgment, tags),
    receivedAt: at,
    sender: mail?.from?.address ?? null,
    subject: mail?.subject ?? null,
    text: mail?.text ?? '',
    fromUs:
      judgment.kind === 'reply' && (await isFromUs(storable(judgment.recipient) ?? '', databases, rules)),
    origin: mail === null ? UNKNOWN_ORIGIN : mailOriginOf(mail, rules.inbox.authservId),
    readBy: rules.calendar.addWorkingDays(zone.dayAt(now), rules.inbox.answerWithin),
    owedBy: rules.calendar.addWorkingDays(zone.dayAt(at), rules.inbox.answerWithin),
  };
  try {
    return { ...judged, ...(await applyMail(databases.ledgerPool, judged, rules, now)) };
  } catch (error) {
    // The mail is at fault where a value of it cannot be kept: it must not stop those behind it.
    if (databaseFault(error) !== null && !isUnfitValue(error)) throw error;
    const what = messageOf(error);
    return setAside(judged.id, `It could not be applied: ${what}`, { databases, rules, clock }, judged);
  }
}

/** Records a mail as unknown, with nothing that follows. @param id its natural key @param says who wrote it, and about what, where that is known */
export async function setAside(
  id: string,
  why: string,
  { databases, rules, clock }: TakeMailOptions,
  { sender, subject }: Pick<JudgedMail, 'sender' | 'subject'> = { sender: null, subject: null },
): Promise<TakenMail> {
  const now = clock.now();
  const judgment = unknownBecause(why);
  const day = rules.calendar.addWorkingDays(
    zoneOf(rules.company.timeZone).dayAt(now),
    rules.inbox.answerWithin,
  );
  const mail = {
    id,
    judgment,
    clues: NO_CLUES,
    receivedAt: now,
    sender,
    subject,
    text: '',
    fromUs: false,
    origin: UNKNOWN_ORIGIN,
    owedBy: day,
    readBy: day,
  };
  return { id, judgment, ...(await applyMail(databases.ledgerPool, mail, rules, now)) };
}

const NOTHING = { letterIds: [], messageIds: [] };
const NO_CLUES: JudgedMail['clues'] = {
  proven: NOTHING,
  named: NOTHING,
  address: null,
  numbers: [],
  tags: [],
};

const isFromUs = async (
  address: string,
  { sourcePool }: TakeMailOptions['databases'],
  { company, sourceSchema }: Rules,
): Promise<boolean> =>
  address === company.from.address.toLowerCase() || (await isOurPerson(sourcePool, sourceSchema, address));
