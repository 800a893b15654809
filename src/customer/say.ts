/** A sentence of our pages in one language: its key ("today.title"), and what stands for `{name}` in it. */
export interface Say {
  (key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Whether there is such a sentence, without forms by count. */
  has(key: string): boolean;
}
