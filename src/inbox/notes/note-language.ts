/**
 * What notes of absence and of receipt are made of in one language. A mail is such a note only when it holds nothing else, so
 * the words here are all that a note may say; the things that customers write about stand in none of them.
 */
export interface NoteLanguage {
  /** BCP 47, for the names of months and weekdays. */
  readonly code: string;
  /** How mail programs begin the subject of an automatic reply, in lower case; parted by `|`. */
  readonly subjects: string;
  /** Says by itself that somebody is away, or has left. In lower case. */
  readonly absent: RegExp;
  /** Says by itself that a machine took the mail: with a number, with a promise to answer, or as a machine. */
  readonly receipt: RegExp;
  /** Begins a greeting; the name after it is anybody's. */
  readonly greetings: string;
  /** After it may stand whom to ask instead, by name. */
  readonly contact: RegExp;
  /** Says that somebody is perhaps away: a note only beside whom to ask instead, or when an answer comes. */
  readonly perhaps?: RegExp;
  /** Says that somebody works here no more, or that an address is one no more. */
  readonly left?: RegExp;
  /** Says who does the work of whoever is away; a name stands beside it. */
  readonly deputy?: RegExp;
  /** What else notes say, and nobody who wants something: that they are glad of a mail, or where they are found. */
  readonly said?: RegExp;
  /** Says who does it instead, or who took it over: names stand in such a sentence. */
  readonly instead?: RegExp;
  /** The word before the name of a place, a town or a firm, where a sentence says of whom it is that they are away or have a mail. */
  readonly before?: RegExp;
  /** How adjectives end: one that no list has says little beside a noun that one has. */
  readonly adjective?: RegExp;
  /** All other words of notes; one with `*` is how words begin. */
  readonly words: string;
}

/** Of what kind a note is that nobody wrote to us. */
export type Note = 'absence' | 'receipt';
