import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePolicy } from '../../src/policy/parse.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

export const shippedPolicy = readFileSync(path.join(packageRoot, 'policy.yaml'), 'utf8');
const known = new Map<string, Rules>();

/** The shipped policy for Pracownia Nowak, English first, with what differs laid over it section by section. */
export function rules(differs: Record<string, object | string | number> = {}): Rules {
  const company = {
    name: 'Pracownia Nowak',
    from: 'Pracownia Nowak <kontakt@nowak.example>',
    languages: ['en', 'pl', 'ru'],
    ...(typeof differs.company === 'object' ? differs.company : {}),
  };
  const text = JSON.stringify({ extends: 'default', ...differs, company });
  const made = known.get(text) ?? parsePolicy(text, 'the policy of this test', shippedPolicy);
  known.set(text, made);
  return made;
}
