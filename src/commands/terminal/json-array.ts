/** Prints a JSON array entry by entry, so that a list of any length needs no memory. */
export class JsonArray {
  #count = 0;

  add(entry: unknown): void {
    process.stdout.write(`${this.#count === 0 ? '[' : ',\n '}${JSON.stringify(entry)}`);
    this.#count += 1;
  }

  end(): void {
    process.stdout.write(this.#count === 0 ? '[]\n' : ']\n');
  }
}
