import { vi } from 'vitest';

/** Milliseconds: far longer than anything takes, on the busiest machine. */
const PATIENCE = 200_000;

/** What this comes to once it no longer throws: it is asked again and again until then. */
export const eventually = <Answer>(holds: () => Answer | Promise<Answer>): Promise<Answer> =>
  vi.waitFor(holds, { timeout: PATIENCE });
