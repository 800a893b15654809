import { z } from 'zod';
import { openAlarms } from '../../ledger/alarms.ts';
import { openPause } from '../../ledger/pauses.ts';
import { lastRoundAt } from '../../ledger/rounds.ts';
import { type ConsoleWorld, page, type Route } from '../routes.ts';

/** The first page: is everything all right? */
export const todayPages = ({ databases }: ConsoleWorld): readonly Route[] => [
  page('/', 'read', z.unknown(), async () => {
    const pool = databases.ledgerPool;
    const [alarms, pause, lastRound] = await Promise.all([
      openAlarms(pool),
      openPause(pool),
      lastRoundAt(pool),
    ]);
    return { view: 'today', data: { alarms, pause, lastRound } };
  }),
];
