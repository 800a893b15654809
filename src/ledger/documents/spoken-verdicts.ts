import type { Verdict } from '../../dunning/verdict.ts';
import { lately } from '../../letters/language/kept-lately.ts';
import { type Sentences, sentencesFor } from '../../letters/language/sentences.ts';
import { type Documents, localePath, phrasesOf } from '../../letters/template/documents.ts';
import { reasonWords, recordWords, reminderHoldWords } from '../../letters/words/verdict-words.ts';

export type SayVerdict = (verdict: Verdict) => readonly string[];

/** Verdicts in sentences of each language, in the published phrases; the shipped ones speak where those cannot. */
export class SpokenVerdicts {
  readonly #inForce: Documents;
  readonly #shipped: Documents;
  readonly #said = new Map<string, SayVerdict>();

  constructor(inForce: Documents, shipped: Documents) {
    this.#inForce = inForce;
    this.#shipped = shipped;
  }

  speaks(language: string): boolean {
    return this.#shipped.has(phrasesOf(language));
  }

  /** @throws ConfigurationFailure when the shipped phrases are broken too; Error when there are none */
  in(language: string): SayVerdict {
    const known = this.#said.get(language);
    if (known) return known;
    const say = this.#published(language) ?? sayWith(language, this.#shipped);
    this.#said.set(language, say);
    return say;
  }

  /** Null: no phrases of its own stand in force, or they cannot be read. */
  #published(language: string): SayVerdict | null {
    const path = phrasesOf(language);
    if (this.#inForce.get(path) === this.#shipped.get(path)) return null;
    try {
      const say = sayWith(language, this.#inForce);
      let spare: SayVerdict | null = null;
      return (verdict) => {
        try {
          return say(verdict);
        } catch {
          spare ??= sayWith(language, this.#shipped);
          return spare(verdict);
        }
      };
    } catch {
      return null;
    }
  }
}

/** So many sentences of a round are at hand: thousands of its verdicts have the same record or are as long overdue. */
const MOST_SAID = 2_000;

function sayWith(language: string, documents: Documents): SayVerdict {
  const phrases = documents.get(phrasesOf(language));
  if (phrases === undefined) throw new Error(`there are no sentences in ${language}`);
  const sentences: Sentences = sentencesFor(language, phrases, documents.get(localePath(language)));
  const said = lately<string>(MOST_SAID);
  const once = <What>(what: What, words: (what: What, say: Sentences) => string): string =>
    said(JSON.stringify(what), () => words(what, sentences));
  return ({ holds, reasons, record }) => [
    ...holds.map((hold) => once(hold, reminderHoldWords)),
    ...reasons.map((reason) => once(reason, reasonWords)),
    once(record, recordWords),
  ];
}
