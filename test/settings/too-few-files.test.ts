import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot, version } from '../../src/settings/package-root.ts';
import { tooFewFiles } from '../../src/settings/too-few-files.ts';

const failed = (code: string) => Object.assign(new Error('open'), { code });

test('a start that may not open enough files says how many it needs', () => {
  expect(tooFewFiles(failed('EMFILE'), 400)).toContain(
    'only 400 may be now: raise the limit with `ulimit -n 1024`',
  );
  expect(tooFewFiles(failed('EMFILE'), null)).toContain('ulimit -n 1024');
  expect(tooFewFiles(failed('ERR_MODULE_NOT_FOUND'), 300), 'as Node calls it').toContain('only 300');
});

test('another fault of the start stays what it is', () => {
  expect(tooFewFiles(failed('ERR_MODULE_NOT_FOUND'), 4096)).toBe(null);
  expect(tooFewFiles(failed('EACCES'), 100)).toBe(null);
  expect(tooFewFiles('no error', 100)).toBe(null);
});

test.runIf(process.platform === 'linux')(
  'where few files may be open the version is told, and a command says what it needs',
  async () => {
    const main = path.join(packageRoot, 'dist/main.js');
    const withFew = (...args: readonly string[]) =>
      new Promise<{ readonly code: unknown; readonly out: string; readonly err: string }>((resolve) => {
        const limited = ['-c', 'ulimit -n 200 && exec "$@"', 'bash', process.execPath, main, ...args];
        execFile('bash', limited, (error, out, err) => resolve({ code: error?.code ?? 0, out, err }));
      });
    expect(await withFew('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const { code, err } = await withFew('round');
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(err).toContain('only 200 may be now');
  },
);
