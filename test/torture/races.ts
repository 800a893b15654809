import { clockJump } from './clock-jump.ts';
import { crowd, migrations } from './crowd.ts';
import { dstNights } from './dst-nights.ts';
import type { Ordeal } from './ordeal.ts';

export const races: Ordeal = {
  name: 'races',
  story:
    'rounds, workers and migrations at once; a clock three days ahead, one five days ahead, and back; the nights of the time change',
  run: async (setting) => [
    ...(await migrations()),
    ...(await crowd(setting)),
    ...(await clockJump(setting)),
    ...(await dstNights(setting)),
  ],
};
