import { expect, test } from 'vitest';
import { openToOthers } from '../../../src/commands/run/open-console.ts';

test.each(['0.0.0.0', '::', '192.168.1.9', 'worker.nowak.example'])(
  'a console on %s is said aloud',
  (host) => {
    expect(openToOthers(host)).toContain(`OPEN TO OTHER MACHINES: CONSOLE_ADDRESS is ${host}`);
  },
);

test.each(['127.0.0.1', '::1', 'localhost'])('one on %s needs no word', (host) => {
  expect(openToOthers(host)).toBeNull();
});
