/** From here on V8 keeps a part of a text as a view of the whole: a name of twenty characters would hold a page of rows. */
const SHORTEST_VIEW = 13;
/** A hostile export may name endless stages; real companies have dozens. */
const MOST_NAMES = 10_000;

/** Texts that a history keeps: without the pages that they were read from, and one for all that say the same. */
export class KeptTexts {
  readonly #names = new Map<string, string>();

  /** A text that many rows have: a stage, a person, an outcome. */
  name(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    if (this.#names.size < MOST_NAMES) this.#names.set(own, own);
    return own;
  }
}

/** The same text in memory of its own. */
export const ownText = (text: string): string =>
  text.length < SHORTEST_VIEW ? text : Buffer.from(text).toString();
