import { type Day, type Instant, isoInstant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import type { ItemKind } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import { AT, ITEM_TABLES } from '../../source/customers/item-rows.ts';
import { readItem, soundDay } from '../../source/customers/waiting-item.ts';
import type { Quarantined } from '../../source/rows/quarantine.ts';
import { type Raw, rawInstant } from '../../source/rows/raw.ts';
import type { ItemHistory, PromiseSource, StageEvent } from '../past/history.ts';
import { type KeptTexts, ownText } from '../past/kept-texts.ts';
import type { AsideSaid, SettingAside } from '../past/set-aside.ts';

/** An event as it is read, before anything is known of its item. */
export interface RawEvent {
  readonly lineNo: number | null;
  readonly stage: string;
  readonly at: Instant;
  readonly promised: Raw;
}

/** Columns in which many rows say the same. */
const NAMES: ReadonlySet<number> = new Set([AT.stage, AT.reason, AT.ownerId, AT.currency, AT.supplier]);

const NO_LINES: ItemHistory['lines'] = [];
const NO_LINE_EVENTS: ReadItem['lineEvents'] = new Map();

/** What is known when one item is read. */
export interface ReadingItems {
  readonly horizon: Instant;
  readonly zone: Zone;
  readonly aside: SettingAside;
  readonly texts: KeptTexts;
  /** The events oldest first, those of one moment as stages usually follow. */
  readonly sorted: (events: readonly StageEvent[]) => readonly StageEvent[];
}

export interface ReadItem {
  readonly item: ItemHistory;
  /** Of its lines, by their number. */
  readonly lineEvents: ReadonlyMap<number, readonly StageEvent[]>;
}

/**
 * A raw row and its events as the history of one item. The row is judged as a round judges it; what of its past cannot be
 * right is set aside and counted.
 */
export function readItemHistory(
  kind: ItemKind,
  row: readonly Raw[],
  events: readonly RawEvent[],
  { horizon, zone, aside, sorted, texts }: ReadingItems,
): ReadItem | Quarantined {
  const { table } = ITEM_TABLES[kind];
  const openedAt = rawInstant(row[AT.openedAt] ?? null);
  const closing = closingOf(row[AT.closedAt] ?? null, openedAt, horizon);
  const asOpen = row.map((text, column) => text && (NAMES.has(column) ? texts.name(text) : ownText(text)));
  // A round doubts each closing that it sees: of the open ones it reads only those that lie before their opening.
  asOpen[AT.closedAt] = closing.early ? (row[AT.closedAt] ?? null) : null;
  const read = readItem(kind, asOpen, horizon, zone);
  if (!('item' in read)) return read;
  const { item } = read;
  aside.doubts(read.doubts);
  if (closing.said !== null) aside.field(table, { code: 'closed_in_future' }, item.id, closing.said);
  const sound = events.flatMap((event) => soundEvent(event, read.item, horizon, zone, aside) ?? []);
  warnOfOddEvents(sound, item, closing.at, aside);
  const own = sorted(sound.filter(({ lineNo }) => lineNo === null).map(stageEvent));
  return {
    item: {
      row: item,
      closedAt: closing.at,
      outcome: item.outcome,
      lane: item.lane,
      standsFrom: item.stageSince ?? item.updatedAt ?? closing.at ?? item.openedAt,
      events: own,
      promiseFrom: promiseFrom(own),
      lines: NO_LINES,
    },
    lineEvents: byLine(sound, sorted),
  };
}

/** Events that carry promises tell of all that were given; without any the row alone does. */
export const promiseFrom = (events: readonly StageEvent[]): PromiseSource =>
  events.some(({ promisedFor }) => promisedFor !== null) ? 'events' : 'row';

interface Closing {
  readonly at: Instant | null;
  readonly early: boolean;
  /** Null: it does not lie in the future. */
  readonly said: AsideSaid | null;
}

function closingOf(raw: Raw, openedAt: Instant | null, horizon: Instant): Closing {
  const none = { at: null, early: false, said: null };
  if (raw === null) return none;
  const at = rawInstant(raw);
  if (at === null || (openedAt !== null && at < openedAt)) return { ...none, early: true };
  if (at <= horizon) return { ...none, at };
  const closed = isoInstant(at);
  return { ...none, said: { text: `closed ${closed}`, shows: [{ at: closed }] } };
}

interface SoundEvent extends StageEvent {
  readonly lineNo: number | null;
}

function soundEvent(
  { lineNo, stage, at, promised }: RawEvent,
  { id, openedAt }: ItemHistory['row'],
  horizon: Instant,
  zone: Zone,
  aside: SettingAside,
): SoundEvent | null {
  if (at > horizon) {
    aside.row('stage_events', { code: 'event_in_future' }, id, stageAt(stage, at));
    return null;
  }
  let promisedFor: Day | null = null;
  if (promised !== null)
    promisedFor = soundDay(promised, openedAt, zone, 'promised_for', (field, fault) => {
      aside.field('stage_events', { code: 'not_right', field }, id, fault);
      return null;
    });
  return { lineNo, stage, at, promisedFor };
}

/** What is odd about events that are kept: it is counted, so that somebody may mend it. */
function warnOfOddEvents(
  events: readonly SoundEvent[],
  { id, openedAt }: ItemHistory['row'],
  closedAt: Instant | null,
  aside: SettingAside,
): void {
  const moments = new Set<string>();
  for (const { at, stage, lineNo } of events) {
    if (at < openedAt) aside.field('stage_events', { code: 'event_before_opening' }, id, stageAt(stage, at));
    if (closedAt !== null && at > closedAt)
      aside.field('stage_events', { code: 'event_after_closing' }, id, stageAt(stage, at));
    const moment = `${lineNo ?? ''}@${at}`;
    if (moments.has(moment)) aside.field('stage_events', { code: 'events_at_once' }, id, stageAt(stage, at));
    moments.add(moment);
  }
}

const stageAt = (stage: string, at: Instant): AsideSaid => ({
  text: `${stage} at ${isoInstant(at)}`,
  shows: [stage, { at: isoInstant(at) }],
});

const stageEvent = ({ at, stage, promisedFor }: SoundEvent): StageEvent => ({ at, stage, promisedFor });

function byLine(
  events: readonly SoundEvent[],
  sorted: ReadingItems['sorted'],
): ReadonlyMap<number, readonly StageEvent[]> {
  if (events.every(({ lineNo }) => lineNo === null)) return NO_LINE_EVENTS;
  const lines = new Map<number, StageEvent[]>();
  for (const event of events) {
    if (event.lineNo === null) continue;
    push(lines, event.lineNo, stageEvent(event));
  }
  return new Map([...lines].map(([lineNo, each]) => [lineNo, sorted(each)]));
}
