import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { fixedClock } from '../../src/clock.ts';
import type { Databases } from '../../src/database/databases.ts';
import { ConfigurationFailure, RunFailure } from '../../src/failure.ts';
import { CONTRACT } from '../../src/source/contract/contract.ts';
import { importTable } from '../../src/source/import/import.ts';
import { freshDatabases } from '../support/database.ts';
import { FuzzTally } from './fuzz-tally.ts';
import { hostileText } from './hostile-text.ts';
import { mutations } from './mutations.ts';
import type { Figure, Setting } from './ordeal.ts';
import { NOW } from './waiting-company.ts';

const SOUND: Readonly<Record<string, string>> = {
  customers:
    'id,name,email,language,credit_limit,currency,email_allowed\nC1,Zofia Maj,zofia@maj.example,pl,1000.50,PLN,true\n' +
    'C2,"Smith, John",john@smith.example,en,,,false\n',
  orders:
    'id,customer_id,number,placed_at,stage,promised_for,total,currency\nO1,C1,1001,2026-11-01T09:00:00+01:00,picking,2026-12-01,120.00,PLN\n',
  invoices:
    'id,customer_id,number,issued_on,due_on,currency,total,open_amount,disputed\nF1,C1,F/1,2026-10-01,2026-10-15,PLN,100,100,false\n',
};
const BITS = [
  '"',
  '""',
  ',,',
  '\n\n',
  "'; drop table source.customers; --",
  '\\.\n',
  '\\N',
  '2026-13-45',
  'NaN',
  '1e400',
  'infinity',
  'BC',
];

/** CSV files of bytes and mutated rows: each is loaded whole, or refused with words, and never half. */
export async function fuzzImporter({ short, seed, say, progress }: Setting): Promise<readonly Figure[]> {
  const tally = new FuzzTally('importer', say);
  const databases = await freshDatabases();
  const folder = await mkdtemp(path.join(tmpdir(), 'tidings-fuzz-'));
  const numRuns = short ? 100 : 2_000;
  let tried = 0;
  const sound = fc.constantFrom(...Object.entries(SOUND));
  const files = sound.chain(([table, text]) =>
    fc.record({
      table: fc.constant(table),
      skipBad: fc.boolean(),
      bytes: fc.oneof(
        { weight: 4, arbitrary: mutations(text, BITS).map((changed) => Buffer.from(changed)) },
        { weight: 2, arbitrary: hostileText.map((value) => Buffer.from(`${text}${csvRow(text, value)}`)) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)) },
        {
          weight: 1,
          arbitrary: fc
            .uint8Array({ maxLength: 300 })
            .map((bytes) => Buffer.concat([Buffer.from(text), bytes])),
        },
      ),
    }),
  );
  try {
    await fc.assert(
      fc.asyncProperty(files, async ({ table, skipBad, bytes }) => {
        tally.again();
        progress(++tried, numRuns);
        const input = bytes.toString('latin1');
        const file = path.join(folder, `${table}.csv`);
        await writeFile(file, bytes);
        const before = await rowsOf(databases, table);
        try {
          const result = await importTable(databases, table, file, {
            clock: fixedClock(NOW),
            skipBad,
            rejectsFolder: folder,
          });
          const [told] = result.tables;
          const after = await rowsOf(databases, table);
          if (after - before !== (result.loaded ? (told?.inserted ?? 0) : 0))
            tally.injection(
              `it says ${JSON.stringify(told).slice(0, 300)}, and there are ${after - before} more rows`,
              input,
            );
        } catch (error) {
          if (!(error instanceof ConfigurationFailure || error instanceof RunFailure))
            tally.crash(error, input);
          if ((await rowsOf(databases, table)) !== before)
            tally.injection('it failed, and rows are there', input);
        }
      }),
      { numRuns, seed },
    );
    const missing = await missingTables(databases);
    for (const name of missing) tally.injection(`table ${name} is gone`, '');
    return tally.figures();
  } finally {
    await rm(folder, { recursive: true, force: true });
    await databases.close();
  }
}

/** A further row with the hostile text in every column. */
function csvRow(text: string, value: string): string {
  const columns = text.slice(0, text.indexOf('\n')).split(',').length;
  const quoted = `"${value.replaceAll('"', '""')}"`;
  return `${Array.from({ length: columns }, () => quoted).join(',')}\n`;
}

async function rowsOf({ sourcePool }: Databases, table: string): Promise<number> {
  const { rows } = await sourcePool.query<{ n: number }>(`select count(*)::int as n from source.${table}`);
  return rows[0]?.n ?? 0;
}

async function missingTables({ sourcePool }: Databases): Promise<readonly string[]> {
  const { rows } = await sourcePool.query<{ name: string }>(
    `select tablename::text as name from pg_tables where schemaname = 'source'`,
  );
  return CONTRACT.map(({ name }) => name).filter((name) => !rows.some((row) => row.name === name));
}
