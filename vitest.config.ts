import path from 'node:path';
import { defineConfig } from 'vitest/config';

const ARCHITECTURE = 'test/architecture.test.ts';
/** Pure code under test: these need no server, and leave nothing behind that another file could trip over. */
const PURE = 'calendar|customer|policy|account|inbox|guards|alarms|usual|waiting|dunning|week|letters|attend';
/** Tests that stand for something else in their whole process: each has one of its own, and the modules of src/ itself. */
const ALONE = ['test/gate/gate-routes.test.ts', 'test/console/frame/formats.test.ts'];
const NOT_PURE = ['test/dunning/ordinary-erp.test.ts', 'test/letters/screens.test.ts'];

const at = (...names: readonly string[]) => path.join(import.meta.dirname, ...names);

/**
 * What ships is tested: a test that imports from src/ gets the module of dist/, which Node itself loads, much sooner than each could be
 * transformed. `test/support/built.ts` sees to it that dist/ is what src/ says.
 */
const shipped = {
  name: 'shipped',
  enforce: 'pre' as const,
  resolveId: (to: string, from?: string) => {
    if (from === undefined || !/^\.{1,2}\/.*\.ts$/.test(to)) return null;
    const module = path.relative(at('src'), path.resolve(path.dirname(from), to));
    return /^(\.\.|console\/browser\/)/.test(module) ? null : at('dist', module.replace(/\.ts$/, '.js'));
  },
};
const SHIPPED = { deps: { external: [/\/dist\/.*\.js$/] } };

export default defineConfig({
  test: {
    // Of dist/ to src/, where an error tells of its place; and room for what is young, of which tests make much.
    execArgv: ['--enable-source-maps', '--max-semi-space-size=64'],
    // No test is slow because it fails: these end one that hangs, on a machine that is busy with other things.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Two workers: the tests start servers and processes of their own. Three are hardly faster on two cores, and late for each other.
    maxWorkers: 2,
    projects: [
      // Reads files only, so that `npm run check` needs no database.
      { extends: true, test: { name: 'architecture', include: [ARCHITECTURE] } },
      // One load of the modules serves all of them.
      {
        extends: true,
        plugins: [shipped],
        test: {
          name: 'rules',
          server: SHIPPED,
          globalSetup: ['test/support/built.ts'],
          include: [`test/(${PURE})/**/*.test.ts`],
          exclude: NOT_PURE,
          isolate: false,
          setupFiles: ['test/support/seed.ts'],
        },
      },
      // They leave nothing behind in their process: one load of the modules, and of the templates, serves many.
      {
        extends: true,
        plugins: [shipped],
        test: {
          name: 'behaviour',
          server: SHIPPED,
          include: ['test/*.test.ts', `test/!(${PURE})/**/*.test.ts`, ...NOT_PURE],
          exclude: [ARCHITECTURE, ...ALONE],
          isolate: false,
          globalSetup: ['test/support/built.ts', 'test/support/database-server.ts'],
          setupFiles: ['test/support/seed.ts', 'test/support/tidy.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          globalSetup: ['test/support/built.ts', 'test/support/database-server.ts'],
          setupFiles: ['test/support/seed.ts'],
        },
      },
    ],
  },
});
