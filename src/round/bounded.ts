/** Entries of a list that a report keeps; the count goes on. A round over broken data must not fill the memory. */
const MOST_ENTRIES = 20_000;

/** A list that keeps its first entries and counts them all. */
export class Bounded<Entry> {
  readonly entries: Entry[] = [];
  count = 0;

  add(entry: Entry): void {
    this.count += 1;
    if (this.entries.length < MOST_ENTRIES) this.entries.push(entry);
  }
}
