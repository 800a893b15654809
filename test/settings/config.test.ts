import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigurationFailure } from '../../src/failure.ts';
import { readConfig, showUrl } from '../../src/settings/config.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'tidings-config-'));
afterAll(() => rm(folder, { recursive: true }));

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: null,
      sourceDatabaseUrl: null,
      importDatabaseUrl: null,
      sourceRights: 'select',
      smtpUrl: null,
      smtp: { password: null, oauth: null, dkim: null },
      home: path.resolve('.tidings'),
      policy: null,
      address: { host: '127.0.0.1', port: 8026 },
      consoleAddress: { host: '127.0.0.1', port: 8025 },
      imap: null,
      gateToken: null,
      logLevel: 'info',
    });
  });

  it('takes an empty variable as absent', () => {
    expect(readConfig({ DATABASE_URL: '', LOG_LEVEL: '', TIDINGS_ADDRESS: ' ' })).toEqual(readConfig({}));
  });

  it('reads an address with or without a host, also IPv6', () => {
    expect(readConfig({ TIDINGS_ADDRESS: '0.0.0.0:80' }).address).toEqual({ host: '0.0.0.0', port: 80 });
    expect(readConfig({ TIDINGS_ADDRESS: '9000' }).address).toEqual({ host: '127.0.0.1', port: 9000 });
    expect(readConfig({ CONSOLE_ADDRESS: 'off' }).consoleAddress).toBeNull();
    expect(readConfig({ CONSOLE_ADDRESS: '9000' }).consoleAddress).toEqual({ host: '127.0.0.1', port: 9000 });
    expect(readConfig({ TIDINGS_ADDRESS: '[::1]:80' }).address).toEqual({ host: '::1', port: 80 });
  });

  it('names every fault at once, and no value', () => {
    const wrong = {
      DATABASE_URL: 'mysql://me:secret@host/db',
      SOURCE_DATABASE_URL: 'secret',
      SMTP_URL: 'http://me:secret@host',
      TIDINGS_ADDRESS: 'host:99999',
      LOG_LEVEL: 'loud',
    };
    try {
      readConfig(wrong);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof ConfigurationFailure)) throw error;
      expect(error.faults.map((fault) => fault.split(' ')[0])).toEqual(Object.keys(wrong));
      expect(error.message).not.toContain('secret');
    }
  });

  it('keeps of the token of the gate a hash, from a variable or a file', async () => {
    const token = 'correct-horse-battery-staple';
    const file = path.join(folder, 'token');
    await writeFile(file, `${token}\n`);
    const hash = createHash('sha256').update(token).digest();
    expect(readConfig({ TIDINGS_GATE_TOKEN: token }).gateToken).toEqual(hash);
    expect(readConfig({ TIDINGS_GATE_TOKEN_FILE: file }).gateToken).toEqual(hash);
    expect(JSON.stringify(readConfig({ TIDINGS_GATE_TOKEN: token }))).not.toContain('horse');
  });

  it.each([
    [{ TIDINGS_GATE_TOKEN: 'secret-of-23-letters-xx' }, /^TIDINGS_GATE_TOKEN is shorter than 24 characters/],
    [{ TIDINGS_GATE_TOKEN: 'secret with blanks in it, and long' }, /^TIDINGS_GATE_TOKEN holds blanks/],
    [{ TIDINGS_GATE_TOKEN_FILE: '/none/token' }, /^TIDINGS_GATE_TOKEN_FILE names \/none\/token, .*ENOENT/],
    [{ TIDINGS_GATE_TOKEN_FILE: '/' }, /^TIDINGS_GATE_TOKEN_FILE names \/, .*EISDIR/],
    [
      { TIDINGS_GATE_TOKEN_FILE: 'package.json' },
      /^TIDINGS_GATE_TOKEN_FILE names package\.json, whose content holds blanks/,
    ],
  ])('refuses a token that can be guessed or cannot be sent: %j', (env, says) => {
    expect(() => readConfig(env)).toThrow(ConfigurationFailure);
    expect(() => readConfig(env)).toThrow(says);
    expect(() => readConfig(env)).not.toThrow(/secret/);
  });

  it('reads secrets of the mail server from variables or files, and names every fault at once', async () => {
    const file = path.join(folder, 'smtp-password');
    await writeFile(file, 'hush hush\n');
    expect(readConfig({ SMTP_PASSWORD: 'hush' }).smtp.password).toBe('hush');
    expect(readConfig({ SMTP_PASSWORD_FILE: file }).smtp.password).toBe('hush hush');
    const oauth = {
      SMTP_OAUTH_URL: 'https://login.example/token',
      SMTP_OAUTH_CLIENT_ID: 'tidings',
      SMTP_OAUTH_CLIENT_SECRET_FILE: file,
      SMTP_OAUTH_REFRESH_TOKEN: 'hush-token',
    };
    expect(readConfig(oauth).smtp.oauth).toEqual({
      url: 'https://login.example/token',
      clientId: 'tidings',
      clientSecret: 'hush hush',
      refreshToken: 'hush-token',
    });
    const wrong = {
      LOG_LEVEL: 'loud',
      SMTP_PASSWORD: 'hush',
      SMTP_PASSWORD_FILE: file,
      SMTP_OAUTH_URL: 'http://login.example/token',
      SMTP_OAUTH_CLIENT_ID: 'tidings',
      SMTP_OAUTH_CLIENT_SECRET: 'hush',
      SMTP_OAUTH_REFRESH_TOKEN: 'hush',
      DKIM_SELECTOR: '2026a',
      TIDINGS_GATE_TOKEN: 'hush',
    };
    expect(() => readConfig(wrong)).toThrow(
      /LOG_LEVEL.*SMTP_PASSWORD and SMTP_PASSWORD_FILE.*SMTP_OAUTH_URL is not.*DKIM_KEY_FILE must be set too.*TIDINGS_GATE_TOKEN is shorter/s,
    );
    expect(() => readConfig(wrong)).not.toThrow(/hush(?! hush)/);
  });

  it.each([
    'postgres://me:12/hush@db.example/tidings',
    'postgres://me:12#hush@db.example/tidings',
    'postgres://me:hu%sh@db.example/tidings',
  ])('takes no part of a password for a host or a path: %s', (text) => {
    const read = () => readConfig({ DATABASE_URL: text });
    expect(read).toThrow(/^DATABASE_URL has a user or a password with one of/);
    expect(read).not.toThrow(/hu%?sh/);
  });

  it('reads the addresses of the databases from files, and never says what is in them', async () => {
    const file = path.join(folder, 'database-url');
    await writeFile(file, 'postgres://me:hush@db.example/tidings\n');
    const read = readConfig({ DATABASE_URL_FILE: file, SOURCE_DATABASE_URL_FILE: file });
    expect(read.databaseUrl).toBe('postgres://me:hush@db.example/tidings');
    expect(read.sourceDatabaseUrl).toBe(read.databaseUrl);
    await writeFile(file, 'mysql://me:hush@db.example/tidings');
    const wrong = { DATABASE_URL_FILE: file, SOURCE_DATABASE_URL_FILE: path.join(folder, 'none') };
    expect(() => readConfig(wrong)).toThrow(
      /SOURCE_DATABASE_URL_FILE names .*none.*ENOENT.*DATABASE_URL is not/s,
    );
    expect(() => readConfig({ ...wrong, DATABASE_URL: 'postgres://me:hush@a/b' })).toThrow(
      /^DATABASE_URL and DATABASE_URL_FILE are both set/,
    );
    expect(() => readConfig(wrong)).not.toThrow(/hush/);
  });

  it.each([
    [
      { SMTP_OAUTH_CLIENT_ID: 'me' },
      /SMTP_OAUTH_URL and SMTP_OAUTH_CLIENT_SECRET and .*: OAuth2 needs all four/,
    ],
    [{ SMTP_PASSWORD_FILE: '/none/password' }, /SMTP_PASSWORD_FILE names \/none\/password.*ENOENT/],
    [{ DKIM_DOMAIN: 'a.example' }, /DKIM_DOMAIN is set, but/],
    [{ DKIM_SELECTOR: 'a b', DKIM_KEY_FILE: 'package.json' }, /DKIM_SELECTOR is not a name/],
    [
      { DKIM_SELECTOR: 'a', DKIM_KEY_FILE: 'package.json' },
      /DKIM_KEY_FILE names package.json, which is no private key/,
    ],
  ])('says what is missing or wrong: %j', (env, says) => {
    expect(() => readConfig(env)).toThrow(says);
  });

  it('asks which token holds when there are two', async () => {
    const file = path.join(folder, 'another');
    await writeFile(file, 'another-token-'.repeat(2));
    expect(() =>
      readConfig({ TIDINGS_GATE_TOKEN: 'a-token-'.repeat(3), TIDINGS_GATE_TOKEN_FILE: file }),
    ).toThrow(/^TIDINGS_GATE_TOKEN and TIDINGS_GATE_TOKEN_FILE are both set/);
  });

  it('shows a URL without user, password and options', () => {
    expect(showUrl('postgres://me:secret@db.example:5432/orders?options=x')).toBe('db.example:5432/orders');
    expect(showUrl('postgres:///orders?host=/var/run/postgresql')).toBe('/var/run/postgresql/orders');
    expect(showUrl('postgres://%2Fvar%2Frun/orders')).toBe('/var/run/orders');
    expect(showUrl('nonsense secret')).toBe('(not a URL)');
  });
});
