import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Names a worker as the holder of leases or alarms: `host:pid:random`, so that no two ever share one. */
export const holderName = (): string => `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
