import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

type Row = Readonly<Record<string, string>>;

/** When the exported company's round is: a Thursday morning. */
export const AT = '2026-11-26T10:00:00+01:00';

/** Writes tables as the CSV files of an export into a folder, which is made. */
export async function writeExport(
  folder: string,
  tables: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [table, rows] of Object.entries(tables)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
    await writeFile(
      path.join(folder, `${table}.csv`),
      lines.map((fields) => `${fields.map(quoted).join(',')}\n`).join(''),
    );
  }
}

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;

/** A company with one customer whose one order has stood still for two weeks. */
export const oneStalledOrder = (customer: Row = {}, order: Row = {}): Record<string, readonly Row[]> => ({
  people: [
    { id: 'anna', name: 'Anna Nowak', role: 'owner', email: 'anna@nowak.example', phone: '+48 22 100 20 30' },
  ],
  customers: [
    {
      id: 'C1',
      name: 'Zofia Maj',
      email: 'zofia@maj.example',
      language: 'en',
      owner_id: 'anna',
      ...customer,
    },
  ],
  orders: [
    {
      id: 'O1',
      customer_id: 'C1',
      number: 'ZK 1001',
      summary: 'wedding suit',
      placed_at: '2026-11-09T09:00:00+01:00',
      stage: 'picking',
      stage_since: '2026-11-10T09:00:00+01:00',
      promised_for: '2026-11-24',
      ...order,
    },
  ],
  feeds: [
    { name: 'orders', fresh_as_of: '2026-11-26T09:00:00+01:00' },
    { name: 'service_jobs', fresh_as_of: '2026-11-26T09:00:00+01:00' },
  ],
});
