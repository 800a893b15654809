import { z } from 'zod';
import { RECORD_GRADES, RECORD_WHYS } from '../../account/payment-record.ts';
import { INVOICE_DOUBTS } from '../../customer/account.ts';
import { REMINDER_LETTERS } from '../../customer/letter-kinds.ts';
import { TONES } from '../../customer/tone.ts';
import { HOLD_CODES, VERDICT_REASONS } from '../../dunning/verdict.ts';
import { sentence, sentences, sentencesWithLater } from './sentence-kinds.ts';

const perInvoices = sentences(['one', 'several']);
/** About one invoice, about one of which a part is paid, about several. */
const perOpen = sentences(['one', 'part', 'several']);

/** The sentences of phrases.yaml about invoices, payments and verdicts. */
export const moneyPhrases = {
  /** Letters to a customer about invoices. */
  reminders: z.strictObject({
    subject: sentences(['one', 'several', 'thanks', 'thanks_several']),
    name: sentence,
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
    holds: sentencesWithLater(HOLD_CODES, ['not_seen', 'shared_address', 'backlog']),
    until: sentence,
    reasons: sentencesWithLater(VERDICT_REASONS, ['reminders_came_back']),
    doubts: sentences(INVOICE_DOUBTS),
    record: sentences(RECORD_WHYS),
    record_of: sentences(RECORD_GRADES),
    left_out: sentence,
    tones: sentences(TONES),
  }),
};
