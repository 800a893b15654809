import { asleep } from './asleep.ts';
import { beside } from './beside.ts';
import { database } from './database.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import { lockedOrders } from './locked-orders.ts';
import type { Ordeal } from './ordeal.ts';
import { races } from './races.ts';
import { soak } from './soak.ts';

/** Every ordeal, in the order in which they are undergone. */
export const ordeals = (): readonly Ordeal[] => [
  kills,
  asleep,
  lockedOrders,
  database,
  races,
  ...beside(),
  fuzz,
  soak,
];
