import { MultiBar, Presets, type SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 3_000;

/** Shows how far a long piece of work is, on stderr: stdout is for results. */
export interface Progress {
  /** @param what is being worked on. @param done of @param total, in bytes. */
  update(what: string, done: number, total: number): void;
  finish(): void;
}

/** A bar on a terminal, a plain line every few seconds in a log. */
export const progress = (): Progress => (process.stderr.isTTY ? bar() : lines());

function bar(): Progress {
  const format = '{bar} {percentage}% · {what} · {eta_formatted} left';
  const bars = new MultiBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.rect,
  );
  let shown: SingleBar | undefined;
  return {
    update: (what, done, total) => {
      shown ??= bars.create(total, 0, { what });
      shown.update(done, { what });
    },
    finish: () => bars.stop(),
  };
}

function lines(): Progress {
  let last = performance.now();
  return {
    update: (what, done, total) => {
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      process.stderr.write(
        `${what}: ${Math.floor((100 * done) / Math.max(1, total))}% of ${megabytes(total)} read\n`,
      );
    },
    finish: () => undefined,
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
