import type { Pool } from 'pg';

/** The demo's reminders of the last weeks count as submitted on their days; no server and no file has them. */
export async function playBack(pool: Pool): Promise<void> {
  await pool.query(
    `update letters set status = 'submitted', submitted_at = decided_at, settled_at = decided_at, attempts = 1,
            first_attempt_at = decided_at
     where status = 'queued'`,
  );
}
