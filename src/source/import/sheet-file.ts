import { nearest } from '../../policy/nearest.ts';
import { cellText, dateStyles, type NumberStyle } from '../dialect/sheet-cells.ts';
import { harmless } from '../dialect/visible.ts';
import type { Profile } from '../profile/profile.ts';
import { FileFaults, ofWhole } from './file-faults.ts';
import type { OpenedFile } from './opened-file.ts';
import type { RowIn, Rows, RowsIn } from './rows-in.ts';
import { Workbook } from './workbook.ts';

/** Of a sheet, as Excel has it. */
const MOST_COLUMNS = 16_384;
/** No cell of Excel is longer. */
const LONGEST_CELL = 32_767;

/** What a sheet's cells refer to. */
interface Shared {
  readonly texts: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly from1904: boolean;
}

/**
 * The rows of one sheet of a workbook, the one that the profile names or the first. Days are written as days, whatever their format,
 * and numbers with a decimal point. Unpacked and parsed as it is read, so that memory is that of the texts which cells share.
 * @throws ConfigurationFailure when there is no such sheet
 */
export async function sheetFile(file: OpenedFile, profile: Profile): Promise<RowsIn> {
  const workbook = await Workbook.open(file);
  const { sheets, from1904 } = await sheetsOf(workbook);
  const wanted = profile.sheet;
  const sheet = wanted === null ? sheets[0] : sheets.find(({ name }) => name === wanted);
  if (sheet === undefined) {
    const names = sheets.map(({ name }) => name);
    const called = wanted ?? '';
    const fault = { code: 'no_sheet', sheet: called, meant: nearest(called, names), sheets: names } as const;
    throw new FileFaults([ofWhole(file.name, fault)]);
  }
  const shared = { texts: await textsOf(workbook), styles: await stylesOf(workbook), from1904 };
  const written = [`sheet: ${JSON.stringify(sheet.name)}`];
  return { read: () => rowsOf(workbook, sheet.part, shared, profile.header), contract: true, written };
}

async function sheetsOf(workbook: Workbook) {
  const found: { name: string; id: string }[] = [];
  let from1904 = false;
  await workbook.readWhole('xl/workbook.xml', {
    open: ({ name, attributes }) => {
      if (local(name) === 'sheet') {
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
        found.push({ name: attributes.name ?? '', id });
      }
      if (local(name) === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    },
  });
  const parts = new Map<string, string>();
  await workbook.readWhole('xl/_rels/workbook.xml.rels', {
    open: ({ attributes }) => {
      const target = attributes.Target ?? '';
      parts.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  const sheets = found.flatMap(({ name, id }) => {
    const part = parts.get(id);
    return part !== undefined && workbook.has(part) ? [{ name, part }] : [];
  });
  return { sheets, from1904 };
}

async function textsOf(workbook: Workbook): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let reading = false;
  let phonetic = false;
  await workbook.readWhole('xl/sharedStrings.xml', {
    open: ({ name }) => {
      if (local(name) === 'si') text = '';
      if (local(name) === 'rPh') phonetic = true;
      reading = local(name) === 't' && !phonetic;
    },
    text: (piece) => {
      if (reading) text += piece;
    },
    close: (name) => {
      reading = false;
      if (local(name) === 'rPh') phonetic = false;
      if (local(name) === 'si') texts.push(text);
    },
  });
  return texts;
}

async function stylesOf(workbook: Workbook): Promise<readonly NumberStyle[]> {
  const formats = new Map<number, string>();
  const cells: number[] = [];
  let within = false;
  await workbook.readWhole('xl/styles.xml', {
    open: ({ name, attributes }) => {
      if (local(name) === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (local(name) === 'cellXfs') within = true;
      if (within && local(name) === 'xf') cells.push(Number(attributes.numFmtId ?? 0));
    },
    close: (name) => {
      if (local(name) === 'cellXfs') within = false;
    },
  });
  return dateStyles(cells, formats);
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

async function* rowsOf(
  workbook: Workbook,
  part: string,
  shared: Shared,
  header: number,
): AsyncGenerator<Rows> {
  const sheet = new SheetRows(shared, header);
  for await (const bytes of workbook.read(part, sheet)) yield sheet.take(bytes);
  yield sheet.take(0);
}

/** Gathers cells to rows. A row has as many fields as the header, or more where more cells are filled. */
class SheetRows {
  private readonly shared: Shared;
  private readonly header: number;
  private rows: RowIn[] = [];
  private fields: string[] = [];
  private errors: { cell: number; error: string }[] = [];
  private line = 0;
  private width = 0;
  private at = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private reading = false;

  constructor(shared: Shared, header: number) {
    this.shared = shared;
    this.header = header;
  }

  take(bytes: number): Rows {
    const taken = { rows: this.rows, bytes };
    this.rows = [];
    return taken;
  }

  open = ({ name, attributes }: { name: string; attributes: Readonly<Record<string, string>> }): void => {
    switch (local(name)) {
      case 'row':
        this.line = Number(attributes.r ?? this.line + 1);
        this.fields = [];
        this.errors = [];
        this.at = -1;
        break;
      case 'c':
        this.at = attributes.r === undefined ? this.at + 1 : placeOf(attributes.r);
        this.type = attributes.t ?? 'n';
        this.style = Number(attributes.s ?? 0);
        this.value = '';
        break;
      case 'v':
      case 't':
        this.reading = true;
        break;
    }
  };

  text = (text: string): void => {
    if (this.reading && this.value.length <= LONGEST_CELL) this.value += text;
  };

  close = (name: string): void => {
    this.reading = false;
    if (local(name) === 'c') this.addCell();
    if (local(name) === 'row') this.addRow();
  };

  private addCell(): void {
    if (this.at < 0 || this.at >= MOST_COLUMNS || this.value === '') return;
    if (this.type === 'e') {
      this.errors.push({ cell: this.at + 1, error: harmless(this.value) });
      return;
    }
    const { texts, styles, from1904 } = this.shared;
    const text =
      this.type === 's'
        ? (texts[Number(this.value)] ?? '')
        : this.type === 'n'
          ? cellText(this.value, styles[this.style] ?? { kind: 'number' }, from1904)
          : this.type === 'b'
            ? String(this.value === '1')
            : this.value;
    while (this.fields.length < this.at) this.fields.push('');
    this.fields[this.at] = text;
  }

  private addRow(): void {
    const { fields, line, errors } = this;
    while (fields.length > 0 && fields.at(-1) === '') fields.pop();
    if (line < this.header || (fields.length === 0 && errors.length === 0)) return;
    if (this.width === 0) this.width = fields.length;
    while (fields.length < this.width) fields.push('');
    if (errors.length > 0)
      this.rows.push({
        fault: { code: 'cell_errors', cells: errors },
        line,
        text: fields.join(' ').trim(),
      });
    else this.rows.push({ fields, line });
  }
}

/** `B7` is the second column: 1. */
function placeOf(reference: string): number {
  let place = 0;
  for (const char of reference.slice(0, 3)) {
    const letter = char.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    place = place * 26 + letter;
  }
  return place - 1;
}
