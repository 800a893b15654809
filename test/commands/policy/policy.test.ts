import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publishPolicy } from '../../../src/ledger/documents/published-policy.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { freshShell, shell } from '../../support/shell.ts';
import { warsaw } from '../../support/when.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
  freshShell({ DATABASE_URL: databases.url });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await databases.close();
});

test('each value says where it comes from, and an earlier version is restored also when none makes a policy', async () => {
  const at = warsaw('2026-11-27 10:00');
  const spans = (value: string) => ({ waiting: { default_allowance: value } });
  await publishPolicy(databases.ledgerPool, spans('7 working days'), null, { by: 'ola', why: 'parts', at });
  const told = await shell('policy');
  expect(told.out).toMatch(/^waiting\.default_allowance: 7 working days +# published in the console$/m);
  expect(told.out).toMatch(/^waiting\.at_risk_below: 70% +# default, line \d+$/m);

  const first = /^(\d+) .* ola: parts {2}\(in force\)$/m.exec((await shell('policy', 'versions')).out)?.[1];
  await publishPolicy(databases.ledgerPool, spans('soon'), String(first), { by: 'jan', why: 'slip', at });
  const stopped = await shell('round', '--dry-run');
  expect(stopped.code).toBe(2);
  expect(stopped.err).toContain('waiting.default_allowance');
  expect(stopped.err).toContain('tidings policy restore');

  const restored = await shell('policy', 'restore', String(first), '--by', 'ola', '--why', 'a slip');
  expect(restored.out).toContain('in force again');
  expect((await shell('policy')).out).toContain('waiting.default_allowance: 7 working days');
  expect((await shell('policy', 'restore', '99', '--by', 'ola', '--why', 'x')).code).toBe(1);
});
