import { afterAll, vi } from 'vitest';

// Several files run in one process: the environment that one made up is gone for the next.
afterAll(() => {
  vi.unstubAllEnvs();
});
