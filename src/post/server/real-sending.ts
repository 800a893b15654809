import type { Pool } from 'pg';
import type { Instant } from '../../calendar/time.ts';
import { captureNoMore } from '../../ledger/letter-states/captured.ts';
import type { Rules } from '../../policy/rules.ts';
import type { Config } from '../../settings/config.ts';

/** Whether letters that were only captured count as told: while letters are captured, and where the policy says so. */
export const capturedCounts = (config: Pick<Config, 'smtpUrl'>, rules: Pick<Rules, 'post'>): boolean =>
  config.smtpUrl === null || rules.post.capturedCounts;

/**
 * Before anything is decided or sent by whoever sends: letters of a trial count no longer.
 * @returns what that came to, in one sentence; null: there were none
 */
export async function beginRealSending(
  pool: Pool,
  config: Pick<Config, 'smtpUrl'>,
  rules: Pick<Rules, 'post'>,
  now: Instant,
): Promise<string | null> {
  if (capturedCounts(config, rules)) return null;
  const letters = await captureNoMore(pool, now);
  if (letters === 0) return null;
  return (
    `${letters === 1 ? 'One letter was' : `${letters} letters were`} only captured before SMTP_URL was set, and reached nobody: ` +
    'they no longer count as told, and the next round writes to whom it is due. ' +
    '(Had the policy said `post: { captured_counts: true }`, they would count.)'
  );
}
