import type { AccountScene } from './account-scene.ts';
import { type Habit, MOSTLY_LATE, NOW_AND_THEN, ONE_SLIP, PROMPT } from './habits.ts';

/** Customers who owe nothing today, by how they paid. */
const PAYERS: readonly (readonly [customer: string, paid: Habit])[] = [
  ['wisniewski', PROMPT],
  ['teatr', ONE_SLIP],
  ['hotel-bursztyn', PROMPT],
  ['hughes', PROMPT],
  ['baker', PROMPT],
  ['mitchell', ONE_SLIP],
  ['carter', NOW_AND_THEN],
  ['morozova', PROMPT],
  ['sokolova', PROMPT],
  ['orlova', NOW_AND_THEN],
  ['adamczyk', PROMPT],
  ['wojcik', PROMPT],
  ['jablonski', MOSTLY_LATE],
];

export const inGoodStanding: readonly AccountScene[] = PAYERS.map(([customer, paid]) => () => ({
  customer,
  shows: 'owes nothing today',
  paid,
}));
