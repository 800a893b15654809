import type { PoolClient } from 'pg';
import { type Day, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import { statusWhenWritten } from '../../customer/letter-status.ts';
import { statusReason } from '../../customer/status-reason.ts';
import { type CopiedRow, copyIn } from '../../database/copy-in.ts';
import { textArray } from '../../database/postgres-text.ts';
import type { StatusLetter } from '../../letters/compose/compose.ts';
import type { ReminderLetter } from '../../letters/compose/compose-reminder.ts';
import type { StaffLetter } from '../../letters/compose/staff-letter.ts';

/** A letter with what the template gives it: the version it is pinned to, and its subject. */
export interface KeptLetter {
  readonly letter: StatusLetter | ReminderLetter | StaffLetter;
  readonly version: string;
  readonly subject: string;
}

/** Why a letter that only a person may let go is held. */
const AWAITS_RELEASE = statusReason('awaits_release');

/** Files letters, which wait until their round ends or a person releases them, with the cases or invoices that they tell of. */
export async function keepLetters(
  client: PoolClient,
  roundId: string,
  now: Instant,
  letters: readonly KeptLetter[],
): Promise<void> {
  await copyIn(
    client,
    'letters',
    letters.map((kept) => letterRow(kept, roundId, isoInstant(now))),
  );
  const told = letters.flatMap(({ letter }) => ('cases' in letter ? toldRows(letter) : []));
  await copyIn(client, 'letter_cases', told);
  const reminded = letters.flatMap(({ letter }) => ('invoices' in letter ? reminderRows(letter) : []));
  await copyIn(client, 'reminders', reminded);
}

function letterRow({ letter, version, subject }: KeptLetter, roundId: string, at: string): CopiedRow {
  const toCustomer = letter.audience === 'customer';
  const isStatus = 'cases' in letter;
  const isForAPerson = 'release' in letter && letter.release === 'human';
  return {
    id: letter.id,
    key: letter.key,
    customer_id: letter.customerId,
    round_id: roundId,
    audience: letter.audience,
    kind: letter.kind,
    language: letter.language,
    template_version: version,
    to_name: letter.to.name,
    to_address: letter.to.address,
    reply_to_name: toCustomer ? (letter.replyTo?.name ?? null) : null,
    reply_to_address: toCustomer ? (letter.replyTo?.address ?? null) : null,
    for_person: toCustomer ? letter.signedBy : letter.person,
    subject,
    facts: JSON.stringify(letter.facts),
    about: JSON.stringify(letter.about),
    findings: textArray(isStatus ? letter.findings : []),
    next_word_by: isStatus && letter.nextWordBy !== null ? isoDay(letter.nextWordBy) : null,
    message_id: letter.messageId,
    in_reply_to: toCustomer ? letter.inReplyTo : null,
    refs: textArray(toCustomer ? letter.references : []),
    status: statusWhenWritten(isForAPerson),
    status_reason: isForAPerson ? AWAITS_RELEASE : null,
    decided_at: at,
    due_at: at,
  };
}

const written = (day: Day | null): string | null => (day === null ? null : isoDay(day));

const toldRows = (letter: StatusLetter) =>
  letter.cases.map(({ caseId, ordinal, told, hasWord }) => ({
    letter_id: letter.id,
    case_id: caseId,
    customer_id: letter.customerId,
    ordinal,
    told: JSON.stringify({
      ...told,
      promisedFor: written(told.promisedFor),
      expected: written(told.expected ?? null),
      callBy: written(told.callBy ?? null),
      offer:
        told.offer == null
          ? undefined
          : {
              ...told.offer,
              revised: written(told.offer.revised),
              answerBy: written(told.offer.answerBy),
            },
      hasWord,
    }),
  }));

const reminderRows = (letter: ReminderLetter) =>
  letter.invoices.map(({ invoiceId, ordinal, rung, tone }) => ({
    letter_id: letter.id,
    invoice_id: invoiceId,
    customer_id: letter.customerId,
    ordinal,
    rung,
    tone,
    ended_at: null,
  }));
