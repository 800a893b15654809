import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { importCommand } from '../../../src/commands/run/import.ts';
import { migrateCommand } from '../../../src/commands/run/migrate.ts';
import { ConfigurationFailure, RunFailure } from '../../../src/failure.ts';
import { CONTRACT } from '../../../src/source/contract/contract.ts';
import { dropDatabase, emptyDatabase } from '../../support/database.ts';
import { tidings as tidingsProcess } from '../../support/tidings.ts';

let folder = '';
let out = '';
let errors = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-command-'));
  vi.stubEnv('DATABASE_URL', await emptyDatabase());
  vi.stubEnv('SOURCE_DATABASE_URL', '');
  vi.stubEnv('TIDINGS_HOME', folder);
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    out += `${text}\n`;
  });
  vi.spyOn(console, 'error').mockImplementation((text: string) => {
    errors += `${text}\n`;
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await dropDatabase(process.env.DATABASE_URL ?? '');
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  out = '';
  errors = '';
  await writeFile(path.join(folder, 'people.csv'), 'id,name,role\nP1,Ewa,owner\nP2,Jan,boss\n');
});

const tidings = (...args: string[]) =>
  new Command().addCommand(importCommand()).addCommand(migrateCommand()).parseAsync(args, { from: 'user' });

describe('tidings import', () => {
  it('refuses a bad row as a failed run, names it, and prints JSON alone on stdout', async () => {
    await expect(tidings('import', folder, '--json')).rejects.toThrow(RunFailure);
    const result = JSON.parse(out);
    expect(result.loaded).toBe(false);
    expect(result.tables[0].bad[0]).toMatchObject({
      file: 'people.csv',
      line: 3,
      column: 'role',
      value: 'boss',
    });
  });

  it('tells a person the same in lines', async () => {
    await expect(tidings('import', 'people', path.join(folder, 'people.csv'))).rejects.toThrow(
      'Nothing was imported: 1 bad row. Mend them, or load the others with --skip-bad.',
    );
    expect(out).toBe('people: 2 rows read, 1 bad\n');
    expect(errors).toContain('people.csv:3 role "boss" is none of owner, manager, director, credit');
  });

  it('loads the others with --skip-bad, and says where the bad ones lie', async () => {
    await tidings('import', folder, '--skip-bad');
    expect(out).toContain('people: 2 rows read, 1 new, 0 changed, 0 unchanged, 1 rejected');
    expect(out).toContain(path.join(folder, 'people.rejects.csv'));
  });

  it('says how it is meant to be called', async () => {
    await expect(tidings('import', 'people')).rejects.toThrow('Write `tidings import people FILE`');
    await expect(tidings('import', '/nowhere')).rejects.toThrow(ConfigurationFailure);
  });
});

it('of all tables at once says nothing but what was read: no warning of Node', async () => {
  const all = path.join(folder, 'all');
  await mkdir(all);
  for (const { name, columns } of CONTRACT)
    await writeFile(path.join(all, `${name}.csv`), `${columns.map((column) => column.name).join(',')}\n`);
  expect(CONTRACT.length, 'more files than listeners that Node takes without a word').toBeGreaterThan(10);
  const place = { cwd: folder, env: { DATABASE_URL: process.env.DATABASE_URL ?? '', TIDINGS_HOME: folder } };
  expect(await tidingsProcess(place, 'import', all)).toMatchObject({ code: 0, err: '' });
});

it('tidings migrate says that there is nothing to do', async () => {
  await tidings('migrate', '--json');
  expect(JSON.parse(out)).toEqual({ applied: [], newer: [] });
});
