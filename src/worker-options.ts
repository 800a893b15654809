import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { ImapServer } from './post/imap-url.ts';
import type { Transport } from './post/transport.ts';
import type { Pulse } from './pulse.ts';
import type { World } from './round.ts';
import type { Vitals } from './vitals.ts';

/** What a worker works with. */
export interface WorkerOptions extends World {
  readonly transport: Transport;
  /** The mailbox to which letters come back; null: none is read. */
  readonly inbox: ImapServer | null;
  readonly log: Logger;
  readonly vitals: Vitals;
  /** Feels each part of the worker get on. */
  readonly pulse: Pulse;
  readonly config: Pick<Config, 'home'>;
  /** Aborted: the round under way is finished, what is being sent is settled, and `work` returns. */
  readonly signal: AbortSignal;
}
