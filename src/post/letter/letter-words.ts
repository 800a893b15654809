import type { Instant } from '../../calendar/time.ts';
import { statusReason } from '../../customer/status-reason.ts';
import { messageOf } from '../../failure.ts';
import type { Offer } from '../../letters/words/answer-words.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import { lastGoodWords } from './last-good.ts';
import type { MailWords, TemplateShelf } from './template-shelf.ts';

export interface WordsOptions {
  readonly shelf: TemplateShelf;
  readonly log: { error(fields: object, text: string): void };
  /** Hears the template (`pl/late`) whose version broke, so that an earlier one spoke. */
  readonly onFallBack?: (template: string) => void;
}

/** The letter in words; by an earlier version of its template where its own breaks, and why it is held where all do. */
export async function letterWords(
  letter: ClaimedLetter,
  now: Instant,
  { shelf, log, onFallBack }: WordsOptions,
  offers: readonly Offer[] = [],
): Promise<MailWords | string> {
  try {
    const { html, text, preheader, lang } = shelf.render(letter, offers);
    return { html, text, preheader, lang };
  } catch (error) {
    const why = statusReason('no_words', { fault: messageOf(error) });
    const template = { letter: letter.id, kind: letter.kind, language: letter.language };
    // What the ledger does not answer holds the letter too: nothing of it has left.
    const words = await lastGoodWords(shelf, letter, now).catch(() => null);
    if (words !== null) {
      log.error(template, `A letter goes in the words of an earlier version: ${why}`);
      onFallBack?.(`${letter.language}/${letter.kind}`);
      return words;
    }
    log.error(template, `A letter is held: ${why}`);
    return why;
  }
}
