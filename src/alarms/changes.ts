import { DAY, type Instant, MINUTE } from '../calendar/time.ts';
import { type AlarmCode, alarmKey, type KeptAlarm, type StandingAlarm } from './alarm.ts';

/** What one watch of one worker saw. */
export interface Seen {
  readonly standing: readonly StandingAlarm[];
  /** Codes that could be judged just now by what every worker sees. */
  readonly judged: ReadonlySet<AlarmCode>;
  /** The worker that watched. */
  readonly holder: string;
}

export interface AlarmChanges {
  readonly raise: readonly StandingAlarm[];
  /** Open ones that still stand, with what is known of them now. */
  readonly still: readonly { readonly id: string; readonly as: StandingAlarm }[];
  readonly end: readonly KeptAlarm[];
}

/** A worker that has not been heard of for so long is gone: one that comes back finds a failing server well before. */
const GONE = 15 * MINUTE;
/** A template that no letter fell back from for so long is mended, or not needed. */
const MENDED = DAY;

/** Which alarms begin and end, by what was seen. One worker's state never ends another's alarm. */
export function changesOf(open: readonly KeptAlarm[], seen: Seen, now: Instant): AlarmChanges {
  const standing = new Map(seen.standing.map((each) => [alarmKey(each), each]));
  const known = new Set(open.map(alarmKey));
  return {
    raise: [...standing.values()].filter((each) => !known.has(alarmKey(each))),
    still: open.flatMap((alarm) => {
      const as = standing.get(alarmKey(alarm));
      return as ? [{ id: alarm.id, as }] : [];
    }),
    end: open.filter((alarm) => !standing.has(alarmKey(alarm)) && isOver(alarm, seen, now)),
  };
}

function isOver(alarm: KeptAlarm, { judged, holder }: Seen, now: Instant): boolean {
  if (alarm.code === 'template_fell_back') return unseenFor(alarm, MENDED, now);
  if (alarm.holder !== '') return alarm.holder === holder || unseenFor(alarm, GONE, now);
  return judged.has(alarm.code);
}

/** A moment ahead of the clock was seen by a clock that stood wrong. */
const unseenFor = ({ seenAt }: KeptAlarm, span: number, now: Instant): boolean =>
  Math.abs(now - seenAt) > span;
