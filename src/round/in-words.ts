import type { Pool } from 'pg';
import type { Templates } from '../ledger/documents/templates.ts';
import type { RenderedLetter } from '../letters/template/template.ts';
import type { Attended } from './attend-batch.ts';

type AttendedLetter = Extract<Attended['outcome']['letters'][number], { audience: 'customer' }>;

/** A letter that a dry round would write, in its words. */
export interface LetterInWords {
  readonly letter: {
    readonly customerId: string;
    readonly kind: string;
    readonly language: string;
    readonly to: { readonly name: string | null; readonly address: string };
    readonly needsPerson: boolean;
  };
  readonly rendered: RenderedLetter;
}

/** The first letters to customers of a dry round, in their words; the others are only counted. */
export class InWords {
  readonly letters: LetterInWords[] = [];
  #waiting: AttendedLetter[] = [];
  #seen = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many more there are than `letters` holds. */
  get more(): number {
    return this.#seen - this.letters.length;
  }

  add({ outcome }: Attended): void {
    for (const letter of outcome.letters) {
      if (letter.audience !== 'customer') continue;
      if (this.#seen < this.#most) this.#waiting.push(letter);
      this.#seen += 1;
    }
  }

  /** Puts what was added into words; nothing is filed. */
  async say(templates: Templates, pool: Pool, onFallBack?: (template: string) => void): Promise<void> {
    const letters = this.#waiting;
    this.#waiting = [];
    await templates.compile(pool, letters, onFallBack);
    for (const letter of letters) {
      const { customerId, kind, language, to } = letter;
      const needsPerson = 'release' in letter && letter.release === 'human';
      const rendered = templates.of(letter).render(letter.facts);
      this.letters.push({ letter: { customerId, kind, language, to, needsPerson }, rendered });
    }
  }
}
