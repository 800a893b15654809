import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, showUrl } from '../src/config.ts';
import { ConfigurationFailure } from '../src/failure.ts';

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: null,
      sourceDatabaseUrl: null,
      smtpUrl: null,
      home: path.resolve('.tidings'),
      policy: null,
      address: { host: '127.0.0.1', port: 8026 },
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

  it('shows a URL without user, password and options', () => {
    expect(showUrl('postgres://me:secret@db.example:5432/orders?options=x')).toBe('db.example:5432/orders');
    expect(showUrl('postgres:///orders?host=/var/run/postgresql')).toBe('/var/run/postgresql/orders');
    expect(showUrl('nonsense secret')).toBe('(not a URL)');
  });
});
