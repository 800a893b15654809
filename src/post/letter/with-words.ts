import type { Settlement } from '../../ledger/letter-states/settled.ts';
import { packed } from '../../ledger/letters/said-words.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import type { MailWords } from './template-shelf.ts';

/**
 * A settlement together with what the letter said, where a mail server took it and a customer reads it. Letters to people of
 * the company keep their facts alone.
 */
export const withWords = (settlement: Settlement, letter: ClaimedLetter, words: MailWords): Settlement =>
  settlement.status === 'submitted' && letter.audience === 'customer'
    ? { ...settlement, said: packed({ ...words, subject: letter.subject }) }
    : settlement;
