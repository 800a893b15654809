import { z } from 'zod';
import { lastReplay } from '../../replay/page/kept-replay.ts';
import { replayPage } from '../../replay/telling/replay-page.ts';
import { Teller } from '../../replay/telling/teller.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import { toldReader } from '../frame/told-reader.ts';

/** What the last `tidings replay` came to, as its file tells it. */
export const replayPages = ({ config }: ConsoleWorld): readonly Route[] => [
  page('/replay', 'read', z.unknown(), async (visit) => {
    const kept = await lastReplay(config.home);
    if (typeof kept === 'string')
      return { view: 'replay', data: { report: null, madeAt: null, lacks: kept } };
    const report = replayPage(new Teller(visit.language, toldReader(visit)), kept.report, kept.old);
    return { view: 'replay', data: { report, madeAt: kept.made_at, lacks: null } };
  }),
];
