import { expect, test } from 'vitest';
import { logTo } from '../../src/settings/log.ts';

const ESC = '\u001b[2J\u001b]0;owned\u0007';
const C1 = '\u009b31m\u0085\u007f';
const RTL = '\u202egnp.exe\u2066\u200f\u061c';
const BREAKS = 'x\r\n{"level":30,"msg":"worker stopped"}\u2028\u2029';
const TAGS = '\u{e0041}\u{1f600}';
const HOSTILE = `${BREAKS}${ESC}${C1}${RTL}${TAGS}`;

function logged(write: (log: ReturnType<typeof logTo>) => void): string[] {
  const lines: string[] = [];
  write(logTo('trace', { write: (line) => lines.push(line) }));
  return lines;
}

test('no words from elsewhere begin a line of the log, steer a terminal or turn the direction of a text', () => {
  const lines = logged((log) => {
    log.error({ err: new Error(HOSTILE), letter: HOSTILE }, HOSTILE);
    log.info({ unmapped_stages: [HOSTILE], nested: { [HOSTILE]: HOSTILE } }, 'round done');
  });
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  }
  const read = lines.map((line) => JSON.parse(line));
  expect(read[0], 'to who parses it, the line says what was said').toMatchObject({
    msg: HOSTILE,
    letter: HOSTILE,
  });
  expect(read[1].unmapped_stages).toEqual([HOSTILE]);
});

test('names and addresses are left out, and of an error what the database adds about the row', () => {
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(zofia@maj.example)',
  });
  const [line = ''] = logged((log) =>
    log.error(
      { err: error, email: 'zofia@maj.example', letter: { to: { address: 'zofia@maj.example' } } },
      'failed',
    ),
  );
  expect(line).toContain('23505');
  expect(line).not.toContain('zofia');
});
