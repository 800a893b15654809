import { type Instant, instantOf } from '../calendar/time.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import { lineKinds } from './ending.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** It waits to be fetched: its stage says so, or every line that is not over does. */
export function isReady({ item, stage, rules }: Situation): boolean {
  if (stage.kind === 'ready') return true;
  const kinds = lineKinds({ item, rules });
  return kinds?.includes('ready') === true && kinds.every(isFinished);
}

export function findReady({ item, zone, now }: Situation): Finding {
  const since = readySince({ item, now });
  return { kind: 'ready', began: since, since: zone.dayAt(since) };
}

function readySince({ item, now }: Pick<Situation, 'item' | 'now'>): Instant {
  const known = [item.stageSince, ...item.lines.map((line) => line.stageSince)].filter((at) => at !== null);
  return known.length === 0 ? now : instantOf(Math.max(...known));
}
