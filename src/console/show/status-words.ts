import type { Say } from '../frame/say.ts';

type Words = (say: Say, parts: readonly string[]) => string;

/** Why a letter is where it is, as the ledger has it in English, and what the reader is told. The first that fits. */
const SENTENCES: readonly (readonly [RegExp, Words])[] = [
  [/^a person must release it/, (say) => say('status_words.awaits_release')],
  [
    /^released by (.+?)(?: \(.*?\))?; it was \w+: ([\s\S]*)$/,
    (say, [by = '', before = '']) =>
      `${say('status_words.released', { by })} ${statusWords(before, say)}`.trim(),
  ],
  [
    /^withdrawn by (.+?): ([\s\S]*)$/,
    (say, [by = '', why = '']) => say('status_words.withdrawn', { by, why }),
  ],
  [/^corrected by (.+)$/, (say, [by = '']) => say('status_words.corrected', { by })],
  [/^the customer was forgotten$/, (say) => say('status_words.forgotten')],
  [/^guard /, (say) => say('status_words.guard')],
  [/^the worker .* stopped while it sent this letter$/, (say) => say('status_words.worker_stopped')],
  [/^sent once more with the same Message-ID/, (say) => say('status_words.once_more')],
  [/^it was too old to be sent/, (say) => say('status_words.too_old')],
  [/^no longer true: it would go to another address/, (say) => say('status_words.other_address')],
  [/^no longer true: what is open has changed/, (say) => say('status_words.other_sum')],
  [/^no longer true: the day on which it says/, (say) => say('status_words.day_has_come')],
  [/^no longer true: another letter/, (say) => say('status_words.other_letter')],
  [/^no longer true: .*is no longer open/, (say) => say('status_words.not_open')],
  [/^no longer true/, (say) => say('status_words.not_true')],
  [/^it could not be judged again/, (say) => say('status_words.not_judged')],
  [/^captured in a trial: it reached nobody$/, (say) => say('status_words.trial_over')],
  [/^decided in a trial, as if/, (say) => say('status_words.trial_decided')],
  [/^captured in .*; nothing left this machine$/, (say) => say('status_words.captured')],
];

/** Pure: the reason in the reader's language; what a mail server said, and what we have no words for, as it is. */
export function statusWords(reason: string, say: Say): string {
  for (const [pattern, words] of SENTENCES) {
    const found = pattern.exec(reason);
    if (found)
      return words(
        say,
        found.slice(1).map((part) => part ?? ''),
      );
  }
  return reason;
}
