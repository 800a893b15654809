import type { Logger } from 'pino';
import type { Vitals } from '../gate/vitals.ts';
import type { ImapServer } from '../mailbox/imap-url.ts';
import type { Transport } from '../post/server/transport.ts';
import type { World } from '../round/round.ts';
import type { Config } from '../settings/config.ts';
import type { Pulse } from './pulse.ts';

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
