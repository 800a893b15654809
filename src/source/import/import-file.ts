import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyColumn } from '../../database/postgres-text.ts';
import type { Column } from '../contract/contract.ts';
import { BadRows } from './bad-rows.ts';
import { checkFor } from './column-values.ts';
import { type CsvFile, piecesOf } from './csv-header.ts';
import { CsvRows } from './csv-rows.ts';
import type { Rejects } from './rejects.ts';
import type { Staged } from './staged.ts';
import { copyIntoStaging } from './staging.ts';

/** What of the file is in memory at a time. */
const PIECE_BYTES = 256 * 1024;

type Fault = { column: string | null; value: string | null; reason: string };

/**
 * Streams a file into its staging table, which must be there. Memory stays at a few pieces of the file, however
 * long it is; a row that can't be taken is noted and left out.
 * @param lost rejects when the connection is cut, see `lossOf`
 * @param onBytes is told how many more bytes of the file were read.
 */
export async function stageFile(
  client: pg.PoolClient,
  lost: Promise<never>,
  file: CsvFile,
  rejects: Rejects | null,
  onBytes: (bytes: number) => void,
): Promise<Staged> {
  const staged: Staged = { file, bad: new BadRows(file.name), rejects, rows: 0 };
  const copy = client.query(copyFrom(copyIntoStaging(file)));
  const copied = pipeline(copyPieces(staged, onBytes), copy);
  // When the connection is cut the pipeline waits for ever for an answer to its own cancelling.
  await Promise.race([copied, lost]);
  return staged;
}

/** Rejects when the connection is cut. Once for all files of an import: a listener for each would pile up on the client. */
export function lossOf(client: pg.PoolClient): Promise<never> {
  const lost = new Promise<never>((_resolve, reject) => {
    client.once('error', reject);
  });
  // It may be cut while nobody waits for it; then the next statement fails.
  lost.catch(() => undefined);
  return lost;
}

async function* copyPieces(staged: Staged, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  let out = '';
  let header = true;
  const toCopy = rowCopier(staged);
  const rows = new CsvRows(
    (fields, line) => {
      if (header) {
        header = false;
        staged.rejects?.add(['line', 'reason', ...fields]);
        return;
      }
      staged.rows++;
      out += toCopy(fields, line);
    },
    (reason, line, text) => {
      staged.rows++;
      reject(staged, [text], line, [{ column: null, value: text, reason }]);
    },
  );
  const decoder = new TextDecoder('utf-8');
  const take = (): Buffer => {
    const piece = Buffer.from(out);
    out = '';
    return piece;
  };
  for await (const chunk of piecesOf(staged.file.path, PIECE_BYTES)) {
    rows.push(decoder.decode(chunk, { stream: true }));
    await staged.rejects?.flush();
    onBytes(chunk.length);
    if (out !== '') yield take();
  }
  rows.push(decoder.decode());
  rows.end();
  if (out !== '') yield take();
}

/** Turns the fields of one row into one line of COPY's text format, or into nothing when the row is bad. */
function rowCopier(staged: Staged): (fields: string[], line: number) => string {
  const { columns } = staged.file;
  const checks = columns.map(checkFor);
  return (fields, line) => {
    if (fields.length !== columns.length) {
      const reason = `has ${fields.length} fields where the header has ${columns.length}`;
      reject(staged, fields, line, [{ column: null, value: null, reason }]);
      return '';
    }
    let copied = String(line);
    let faults: Fault[] | null = null;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      const given = fields[i];
      if (column === undefined || given === undefined) continue;
      const value = column.type === 'text' ? given : given.trim();
      const reason = value === '' ? emptyFault(column) : (checks[i]?.(value) ?? null);
      if (reason !== null) {
        faults ??= [];
        faults.push({ column: column.name, value: value === '' ? null : value, reason });
      }
      copied += value === '' ? '\t\\N' : `\t${copyColumn(value)}`;
    }
    if (faults === null) return `${copied}\n`;
    reject(staged, fields, line, faults);
    return '';
  };
}

const emptyFault = (column: Column): string | null => (column.required ? 'must not be empty' : null);

function reject(staged: Staged, fields: readonly string[], line: number, faults: readonly Fault[]): void {
  staged.bad.add(line, faults);
  const why = faults
    .map((fault) => `${fault.column === null ? '' : `${fault.column} `}${fault.reason}`)
    .join('; ');
  staged.rejects?.add([String(line), why, ...fields]);
}
