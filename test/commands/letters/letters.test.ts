import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deliverCommand } from '../../../src/commands/letters/deliver.ts';
import { lettersCommand } from '../../../src/commands/letters/letters.ts';
import { releaseCommand } from '../../../src/commands/letters/release.ts';
import { showCommand } from '../../../src/commands/letters/show.ts';
import { pauseCommand, resumeCommand } from '../../../src/commands/run/pause.ts';
import { ConfigurationFailure, RunFailure } from '../../../src/failure.ts';
import { insert } from '../../support/company-rows.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { letterRow, putAddressedLetters, putLetters } from '../../support/outbox.ts';

let databases: FreshDatabases;
let home: string;
beforeEach(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-home-'));
  for (const name of ['SMTP_URL', 'SOURCE_DATABASE_URL', 'TIDINGS_POLICY']) vi.stubEnv(name, '');
  vi.stubEnv('DATABASE_URL', databases.url);
  vi.stubEnv('TIDINGS_HOME', home);
  vi.stubEnv('LOG_LEVEL', 'silent');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await databases.close();
  await rm(home, { recursive: true });
});

/** Runs a command as a shell would, and returns what it printed for people and for machines. */
async function tidings(command: Command, ...args: string[]): Promise<{ out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(`${text}\n`));
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(`${text}\n`));
  try {
    await command.parseAsync(args, { from: 'user' });
  } finally {
    vi.restoreAllMocks();
  }
  return { out: out.join(''), err: err.join('') };
}

describe('letters', () => {
  test('an empty outbox is an empty array', async () => {
    expect(JSON.parse((await tidings(lettersCommand(), '--json')).out)).toEqual([]);
    expect((await tidings(lettersCommand())).out).toBe('No letters.\n');
  });

  test('the fields that other tools rely on; staff letters only when asked for', async () => {
    await putLetters(databases.ledgerPool, [
      { id: 'a', customerId: 'C1' },
      { id: 's', audience: 'staff' },
    ]);
    expect(JSON.parse((await tidings(lettersCommand(), '--json')).out)).toEqual([
      {
        id: 'a',
        key: 'case-C1/late/a',
        kind: 'late',
        customer_id: 'C1',
        language: 'en',
        to: 'zofia.a@customer.example',
        about: [{ kind: 'order', id: 'O1' }],
        findings: ['promise_missed'],
        next_word_by: null,
        status: 'queued',
        status_reason: null,
        message_id: '<a@nowak.example>',
        in_reply_to: null,
        submitted_at: null,
        decided_at: '2026-11-26T09:00:00.000Z',
        subject: 'Your wedding suit',
        soft_bounces: 0,
        delays: 0,
      },
    ]);
    expect(JSON.parse((await tidings(lettersCommand(), '--json', '--staff')).out)).toHaveLength(2);
    expect(JSON.parse((await tidings(lettersCommand(), '--json', '--customer', 'C2')).out)).toEqual([]);
    expect(JSON.parse((await tidings(lettersCommand(), '--json', '--status', 'held')).out)).toEqual([]);
  });

  test('more than a page of one moment: each letter once', async () => {
    await putLetters(
      databases.ledgerPool,
      Array.from({ length: 1_234 }, (_, n) => ({ id: `l${n}` })),
    );
    const listed: { id: string }[] = JSON.parse((await tidings(lettersCommand(), '--json')).out);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(1_234);
    expect(listed).toHaveLength(1_234);
  });
});

describe('deliver and show', () => {
  test('without SMTP_URL letters are captured, and it is said so', async () => {
    await putAddressedLetters(databases.ledgerPool, [{ id: 'abcdef' }]);
    const { out, err } = await tidings(deliverCommand(), '--once', '--json', '--at', '2026-11-26T09:10:00Z');
    expect(err).toContain('Nothing leaves this machine');
    expect(JSON.parse(out)).toMatchObject({
      submitted: 1,
      relay_fault: null,
      transport: { kind: 'capture' },
    });
    expect(await readdir(path.join(home, 'outbox'))).toEqual([
      expect.stringMatching(/^2026-11-26-late-.*abcdef.*\.eml$/),
    ]);
    expect((await letterRow(databases.ledgerPool, 'abcdef')).submitted_at).toEqual(
      new Date('2026-11-26T09:10Z'),
    );
    expect((await tidings(deliverCommand(), '--once')).out).toBe('Nothing is due.\n');
  });

  test('a dead mail server fails the run and says what to do; the letters stay', async () => {
    vi.stubEnv('SMTP_URL', 'smtp://me:secret@127.0.0.1:1');
    await putAddressedLetters(databases.ledgerPool, [{ id: 'a' }]);
    const run = tidings(deliverCommand(), '--once', '--at', '2026-11-26T09:10:00Z');
    await expect(run).rejects.toThrow(RunFailure);
    await expect(run).rejects.toThrow(/127\.0\.0\.1:1 takes no letters: .*ECONNREFUSED.*Nothing is lost/);
    await expect(run).rejects.not.toThrow(/secret/);
    expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({ status: 'retry' });
  });

  test('a moment that is none is a fault of configuration', async () => {
    await expect(tidings(deliverCommand(), '--once', '--at', 'soon')).rejects.toThrow(ConfigurationFailure);
  });

  test('show prints what the customer reads, by id, its beginning, key or Message-ID', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'abc1' }, { id: 'abc2' }]);
    for (const name of ['abc1', 'case-C-abc1/late/abc1', '<abc1@nowak.example>', 'abc1@nowak.example']) {
      const { out } = await tidings(showCommand(), name);
      expect(out).toContain('Subject: Your wedding suit');
      expect(out).toContain('Reply-To: Anna Nowak <anna@nowak.example>');
      expect(out).toContain('wedding suit, four pieces');
      expect(out).not.toContain('<html');
    }
    expect((await tidings(showCommand(), 'abc1', '--html')).out).toContain('<html');
    expect(JSON.parse((await tidings(showCommand(), 'abc2', '--json')).out)).toMatchObject({
      id: 'abc2',
      status: 'queued',
    });
    await expect(tidings(showCommand(), 'abc')).rejects.toThrow(/More than one letter.*abc1, abc2/);
    await expect(tidings(showCommand(), 'zzz')).rejects.toThrow(/No letter is called "zzz"/);
  });
});

