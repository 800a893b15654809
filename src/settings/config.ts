import path from 'node:path';
import { z } from 'zod';
import { ConfigurationFailure } from '../failure.ts';
import { gateToken, type TokenHash } from './gate-token.ts';
import { type ImapSettings, imapSettings } from './imap-settings.ts';
import { secretOf } from './secret.ts';
import { type SmtpSettings, smtpSettings } from './smtp-settings.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const SOURCE_RIGHTS = ['select', 'any'] as const;

interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** What the environment says. URLs hold passwords: print them only through `showUrl`. */
export interface Config {
  /** Ours; null means the embedded database under `home`. */
  readonly databaseUrl: string | null;
  /** The company's; null means schema `source` in our own database. */
  readonly sourceDatabaseUrl: string | null;
  /** The company's for an import, which writes there; null: `sourceDatabaseUrl`. */
  readonly importDatabaseUrl: string | null;
  /** What the user of `sourceDatabaseUrl` may be allowed: `any` lets a worker start that could write there. */
  readonly sourceRights: (typeof SOURCE_RIGHTS)[number];
  /** null means capture: letters are written to files, and nothing leaves the machine. */
  readonly smtpUrl: string | null;
  readonly smtp: SmtpSettings;
  /** null: no mailbox is read, so nobody hears of bounces and replies. */
  readonly imap: ImapSettings | null;
  /** Absolute path. */
  readonly home: string;
  /** Path of the policy file as given, or null. */
  readonly policy: string | null;
  /** Where health, metrics and the gate listen. */
  readonly address: ListenAddress;
  /** Where the console listens; null: nowhere. */
  readonly consoleAddress: ListenAddress | null;
  /** Of the token that other systems show at the gate; null: it is closed. */
  readonly gateToken: TokenHash | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** A variable that is set but empty counts as absent: that is how compose files and unit files unset one. */
const optional = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? null : text.trim()));

const url = (schemes: readonly string[], example: string) =>
  optional
    .refine((text) => text === null || schemes.includes(schemeOf(text)), {
      error: `is not a ${schemes[0]}// address; write it like ${example}`,
      abort: true,
    })
    .refine((text) => text === null || isWhole(text), {
      error: 'has a user or a password with one of / ? # @ % in it: write them as %2F %3F %23 %40 %25',
    });

const addressOf = (text: string): ListenAddress | null => {
  const match = /^(?:(.+):)?(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  return match && port <= 65535
    ? { host: (match[1] ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1'), port }
    : null;
};

const address = optional.transform((text, context) => {
  const found = addressOf(text ?? '127.0.0.1:8026');
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'is not host:port; write it like 127.0.0.1:8026' });
  return z.NEVER;
});

const consoleAddress = optional.transform((text, context) => {
  if (text === 'off') return null;
  const found = addressOf(text ?? '127.0.0.1:8025');
  if (found) return found;
  context.addIssue({
    code: 'custom',
    message: 'is neither host:port nor "off"; write it like 127.0.0.1:8025',
  });
  return z.NEVER;
});

const oneOf = <const Words extends readonly string[]>(words: Words, otherwise: Words[number]) =>
  optional.pipe(
    z
      .enum(words, { error: `is none of ${words.join(', ')}` })
      .nullable()
      .transform((word) => word ?? otherwise),
  );

const postgres = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');
const environment = z.object({
  DATABASE_URL: postgres,
  SOURCE_DATABASE_URL: postgres,
  IMPORT_DATABASE_URL: postgres,
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
  IMAP_URL: url(['imaps:', 'imap:'], 'imaps://user:password@host'),
  TIDINGS_HOME: optional,
  TIDINGS_POLICY: optional,
  TIDINGS_ADDRESS: address,
  CONSOLE_ADDRESS: consoleAddress,
  SOURCE_RIGHTS: oneOf(SOURCE_RIGHTS, 'select'),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
});

/**
 * Reads the configuration from environment variables.
 * @throws ConfigurationFailure naming every variable that is wrong, without its value: it may hold a password.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const variable = (name: string): string | null => env[name]?.trim() || null;
  const databases = databaseUrls(variable);
  const read = environment.safeParse({ ...env, ...databases.urls });
  const smtp = smtpSettings(variable);
  const imap = imapSettings(variable);
  const gate = gateToken(variable);
  const faults = [
    ...databases.faults,
    ...(read.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}.`),
    ...smtp.faults,
    ...imap.faults,
    ...gate.faults,
  ];
  if (!read.success || faults.length > 0) throw new ConfigurationFailure(faults);
  return {
    databaseUrl: read.data.DATABASE_URL,
    sourceDatabaseUrl: read.data.SOURCE_DATABASE_URL,
    importDatabaseUrl: read.data.IMPORT_DATABASE_URL,
    sourceRights: read.data.SOURCE_RIGHTS,
    smtpUrl: read.data.SMTP_URL,
    smtp: smtp.settings,
    imap: imap.settings,
    home: path.resolve(read.data.TIDINGS_HOME ?? '.tidings'),
    policy: read.data.TIDINGS_POLICY,
    address: read.data.TIDINGS_ADDRESS,
    consoleAddress: read.data.CONSOLE_ADDRESS,
    gateToken: gate.hash,
    logLevel: read.data.LOG_LEVEL,
  };
}

/** The URLs of both databases, from their variables or the files of `…_FILE`: they hold passwords. */
function databaseUrls(read: (name: string) => string | null): {
  readonly urls: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
} {
  const urls: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of ['DATABASE_URL', 'SOURCE_DATABASE_URL', 'IMPORT_DATABASE_URL']) {
    try {
      urls[name] = secretOf(name, read(name), read(`${name}_FILE`)) ?? '';
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      urls[name] = '';
      faults.push(error.message);
    }
  }
  return { urls, faults };
}

/** `host:port/path` of a URL: who and where, never the user, the password or the options. */
export function showUrl(text: string): string {
  if (!URL.canParse(text)) return '(not a URL)';
  const { host, pathname, searchParams } = new URL(text);
  const where = host || searchParams.get('host') || 'localhost';
  return `${where.replaceAll('%2F', '/')}${pathname === '/' ? '' : pathname}`;
}

/** Whether a URL ends its login where its writer meant; else a part of the password would pass for a host or a path. */
function isWhole(text: string): boolean {
  const { username, password, pathname, hash } = new URL(text);
  return !pathname.includes('@') && hash === '' && ![username, password].some(isBadlyEscaped);
}

const isBadlyEscaped = (text: string): boolean => /%(?![0-9a-f]{2})/i.test(text);

function schemeOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}
