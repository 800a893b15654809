import type { Verdict } from '../../dunning/verdict.ts';
import { type Sentences, sentencesFor } from '../../letters/language/sentences.ts';
import { type Documents, localePath, phrasesOf } from '../../letters/template/documents.ts';
import { verdictWords } from '../../letters/words/verdict-words.ts';

type Say = (verdict: Verdict) => readonly string[];

/** Verdicts in sentences of each language, in the published phrases; the shipped ones speak where those cannot. */
export class SpokenVerdicts {
  readonly #inForce: Documents;
  readonly #shipped: Documents;
  readonly #said = new Map<string, Say>();

  constructor(inForce: Documents, shipped: Documents) {
    this.#inForce = inForce;
    this.#shipped = shipped;
  }

  speaks(language: string): boolean {
    return this.#shipped.has(phrasesOf(language));
  }

  /** @throws ConfigurationFailure when the shipped phrases are broken too; Error when there are none */
  in(language: string): Say {
    const known = this.#said.get(language);
    if (known) return known;
    const say = this.#published(language) ?? sayWith(language, this.#shipped);
    this.#said.set(language, say);
    return say;
  }

  /** Null: no phrases of its own stand in force, or they cannot be read. */
  #published(language: string): Say | null {
    const path = phrasesOf(language);
    if (this.#inForce.get(path) === this.#shipped.get(path)) return null;
    try {
      const say = sayWith(language, this.#inForce);
      let spare: Say | null = null;
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

function sayWith(language: string, documents: Documents): Say {
  const phrases = documents.get(phrasesOf(language));
  if (phrases === undefined) throw new Error(`there are no sentences in ${language}`);
  const sentences: Sentences = sentencesFor(language, phrases, documents.get(localePath(language)));
  return (verdict) => {
    const { holds, reasons, record } = verdictWords(sentences, verdict);
    return [...holds, ...reasons, record];
  };
}
