import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { ConfigurationFailure, messageOf } from '../../failure.ts';
import { harmless } from '../dialect/visible.ts';
import { FileFailure, FileFaults, ofWhole } from './file-faults.ts';
import { isTooMuch, type OpenedFile } from './opened-file.ts';

/** What a part of a workbook says while it is read. */
export interface PartReader {
  open?(tag: SaxesTagPlain): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** A workbook of Excel has a few dozen parts. */
const MOST_PARTS = 10_000;
/** Parts that are kept in memory, unpacked, in bytes: names of sheets, styles, and the texts that cells share. */
const MOST_KEPT = 192 * 1024 * 1024;
const WORKBOOK = 'xl/workbook.xml';

/** The parts of a workbook, unpacked as they are read. */
export class Workbook {
  private readonly file: OpenedFile;
  private readonly zip: ZipFile;
  private readonly parts: ReadonlyMap<string, Entry>;

  private constructor(file: OpenedFile, zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.file = file;
    this.zip = zip;
    this.parts = parts;
  }

  /** @throws FileFailure when it is damaged, no workbook, or would unpack to far too much */
  static async open(file: OpenedFile): Promise<Workbook> {
    const damaged = (error: unknown) =>
      new FileFailure(
        ofWhole(file.name, {
          code: 'workbook_unreadable',
          said: harmless(messageOf(error)),
        }),
      );
    const zip = await fromFdPromise(file.handle.fd, { lazyEntries: true, autoClose: false }).catch(
      (error: unknown) => {
        throw damaged(error);
      },
    );
    const parts = new Map<string, Entry>();
    try {
      for await (const entry of zip.eachEntry()) {
        parts.set(entry.fileName.replace(/^\//, ''), entry);
        if (parts.size > MOST_PARTS || isTooMuch(entry.uncompressedSize, entry.compressedSize))
          throw file.isBomb();
      }
    } catch (error) {
      throw error instanceof FileFailure ? error : damaged(error);
    }
    if (!parts.has(WORKBOOK)) throw new FileFaults([ofWhole(file.name, { code: 'zip_no_workbook' })]);
    return new Workbook(file, zip, parts);
  }

  has(part: string): boolean {
    return this.parts.has(part);
  }

  /** Reads a part that is kept in memory, whole. */
  async readWhole(part: string, reader: PartReader): Promise<void> {
    const entry = this.parts.get(part);
    if (entry === undefined) return;
    if (entry.uncompressedSize > MOST_KEPT) {
      throw new FileFailure(ofWhole(this.file.name, { code: 'workbook_texts' }));
    }
    for await (const _piece of this.read(part, reader));
  }

  /** Reads a part and yields after each piece, so that what the reader took can be given on. */
  async *read(part: string, reader: PartReader): AsyncGenerator<number> {
    const entry = this.parts.get(part);
    if (entry === undefined) throw new FileFailure(ofWhole(this.file.name, { code: 'workbook_lacks', part }));
    const parser = new SaxesParser();
    const decoder = new TextDecoder('utf-8');
    if (reader.open) parser.on('opentag', (tag) => reader.open?.(tag));
    if (reader.close) parser.on('closetag', ({ name }) => reader.close?.(name));
    if (reader.text) {
      parser.on('text', (text) => reader.text?.(text));
      parser.on('cdata', (text) => reader.text?.(text));
    }
    try {
      // It ends with an error when it unpacks to more than its entry says.
      const stream = await this.zip.openReadStreamPromise(entry);
      try {
        for await (const piece of stream) {
          if (!Buffer.isBuffer(piece)) continue;
          parser.write(decoder.decode(piece, { stream: true }));
          yield piece.length;
        }
        parser.write(decoder.decode()).close();
      } finally {
        stream.destroy();
      }
    } catch (error) {
      if (error instanceof FileFailure || error instanceof ConfigurationFailure) throw error;
      const said = harmless(messageOf(error).split('\n')[0] ?? '');
      throw new FileFailure(ofWhole(this.file.name, { code: 'workbook_damaged', part, said }));
    }
  }
}
