import { vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command line in this process, which costs no start of another, and returns what a shell would see. The
 * environment is what the test stubbed; `freshShell` gives it an empty one.
 */
export async function shell(...args: readonly string[]): Promise<Said> {
  let out = '';
  let err = '';
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += String(text);
      return true;
    }),
    vi.spyOn(console, 'log').mockImplementation((text = '') => {
      out += `${text}\n`;
    }),
    vi.spyOn(console, 'error').mockImplementation((text = '') => {
      err += `${text}\n`;
    }),
  ];
  const before = process.exitCode;
  try {
    return { code: await runCommandLine(args), out, err };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const OURS = [
  'DATABASE_URL',
  'SOURCE_DATABASE_URL',
  'DATABASE_URL_FILE',
  'SOURCE_DATABASE_URL_FILE',
  'SOURCE_RIGHTS',
  'SMTP_URL',
  'IMAP_URL',
  'IMAP_PASSWORD',
  'IMAP_PASSWORD_FILE',
  'TIDINGS_POLICY',
  'TIDINGS_ADDRESS',
  'CONSOLE_ADDRESS',
  'TIDINGS_GATE_TOKEN',
  'TIDINGS_GATE_TOKEN_FILE',
];

/** Nothing of the environment in which the tests run reaches a command. */
export function freshShell(env: Readonly<Record<string, string>>): void {
  for (const name of OURS) vi.stubEnv(name, '');
  vi.stubEnv('LOG_LEVEL', 'silent');
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
}
