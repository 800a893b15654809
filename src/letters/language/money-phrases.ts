import { z } from 'zod';
import { RECORD_GRADES, RECORD_WHYS } from '../../account/payment-record.ts';
import { INVOICE_DOUBTS } from '../../customer/account.ts';
import { REMINDER_LETTERS } from '../../customer/letter-kinds.ts';
import { TONES } from '../../customer/tone.ts';
import type { LEGAL_COUNTRIES } from '../../dunning/formal-letter.ts';
import { HOLD_CODES, VERDICT_REASONS } from '../../dunning/verdict.ts';
import { STATEMENT_GROUPS } from '../facts/reminder-facts.ts';
import { sentence, sentences, sentencesWithLater } from './sentence-kinds.ts';

const perInvoices = sentences(['one', 'several']);
/** About one invoice, about one of which a part is paid, about several, about several that are all instalments. */
const perOpen = sentencesWithLater(['one', 'part', 'several', 'instalments'], ['instalments']);

/** What is claimed, and how to agree before anything else follows. */
const perKind = sentences(['claim', 'settle']);
/** And what follows in place of a court. */
const withNext = sentences(['claim', 'settle', 'next']);
const legalPhrases = {
  PL: z.strictObject({ person: perKind, company: perKind }),
  GB: z.strictObject({ person: withNext, company: perKind }),
  RU: z.strictObject({ person: perKind, company: perKind }),
} satisfies Record<(typeof LEGAL_COUNTRIES)[number], unknown>;

/** Everything that is open: a title, rows by group, where money went, and the sum. */
const statement = z.strictObject({
  title: sentence,
  groups: sentences(STATEMENT_GROUPS),
  invoice: sentence,
  instalment: sentence,
  instalment_only: sentence,
  credit_note: sentence,
  late: sentence,
  due: sentence,
  issued: sentence,
  open: sentence,
  open_part: sentence,
  more: sentence,
  paid: sentence,
  pending: sentence,
  scheduled: sentence,
  credit: sentence,
  total: sentence,
});

/** The sentences of phrases.yaml about invoices, payments and verdicts. */
export const moneyPhrases = {
  /** Letters to a customer about invoices. */
  reminders: z.strictObject({
    subject: sentencesWithLater(
      ['one', 'several', 'thanks', 'thanks_several', 'formal', 'formal_several'],
      ['formal', 'formal_several'],
    ),
    identity: sentence.optional(),
    legal: z.strictObject(legalPhrases).optional(),
    legal_interest: sentence.optional(),
    name: sentence,
    name_instalment: sentence.optional(),
    name_instalment_only: sentence.optional(),
    due: sentence,
    due_part: sentence,
    listed: sentence,
    together: sentence,
    what: z.strictObject({ gentle: perOpen, firm: perOpen, formal: perOpen }),
    slip: perInvoices,
    bank: perInvoices,
    pay: sentences([
      'to_account',
      'to_account_several',
      'online',
      'online_several',
      'as_invoiced',
      'as_invoiced_several',
    ]),
    instalments: sentence,
    next_step: sentences(['firm', 'legal', 'legal_undated']),
    // Stored phrases of a version before have none, and then a letter tells its own invoices alone.
    statement: statement.optional(),
    thanks: sentences([
      'found',
      'scheduled',
      'seen',
      'seen_several',
      'settles',
      'settles_several',
      'covers',
      'covers_several',
    ]),
  }),
  /** The letter that asks a person of the company to call about money. */
  calls: z.strictObject({
    subject: sentence,
    ask: sentence,
    asked: sentence,
    bank: sentence,
    suggested: sentences(['open', 'open_several', 'slip', 'found', 'when', 'instalments', 'address']),
    letters: sentences(REMINDER_LETTERS),
    story: sentence,
    footer: sentence,
  }),
  /** The letter that asks for a decision about a credit limit. */
  credit: sentences(['supported', 'not_supported']),
  /** Why dunning decided what it decided. */
  verdicts: z.strictObject({
    holds: sentencesWithLater(HOLD_CODES, [
      'mended',
      'not_seen',
      'shared_address',
      'backlog',
      'listed',
      'money_unclear',
      'usual_delay',
    ]),
    until: sentence,
    reasons: sentencesWithLater(VERDICT_REASONS, [
      'reminders_came_back',
      'together_oldest',
      'usually_late',
      'no_legal_identity',
      'formal_not_reviewed',
      'no_formal_letter',
    ]),
    doubts: sentences(INVOICE_DOUBTS),
    record: sentencesWithLater(RECORD_WHYS, ['mostly_contested']),
    record_of: sentences(RECORD_GRADES),
    left_out: sentence,
    usual_lateness: sentence.optional(),
    tones: sentences(TONES),
  }),
};
