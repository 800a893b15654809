import { type Instant, isoInstant } from '../../calendar/time.ts';
import { type Connection, ledger, rowsOf } from '../../database/query.ts';
import { type Tags, tagsOf } from '../../inbox/tags.ts';

/** Two of these hold more than 240 bits of the server's own strong randomness. */
const SECRET = `decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')`;

/**
 * The tags of this ledger: the newest key makes them, and the one before still proves. The first key is made here: two workers
 * that make one at once have two, and know both.
 * @throws the database's error
 */
export async function readTags(connection: Connection): Promise<Tags> {
  const keys = ledger.selectFrom('mail_keys').select('secret').orderBy('id', 'desc').limit(2);
  let rows = await rowsOf(connection, keys);
  if (rows.length === 0) {
    await connection.query(
      `insert into mail_keys (secret) select ${SECRET} where not exists (select from mail_keys)`,
    );
    rows = await rowsOf(connection, keys);
  }
  const [newest, before] = rows;
  if (newest === undefined)
    throw new Error('The ledger keeps no key for mails: table mail_keys stays empty.');
  return tagsOf({ newest: newest.secret, before: before?.secret ?? null });
}

/** Makes a new key; letters that went with the one before are still known, those of older ones are not. */
export async function newMailKey(connection: Connection, now: Instant): Promise<void> {
  await connection.query(
    `insert into mail_keys (secret, made_at, tagged_since)
     select ${SECRET}, $1, coalesce((select min(tagged_since) from mail_keys), $1)`,
    [isoInstant(now)],
  );
}
