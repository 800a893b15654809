import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parsePolicy } from '../../src/policy/parse.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

const read = (file: string): Promise<string> => readFile(path.join(packageRoot, file), 'utf8');

/** The rules of db/demo/policy.yaml. */
export async function demoRules(): Promise<Rules> {
  return parsePolicy(await read('db/demo/policy.yaml'), 'db/demo/policy.yaml', await read('policy.yaml'));
}
