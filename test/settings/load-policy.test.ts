import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadRules } from '../../src/settings/load-policy.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'tidings-policy-'));
});
afterEach(() => rm(cwd, { recursive: true }));

const write = (file: string, name: string) =>
  writeFile(path.join(cwd, file), `extends: default\ncompany: { name: ${name} }\n`);

describe('the policy', () => {
  test('is the shipped one when nobody gives another', async () => {
    const { rules, file } = await loadRules({ env: {}, cwd });
    expect(rules.company.name).toBe('Your company');
    expect(file).toBe(path.join(packageRoot, 'policy.yaml'));
  });

  test('is that of the working folder, then that of TIDINGS_POLICY, then that of --policy', async () => {
    await write('policy.yaml', 'Folder');
    await write('named.yaml', 'Environment');
    await write('given.yaml', 'Option');
    const env = { TIDINGS_POLICY: 'named.yaml' };
    expect((await loadRules({ env: {}, cwd })).rules.company.name).toBe('Folder');
    expect((await loadRules({ env: { TIDINGS_POLICY: '' }, cwd })).rules.company.name).toBe('Folder');
    expect((await loadRules({ env, cwd })).rules.company.name).toBe('Environment');
    const given = await loadRules({ file: 'given.yaml', env, cwd });
    expect(given.rules.company.name).toBe('Option');
    expect(given.file).toBe(path.join(cwd, 'given.yaml'));
  });

  test('that is named but not there is a fault that says who named it', async () => {
    await expect(loadRules({ file: 'nowhere.yaml', env: {}, cwd })).rejects.toThrow(
      /^nowhere\.yaml: there is no such policy file .*--policy/,
    );
    await expect(loadRules({ env: { TIDINGS_POLICY: 'nowhere.yaml' }, cwd })).rejects.toThrow(
      /TIDINGS_POLICY/,
    );
    await expect(loadRules({ file: '.', env: {}, cwd })).rejects.toMatchObject({
      name: 'ConfigurationFailure',
    });
  });

  test('names its faults by the file', async () => {
    await writeFile(path.join(cwd, 'mine.yaml'), 'extends: default\nhours: 8\n');
    await expect(loadRules({ file: 'mine.yaml', env: {}, cwd })).rejects.toThrow(/^mine\.yaml:2: hours: /);
  });
});
