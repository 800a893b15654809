import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePolicy } from '../../src/policy/parse.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { letterLanguages } from '../../src/settings/letter-languages.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

export const shippedPolicy = readFileSync(path.join(packageRoot, 'policy.yaml'), 'utf8');
/** What letters are shipped in. */
export const shippedLanguages = await letterLanguages(null);
/** The same and Czech, which a story brings in a folder of its own. */
const languages = { ...shippedLanguages, known: [...shippedLanguages.known, 'cs'] };
const known = new Map<string, Rules>();

/** Pracownia Nowak reminds after five days already, which is what the dates of its stories were written for. */
const LADDER = [
  { rung: 'nudge', after: '5 days', tone: 'friendly' },
  { rung: 'reminder', after: '14 days', tone: 'plain' },
  { rung: 'notice', after: '30 days', tone: 'firm' },
  { rung: 'final', after: '45 days', tone: 'formal', release: 'human' },
];

/** The shipped policy for Pracownia Nowak, English first, with what differs laid over it section by section. */
export function rules(differs: Differs = {}): Rules {
  const text = policyText(differs);
  const made = known.get(text) ?? parsePolicy(text, 'the policy of this test', shippedPolicy, languages);
  known.set(text, made);
  return made;
}

type Differs = Record<string, object | string | number>;

/** The same as a policy file has it. */
export function policyText(differs: Differs = {}): string {
  const company = {
    name: 'Pracownia Nowak',
    from: 'Pracownia Nowak <kontakt@nowak.example>',
    languages: ['en', 'pl', 'ru'],
    legal: { name: 'Pracownia Nowak sp. z o.o.', seat: 'Warszawa', register: null, tax_id: null },
    ...(typeof differs.company === 'object' ? differs.company : {}),
  };
  const dunning = {
    ladder: LADDER,
    formal_reviewed_by: 'Ewa Lis',
    ...(typeof differs.dunning === 'object' ? differs.dunning : {}),
  };
  return JSON.stringify({ extends: 'default', ...differs, company, dunning });
}
