import { HOUR } from '../../calendar/time.ts';
import type { HistoryEntry } from '../../ledger/history/history.ts';
import { shortMoment } from '../terminal/world.ts';

/** What an entry is called where it changes no state, or where its verb says more than the state that it leads to. */
const LED_TO: ReadonlySet<string> = new Set(['written', 'became', 'judged', 'changed', 'added', 'released']);

/** An entry on one line: when, what it is about, what changed, by whom and why. The caller makes it printable. */
export function historyLine(entry: HistoryEntry): string {
  const { at, subject_kind, subject_id, who, why } = entry;
  const because = why === null || why === '' ? '' : `: ${why}`;
  return `${shortMoment(at)}  ${subject_kind} ${subject_id}${about(entry)}  ${change(entry)}, by ${who}${recorded(entry)}${because}`;
}

function change({ what, from_state, to_state }: HistoryEntry): string {
  if (to_state === null || !LED_TO.has(what)) return what;
  const states = from_state === null || from_state === to_state ? to_state : `${from_state} → ${to_state}`;
  return what === 'became' || what === 'changed' ? states : `${what}, ${states}`;
}

/** In brackets what the entry of a beginning says of its subject. */
function about({ detail }: HistoryEntry): string {
  const says = [detail?.letter, detail?.task, detail?.item, detail?.invoice, detail?.tone, detail?.until]
    .filter((part) => typeof part === 'string')
    .concat(aboutItems(detail?.about));
  return says.length === 0 ? '' : ` (${says.join(', ')})`;
}

const aboutItems = (about: unknown): string[] =>
  Array.isArray(about) ? about.map(({ kind, id }) => `${kind} ${id}`) : [];

/** Where the two clocks disagree: an act with `--at`, or a clock that stood wrong. */
const recorded = ({ at, recorded_at }: HistoryEntry): string =>
  Math.abs(recorded_at.getTime() - at.getTime()) < HOUR ? '' : `, recorded ${shortMoment(recorded_at)}`;