test('pause and resume', async () => {
  expect((await tidings(pauseCommand(), '--why', 'stocktaking', '--by', 'Ola')).out).toContain(
    'Paused: stocktaking',
  );
  expect((await tidings(pauseCommand())).out).toMatch(/Paused already, .* by Ola: stocktaking/);
  await putLetters(databases.ledgerPool, [{ id: 'a' }]);
  expect((await tidings(deliverCommand(), '--once')).out).toContain('Paused: stocktaking');
  expect((await tidings(resumeCommand())).out).toContain('Going on.');
  await expect(tidings(resumeCommand())).rejects.toThrow('Nothing is paused.');
});

test('a held letter is released by a person, and its age counts from then', async () => {
  await putLetters(databases.ledgerPool, [{ id: 'h', status: 'held', audience: 'staff' }]);
  await putAddressedLetters(databases.ledgerPool, [{ id: 'q' }]);
  await insert(databases.ledgerPool, 'people', [
    { id: 'P1', name: 'Anna Nowak', role: 'owner', email: 'zofia.h@customer.example' },
  ]);
  const later = '2026-12-20T10:00:00Z';
  expect((await tidings(releaseCommand(), 'h', '--by', 'Ola', '--at', later)).out).toContain(
    'released by Ola',
  );
  const row = await letterRow(databases.ledgerPool, 'h');
  expect(row).toMatchObject({ status: 'queued', due_at: new Date(later) });
  expect(row.status_reason).toBe('released by Ola; it was held: too many letters in one round');
  await expect(tidings(releaseCommand(), 'q', '--by', 'Ola')).rejects.toThrow(/is queued; only a held/);
  const { out } = await tidings(deliverCommand(), '--once', '--json', '--at', later);
  expect(JSON.parse(out)).toMatchObject({ submitted: 1, expired: 1 });
});

test('what the guard of a round holds is released in part, and the rest withdrawn; what a person must release by name stays', async () => {
  const pool = databases.ledgerPool;
  const at = '2026-11-26T10:00:00Z';
  await putLetters(
    pool,
    Array.from({ length: 8 }, (_, n) => ({ id: `h${n}`, status: 'held' })),
  );
  await putLetters(pool, [{ id: 'formal', status: 'held', kind: 'reminder-formal' }]);
  const { rows } = await pool.query('insert into rounds (at, started_at) values ($1, $1) returning id', [at]);
  const [{ id: round }] = rows;
  await pool.query('update letters set round_id = $1', [round]);
  await pool.query(
    `update letters set status_reason = 'guard letters_per_round: 8 letters in one round, more than 5' where id <> 'formal'`,
  );
  const release = (...more: string[]) =>
    tidings(releaseCommand(), '--guard', round, '--by', 'Ola', '--at', at, ...more);

  expect((await release('--limit', '6')).out).toMatch(
    /^6 letters queued, 2 still held\.\n(.*\n){5} {2}and 1 more\n$/,
  );
  expect(await letterRow(pool, 'h0')).toMatchObject({
    status: 'queued',
    released_by: 'Ola',
    status_reason:
      'released by Ola; it was held: guard letters_per_round: 8 letters in one round, more than 5',
  });
  await expect(release('--withdraw')).rejects.toThrow(/Say --why/);
  expect((await release('--withdraw', '--why', 'the export was broken')).out).toMatch(
    /^2 letters withdrawn, 0 still held/,
  );
  expect(await letterRow(pool, 'h7')).toMatchObject({
    status: 'withdrawn',
    status_reason: 'withdrawn by Ola: the export was broken',
  });
  expect(await letterRow(pool, 'formal')).toMatchObject({ status: 'held' });
  await expect(release()).rejects.toThrow(/No letter is held by guard /);
  await expect(tidings(releaseCommand(), '--by', 'Ola')).rejects.toThrow(/Name one letter, or a guard/);
  await expect(tidings(releaseCommand(), '--guard', 'x', '--by', 'Ola')).rejects.toThrow(
    /must be the number of a guard/,
  );
});
