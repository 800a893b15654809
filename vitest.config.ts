import { defineConfig } from 'vitest/config';

const ARCHITECTURE = 'test/architecture.test.ts';
/** Pure code under test: these need no server, and leave nothing behind that another file could trip over. */
const PURE = 'calendar|customer|policy|account|inbox|guards|alarms|usual|waiting|dunning|week|letters|attend';
/** Tests that leave nothing behind in their process: one load of the modules, and of the templates, serves all of a folder. */
const TIDY = 'stories|source|post|mailbox|demo|commands|ledger|database';
const NOT_PURE = ['test/dunning/ordinary-erp.test.ts', 'test/letters/screens.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two workers: the tests start servers and processes of their own. Three are hardly faster on two cores, and late for each other.
    maxWorkers: 2,
    projects: [
      // Reads files only, so that `npm run check` needs no database.
      { extends: true, test: { name: 'architecture', include: [ARCHITECTURE] } },
      // One load of the modules serves all of them.
      {
        extends: true,
        test: {
          name: 'rules',
          include: [`test/(${PURE})/**/*.test.ts`],
          exclude: NOT_PURE,
          isolate: false,
          setupFiles: ['test/support/seed.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: [`test/(${TIDY})/**/*.test.ts`],
          isolate: false,
          globalSetup: ['test/support/database-server.ts'],
          setupFiles: ['test/support/seed.ts', 'test/support/tidy.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'behaviour',
          include: ['test/*.test.ts', `test/!(${PURE}|${TIDY})/**/*.test.ts`, ...NOT_PURE],
          exclude: [ARCHITECTURE],
          globalSetup: ['test/support/database-server.ts'],
          setupFiles: ['test/support/seed.ts'],
        },
      },
    ],
  },
});
