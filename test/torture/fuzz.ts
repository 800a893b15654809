import { fuzzImporter } from './fuzz-importer.ts';
import { fuzzLetters } from './fuzz-letters.ts';
import { fuzzPolicy } from './fuzz-policy.ts';
import type { Ordeal } from './ordeal.ts';

export const fuzz: Ordeal = {
  name: 'fuzz',
  story: 'hostile files, policies and names of customers',
  run: async (setting) => [
    ...(await fuzzPolicy(setting)),
    ...(await fuzzLetters(setting)),
    ...(await fuzzImporter(setting)),
  ],
};
