import { crc32, deflateRawSync } from 'node:zlib';

/** A cell as Excel keeps it: a text, a number, a day (its serial and the format that shows it), a flag, an error. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | { readonly serial: number; readonly format?: 'day' | 'moment' }
  | { readonly padded: number }
  | { readonly error: string };

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const columnOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : columnOf(Math.floor(index / 26) - 1) + columnOf(index % 26);

/** One entry of a ZIP; `claims` makes it say another unpacked size than it has. */
export interface ZipPart {
  readonly name: string;
  readonly bytes: Buffer;
  readonly claims?: number;
}

/** A ZIP file of these parts. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, claims = bytes.length } of parts) {
    const packed = deflateRawSync(bytes);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claims, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    central.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), about, place, Buffer.from(name)]),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** The parts of a workbook with one sheet for each name. */
export function workbookParts(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  date1904 = false,
): ZipPart[] {
  const texts: string[] = [];
  const cell = (value: Cell, row: number, column: number): string => {
    const at = `r="${columnOf(column)}${row}"`;
    if (value === null) return '';
    if (typeof value === 'string') {
      texts.push(value);
      return `<c ${at} t="s"><v>${texts.length - 1}</v></c>`;
    }
    if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
    if (typeof value === 'boolean') return `<c ${at} t="b"><v>${Number(value)}</v></c>`;
    if ('error' in value) return `<c ${at} t="e"><v>${value.error}</v></c>`;
    if ('padded' in value) return `<c ${at} s="3"><v>${value.padded}</v></c>`;
    return `<c ${at} s="${value.format === 'moment' ? 2 : 1}"><v>${value.serial}</v></c>`;
  };
  const names = Object.keys(sheets);
  const pages = Object.values(sheets).map((rows, page) => ({
    name: `xl/worksheets/sheet${page + 1}.xml`,
    bytes: Buffer.from(
      `<worksheet><sheetData>${rows
        .map(
          (cells, row) =>
            `<row r="${row + 1}">${cells.map((value, at) => cell(value, row + 1, at)).join('')}</row>`,
        )
        .join('')}</sheetData></worksheet>`,
    ),
  }));
  const part = (name: string, text: string): ZipPart => ({ name, bytes: Buffer.from(text) });
  return [
    part(
      'xl/workbook.xml',
      `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr date1904="${Number(date1904)}"/><sheets>${names
        .map((name, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${names.map((_name, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    ),
    part(
      'xl/styles.xml',
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy hh:mm"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    ),
    part(
      'xl/sharedStrings.xml',
      `<sst>${texts.map((text) => `<si><r><t xml:space="preserve">${xml(text.slice(0, 3))}</t></r><r><t>${xml(text.slice(3))}</t></r><rPh><t>no</t></rPh></si>`).join('')}</sst>`,
    ),
    ...pages,
  ];
}

/** A workbook as Excel saves one. */
export const aWorkbook = (
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  date1904 = false,
): Buffer => zipOf(workbookParts(sheets, date1904));
