import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findLetters, type ListedLetter, listLetters } from '../../src/ledger/letters/letters.ts';
import { wordsAsSent } from '../../src/post/letter/words-as-sent.ts';
import { readFixture, releasesKept } from '../support/ledger-fixture.ts';
import { freshShell, shell } from '../support/shell.ts';
import { type UpgradedLedger, upgradedLedger, upgradeFrom } from '../support/upgrade.ts';

// Ledgers of releases, kept as data (test/fixtures/ledgers, made by `npm run fixture:ledger`). A company that upgrades brings
// such a one: every letter must still be read, and what waited must go in the words that were meant.
const releases = await releasesKept();

test('a ledger of some release is kept', () => {
  expect(releases).toContain('0.1.0');
});

describe.each(releases)('the ledger of %s', (release) => {
  let ledger: UpgradedLedger;
  let home: string;
  beforeEach(async () => {
    ledger = await upgradedLedger(release);
    home = await mkdtemp(path.join(tmpdir(), 'tidings-upgraded-'));
    freshShell({ DATABASE_URL: ledger.url, TIDINGS_HOME: home });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await ledger.close();
    await rm(home, { recursive: true });
  });

  test('tells every letter, row for row as it was', async () => {
    const { tables } = await readFixture(release);
    const rows = tables.find(({ name }) => name === 'tidings.letters')?.rows ?? '';
    const pool = ledger.databases.ledgerPool;
    const letters: ListedLetter[] = [];
    for await (const letter of listLetters(pool, { staff: true })) letters.push(letter);
    expect(letters.length).toBeGreaterThan(50);
    expect(letters.length).toBe(rows.trimEnd().split('\n').length);
    for (const { id } of letters) {
      const [letter] = await findLetters(pool, id);
      expect({ id, said: letter && (await wordsAsSent(pool, letter)) }).toEqual({
        id,
        said: { words: expect.objectContaining({ text: expect.stringMatching(/\S/) }) },
      });
    }
    // The command opens connections of its own each time: it is asked for one of each kind, in each state.
    const one = new Map(letters.map(({ id, kind, status }) => [`${kind} ${status}`, id]));
    expect(one.size).toBeGreaterThan(10);
    for (const id of one.values()) {
      const { code, out, err } = await shell('show', id);
      expect({ id, code, err }).toEqual({ id, code: 0, err: '' });
      expect(out).toMatch(/^Subject: \S/m);
    }
  });
});

test.each(releases)(
  'what waited in the ledger of %s goes, and the next round too, in words as meant',
  async (release) => {
    const upgraded = await upgradeFrom(release);
    expect(upgraded).toMatchObject({
      unreadable: 0,
      unkept: 0,
      stuck: 0,
      fellBack: [],
      unsayable: 0,
      broken: [],
    });
    expect(upgraded.waiting).toBeGreaterThan(10);
    expect(upgraded.written).toBeGreaterThan(0);
  },
);
