import { existsSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { database } from './database.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import type { Ordeal } from './ordeal.ts';
import { races } from './races.ts';
import { soak } from './soak.ts';

/** Every ordeal, in the order in which they are undergone. */
export async function ordeals(): Promise<readonly Ordeal[]> {
  return [kills, database, races, fuzz, ...(await found()), soak];
}

/** Ordeals that stand beside these in files of their own, each under a name of its own. */
const BESIDE: readonly { readonly file: string; readonly name: string; readonly story: string }[] = [];

async function found(): Promise<readonly Ordeal[]> {
  const there = BESIDE.filter(({ file }) => existsSync(path.join(packageRoot, 'test/torture', file)));
  return there.map(({ name, story }) => ({ name, story, run: async () => [] }));
}
