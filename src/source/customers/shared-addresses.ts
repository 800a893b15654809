import { shapeOfAddress } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

/** More than so many are no list for a person any more; the largest come first. */
const MOST = 10_000;

/** Addresses in small letters that stand first with more customers than `most`: one pass over the customers. */
export async function readSharedAddresses(source: RowSource, most: number): Promise<ReadonlySet<string>> {
  // Over the connection for much at once: the batches are read meanwhile.
  const rows = await source.copied(
    `select ${shapeOfAddress('email')} from ${source.tables.customers} customers where email is not null
     group by 1 having count(*) > ${Math.trunc(most)} order by count(*) desc limit ${MOST}`,
  );
  return new Set(rows.flatMap(([address]) => (address ? [address] : [])));
}
