import { SingleBar } from 'cli-progress';
import type { Setting } from './ordeal.ts';

// Elsewhere than on a terminal: seldom enough to read, often enough to see that it goes on.
const LINE_EVERY = 15_000;

/** Where an ordeal speaks: a bar on a terminal, plain lines elsewhere. `end` before anything else is printed. */
export function stage(name: string): Pick<Setting, 'say' | 'progress'> & { end(): void } {
  const bar = new SingleBar({ format: `${name} {bar} {value} of {total}`, clearOnComplete: true });
  let shown = false;
  let saidAt = performance.now();
  const end = (): void => {
    if (shown) bar.stop();
    shown = false;
  };
  return {
    end,
    say: (text) => {
      end();
      console.log(`  ${text}`);
    },
    progress: (done, total) => {
      if (process.stdout.isTTY) {
        if (!shown) bar.start(total, done);
        shown = true;
        bar.setTotal(total);
        bar.update(done);
      } else if (performance.now() - saidAt > LINE_EVERY) {
        saidAt = performance.now();
        console.log(`  ${name}: ${done} of ${total}`);
      }
    },
  };
}
