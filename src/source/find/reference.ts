/** What a reference may say that it is: ids may repeat between the company's tables. */
export const SUBJECT_WORDS = ['customer', 'order', 'job', 'invoice'] as const;
export type SubjectWord = (typeof SUBJECT_WORDS)[number];

/** An id or a number as a person gives it, and among what to look for it. */
export interface Reference {
  /** null: among everything. */
  readonly among: SubjectWord | null;
  readonly id: string;
}

/** `order:21` is order 21; without such a word at its beginning the whole is an id. */
export function parseReference(text: string): Reference {
  const colon = text.indexOf(':');
  const word = SUBJECT_WORDS.find((each) => each === text.slice(0, Math.max(colon, 0)).toLowerCase());
  return word === undefined ? { among: null, id: text } : { among: word, id: text.slice(colon + 1).trim() };
}
