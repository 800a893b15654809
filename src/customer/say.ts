/** A sentence of our pages in one language: its key ("today.title"), and what stands for `{name}` in it. */
export interface Say {
  (key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Whether there is such a sentence, without forms by count. */
  has(key: string): boolean;
}

/** Who is told: in which sentences, and how days, moments and numbers are written for them. */
export interface ToldReader {
  readonly say: Say;
  /** An ISO day or moment, on their clocks; what is neither, as it is. */
  when(written: string): string;
  number(value: number): string;
}
