import { defineConfig } from 'vitest/config';

const ARCHITECTURE = 'test/architecture.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two workers: the tests start servers and processes of their own.
    maxWorkers: 2,
    projects: [
      // Reads files only, so that `npm run check` needs no database.
      { extends: true, test: { name: 'architecture', include: [ARCHITECTURE] } },
      {
        extends: true,
        test: {
          name: 'behaviour',
          include: ['test/**/*.test.ts'],
          exclude: [ARCHITECTURE],
          globalSetup: ['test/support/database-server.ts'],
          setupFiles: ['test/support/seed.ts'],
        },
      },
    ],
  },
});
