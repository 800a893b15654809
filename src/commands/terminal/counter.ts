const LINE_EVERY_MS = 3_000;

/** Shows how much of a piece of work is done whose end nobody knows, on stderr. */
export interface Counter {
  update(done: number): void;
  finish(): void;
}

/** One line that counts up on a terminal; in a log a plain line every few seconds. */
export function counter(what: string): Counter {
  let last = performance.now();
  const onTerminal = process.stderr.isTTY;
  return {
    update: (done) => {
      if (!onTerminal && performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      process.stderr.write(onTerminal ? `\r${done.toLocaleString('en')} ${what} …` : `${done} ${what}\n`);
    },
    finish: () => {
      if (onTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}
