import { asleep } from './asleep.ts';
import { beside } from './beside.ts';
import { database } from './database.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import { lockedOrders } from './locked-orders.ts';
import { lockedTable } from './locked-table.ts';
import type { Ordeal } from './ordeal.ts';
import { behindPooler } from './pooler.ts';
import { races } from './races.ts';
import { restoredDump } from './restored-dump.ts';
import { silentLine } from './silent-line.ts';
import { soak } from './soak.ts';
import { upgrade } from './upgrade.ts';
import { vanish } from './vanish.ts';

/** Every ordeal, in the order in which they are undergone. */
export const ordeals = (): readonly Ordeal[] => [
  kills,
  asleep,
  lockedOrders,
  database,
  silentLine,
  lockedTable,
  behindPooler,
  restoredDump,
  races,
  vanish,
  ...beside(),
  upgrade,
  fuzz,
  soak,
];
