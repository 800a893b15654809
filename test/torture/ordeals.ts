import { beside } from './beside.ts';
import { database } from './database.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import type { Ordeal } from './ordeal.ts';
import { races } from './races.ts';
import { soak } from './soak.ts';
import { vanish } from './vanish.ts';

/** Every ordeal, in the order in which they are undergone. */
export const ordeals = (): readonly Ordeal[] => [kills, database, races, vanish, ...beside(), fuzz, soak];
