import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parsePolicy } from '../../src/policy/parse.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { shippedLanguages, shippedPolicy } from '../support/policy.ts';

const FILE = 'db/demo/policy.yaml';

/** The rules of db/demo/policy.yaml. */
export async function demoRules(): Promise<Rules> {
  const text = await readFile(path.join(packageRoot, FILE), 'utf8');
  return parsePolicy(text, FILE, shippedPolicy, shippedLanguages);
}
