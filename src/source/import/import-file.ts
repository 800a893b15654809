import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BadRows, type FaultInRow, sayFaults } from './bad-rows.ts';
import { groupRows, splitRows } from './group-rows.ts';
import type { Rejects } from './rejects.ts';
import { copyLine, RowReader } from './row-reader.ts';
import type { SourceFile } from './source-file.ts';
import type { Staged } from './staged.ts';
import { copyIntoStaging, createStaging, isFlagged, removeDuplicates } from './staging.ts';

/**
 * Streams a file into staging tables, one for each table that it brings. Memory stays at a few pieces of the file, however
 * long it is; a row that can't be taken is noted and left out of all of them.
 * @param lost rejects when the connection is cut, see `lossOf`
 * @param place tells the files of an import apart
 * @param onBytes is told how many more bytes of the file were read.
 */
export async function stageFile(
  client: pg.PoolClient,
  lost: Promise<never>,
  file: SourceFile,
  place: number,
  rejects: Rejects | null,
  onBytes: (bytes: number) => void,
): Promise<Staged[]> {
  const { name } = file.opened;
  const staged = file.targets.map((target): Staged => {
    const stage = `stage_${place}_${target.table.name}`;
    return { target, name, stage, bad: new BadRows(name), rejects, rows: 0 };
  });
  await createStaging(client, staged, place);
  const copy = client.query(copyFrom(copyIntoStaging(staged, place)));
  const copied = pipeline(copyPieces(file, staged, rejects, onBytes), copy);
  // When the connection is cut the pipeline waits for ever for an answer to its own cancelling.
  await Promise.race([copied, lost]);
  await file.opened.expectSame();
  await splitRows(client, staged, place);
  for (const each of staged) {
    if (each.target.groupAt === null) await removeDuplicates(client, each);
    else await groupRows(client, each);
  }
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

async function* copyPieces(
  file: SourceFile,
  staged: readonly Staged[],
  rejects: Rejects | null,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const [first] = staged;
  const flagged = isFlagged(staged);
  const reader = new RowReader(file);
  const widths = file.targets.map(({ fields }) => fields.length);
  const reject = (fields: readonly string[], line: number, faults: readonly FaultInRow[]): void => {
    if (first) first.rows++;
    first?.bad.add(line, faults);
    rejects?.add([String(line), sayFaults(faults), ...fields]);
  };
  let header = true;
  for await (const { rows, bytes } of file.rowsIn.read()) {
    let out = '';
    for (const row of rows) {
      const { line } = row;
      if ('fault' in row) {
        reject([row.text], line, [{ column: null, value: row.text, fault: row.fault }]);
        continue;
      }
      const { fields } = row;
      if (header) {
        header = false;
        rejects?.add(['line', 'reason', ...fields]);
        continue;
      }
      const read = reader.read(fields);
      if (read === null) continue;
      if (read.faults.length > 0) reject(fields, line, read.faults);
      else {
        out += copyLine(line, read.tables, widths, flagged);
        for (const [index, taken] of read.tables.entries()) {
          const each = staged[index];
          if (taken !== null && each) each.rows++;
        }
      }
    }
    await rejects?.flush();
    onBytes(bytes);
    if (out !== '') yield Buffer.from(out);
  }
}
