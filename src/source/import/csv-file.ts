import { type Delimiter, findDelimiter, saidInFile } from '../dialect/delimiter.ts';
import { ByteEvidence, encodingAtStart, textFrom, Utf8Check } from '../dialect/encoding.ts';
import { askedOf, type FileQuestion } from '../dialect/question.ts';
import type { Profile } from '../profile/profile.ts';
import { CsvRows } from './csv-rows.ts';
import { FileFaults } from './file-faults.ts';
import type { OpenedFile } from './opened-file.ts';
import type { RowIn, Rows, RowsIn } from './rows-in.ts';

/** How a file of text is written. */
interface Dialect {
  readonly encoding: string;
  readonly delimiter: string;
  /** Characters of a first line that says the delimiter alone. */
  readonly lead: number;
  /** Lines end with CR alone, as old Macintosh programs wrote. */
  readonly crAlone: boolean;
}

/** What of a file its delimiter is told by, in characters. */
const SAMPLE = 128 * 1024;

/**
 * The rows of a file of text, however it is written.
 * @param wanted names of columns that are looked for in it
 * @throws ConfigurationFailure with a question where it could be read in two ways
 */
export async function csvFile(
  file: OpenedFile,
  profile: Profile,
  wanted: ReadonlySet<string>,
): Promise<RowsIn> {
  const encoding = profile.encoding ?? (await encodingOf(file));
  if (typeof encoding !== 'string') throw asked(file, encoding);
  const sample = await sampleOf(file, encoding);
  const said = saidInFile(sample);
  const crAlone = !sample.includes('\n') && sample.includes('\r');
  const text = (crAlone ? sample.replaceAll('\r', '\n') : sample).slice(said?.length ?? 0);
  const whole = text.length < SAMPLE / 2 ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const delimiter: Delimiter | string | FileQuestion =
    profile.delimiter ?? said?.delimiter ?? findDelimiter(whole, wanted, profile.header);
  if (typeof delimiter !== 'string') throw asked(file, delimiter);
  const dialect = { encoding, delimiter, lead: said?.length ?? 0, crAlone };
  return {
    read: () => rowsOf(file, dialect, profile.header),
    written: [`encoding: ${encoding}`, `delimiter: ${JSON.stringify(delimiter)}`],
    contract: encoding === 'utf-8' && delimiter === ',',
  };
}

/** What is not told is asked: this is no fault of the file, but nothing can be loaded before it is answered. */
const asked = (file: OpenedFile, question: FileQuestion): FileFaults =>
  new FileFaults([askedOf(file.name, question)]);

async function encodingOf(file: OpenedFile): Promise<string | FileQuestion> {
  const check = new Utf8Check();
  let first = true;
  let sound = true;
  for await (const piece of file.pieces()) {
    const start = first ? encodingAtStart(piece) : null;
    if (start !== null) return start.encoding;
    first = false;
    sound = check.goesOn(piece);
    if (!sound) break;
  }
  if (sound && check.goesOn(new Uint8Array(), false)) return 'utf-8';
  const evidence = new ByteEvidence();
  for await (const piece of file.pieces()) evidence.add(piece);
  return evidence.conclude();
}

async function sampleOf(file: OpenedFile, encoding: string): Promise<string> {
  const decoder = textFrom(encoding);
  let text = '';
  for await (const piece of file.pieces()) {
    text += decoder.write(piece);
    if (text.length >= SAMPLE) return text;
  }
  return text + decoder.end();
}

async function* rowsOf(file: OpenedFile, dialect: Dialect, header: number): AsyncGenerator<Rows> {
  let rows: RowIn[] = [];
  const csv = new CsvRows(
    // What stands above the header is a title.
    (fields, line) => line >= header && rows.push({ fields, line }),
    (fault, line, text) => rows.push({ fault, line, text }),
    dialect.delimiter,
    dialect.lead > 0 ? 2 : 1,
  );
  const take = (bytes: number): Rows => {
    const taken = { rows, bytes };
    rows = [];
    return taken;
  };
  const decoder = textFrom(dialect.encoding);
  let lead = dialect.lead;
  const push = (text: string): void => {
    const cut = Math.min(lead, text.length);
    lead -= cut;
    const rest = cut === 0 ? text : text.slice(cut);
    csv.push(dialect.crAlone ? rest.replaceAll('\r', '\n') : rest);
  };
  for await (const piece of file.pieces()) {
    push(decoder.write(piece));
    yield take(piece.length);
  }
  push(decoder.end());
  csv.end();
  yield take(0);
}
