import { once } from 'node:events';
import { constants, createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** `orders.rejects.csv`: the rows that were not taken, as they came, with their line and the reason. */
export class Rejects {
  private stream: WriteStream | null = null;
  private failure: Error | null = null;
  private readonly file: string;

  private constructor(file: string) {
    this.file = file;
  }

  /** Beside the file; where that folder can't be written, under `elsewhere`. */
  static async beside(csvFile: string, elsewhere: string): Promise<Rejects> {
    const name = `${path.basename(csvFile, path.extname(csvFile))}.rejects.csv`;
    const folder = path.dirname(path.resolve(csvFile));
    const writable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (writable) return new Rejects(path.join(folder, name));
    await mkdir(elsewhere, { recursive: true, mode: 0o700 });
    return new Rejects(path.join(elsewhere, name));
  }

  /** Adds a row; the first one must be the header. Await `flush` now and then. */
  add(fields: readonly string[]): void {
    // Rows hold personal data: nobody else may read them.
    this.stream ??= this.open();
    this.stream.write(`${fields.map(quoted).join(',')}\n`);
  }

  /** Waits until the rows so far are not in memory any more. */
  async flush(): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.stream?.writableNeedDrain) await once(this.stream, 'drain');
  }

  /** Puts the file into its place, once its rows are final; returns its path, or null when there is none. */
  async keep(): Promise<string | null> {
    if (this.stream === null) return null;
    await this.finish();
    await rename(this.aside, this.file);
    return this.file;
  }

  async discard(): Promise<void> {
    if (this.stream === null) return;
    await this.finish().catch(() => undefined);
    await rm(this.aside, { force: true });
  }

  private open(): WriteStream {
    // What is there is of an import that was killed, or a link that leads elsewhere: neither is written into.
    rmSync(this.aside, { force: true });
    const stream = createWriteStream(this.aside, { mode: 0o600, flags: 'wx' });
    stream.on('error', (error) => {
      this.failure = error;
    });
    return stream;
  }

  private async finish(): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.stream === null || this.stream.writableFinished) return;
    this.stream.end();
    await once(this.stream, 'finish');
  }

  private get aside(): string {
    return `${this.file}.part`;
  }
}

const quoted = (field: string): string =>
  /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
