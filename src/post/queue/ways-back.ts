import type { Pool } from 'pg';
import { readTags } from '../../ledger/mail/mail-keys.ts';
import { hasProbeComeBack } from '../../ledger/mail/probes.ts';
import type { ReplyWays } from '../letter/mail.ts';

/** How answers find their way back, as the ledger knows it: asked again now and then, for a key may be new, or a way proven. */
export class WaysBack {
  private ways: ReplyWays | null = null;
  private readonly pool: Pool;
  private readonly readsMail: boolean;

  /** @param readsMail a mailbox is read (IMAP_URL) */
  constructor(pool: Pool, readsMail: boolean) {
    this.pool = pool;
    this.readsMail = readsMail;
  }

  /** @throws the database's error */
  async ask(): Promise<void> {
    const tags = await readTags(this.pool);
    const byTag = this.readsMail && (await hasProbeComeBack(this.pool));
    this.ways = { tags, mailbox: byTag ? 'read by tag' : this.readsMail ? 'read' : 'unread' };
  }

  get now(): ReplyWays {
    if (this.ways === null) throw new Error('nobody has asked for the ways back yet');
    return this.ways;
  }
}
