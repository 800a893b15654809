import { type Day, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import { firstAddressIn } from '../../customer/address.ts';
import type { Doubt, WaitingItem } from '../../customer/customer.ts';
import { type DataFault, notADay } from '../../customer/data-fault.ts';
import type { ItemId, ItemKind, PersonId } from '../../customer/ids.ts';
import { NO_SHIPMENTS } from '../../customer/shipment.ts';
import type { Quarantined } from '../rows/quarantine.ts';
import { type Raw, rawDay, rawInstant } from '../rows/raw.ts';
import { AT, ITEM_TABLES } from './item-rows.ts';

/** No company promises further ahead, or keeps an order open longer, than this; such a date is a typing slip. */
const LONGEST_PROMISE_DAYS = 20 * 366;

export interface ItemRead {
  readonly item: WaitingItem;
  readonly doubts: readonly Doubt[];
}

const NO_DOUBTS: readonly Doubt[] = [];
const NO_LINES: WaitingItem['lines'] = [];

/**
 * A raw row as a waiting item. A field that cannot be right is set aside and named; a row that cannot be judged
 * at all (no id, no opening, opened after `now`) is quarantined with its fault.
 * @param zone the company's, in which promised days are days
 */
export function readItem(
  kind: ItemKind,
  row: readonly Raw[],
  now: Instant,
  zone: Zone,
): ItemRead | Quarantined {
  const { table, openedAt: openedColumn } = ITEM_TABLES[kind];
  const id = row[AT.id] ?? null;
  const openedAt = rawInstant(row[AT.openedAt] ?? null);
  if (id === null || id === '') return { table, id: id ?? '(none)', fault: { code: 'no_id' } };
  if (openedAt === null) return { table, id, fault: { code: 'missing', it: openedColumn } };
  if (openedAt > now)
    return { table, id, fault: { code: 'future', at: isoInstant(openedAt), column: openedColumn } };

  const doubts: Doubt[] = [];
  const doubt = (field: string, fault: DataFault): null => {
    doubts.push({ table, id, field, fault });
    return null;
  };
  const closed = row[AT.closedAt] ?? null;
  const closedAt = rawInstant(closed);
  const isClosed = closedAt !== null && closedAt >= openedAt && closedAt <= now;
  const item: WaitingItem = {
    kind,
    id: id as ItemId,
    number: row[AT.number] || id,
    summary: row[AT.summary] ?? null,
    asset: row[AT.asset] ?? null,
    openedAt,
    stage: row[AT.stage] ?? '',
    stageSince: soundMoment(row[AT.stageSince] ?? null, now, 'stage_since', doubt),
    promisedFor: soundDay(row[AT.promisedFor] ?? null, openedAt, zone, 'promised_for', doubt),
    neededBy: soundDay(row[AT.neededBy] ?? null, openedAt, zone, 'needed_by', doubt),
    reason: row[AT.reason] ?? null,
    publicNote: row[AT.publicNote] ?? null,
    ownerId: (row[AT.ownerId] ?? null) as PersonId | null,
    contactName: row[AT.contactName] ?? (firstAddressIn(row[AT.contactEmail] ?? null)?.name || null),
    contactEmail: soundAddress(row[AT.contactEmail] ?? null, 'contact_email', doubt),
    url: soundUrl(row[AT.url] ?? null, 'url', doubt),
    estimate: row[AT.estimate] ?? null,
    currency: row[AT.currency] ?? null,
    updatedAt: soundMoment(row[AT.updatedAt] ?? null, now, 'updated_at', doubt),
    lines: NO_LINES,
    shipments: NO_SHIPMENTS,
    lane: row[AT.lane] ?? null,
    supplier: row[AT.supplier] ?? null,
    collectAt: row[AT.collectAt] ?? null,
    theirDays: 0,
    closedAt: isClosed ? closedAt : null,
    outcome: row[AT.outcome] ?? null,
  };
  if (closed !== null && !isClosed)
    doubt('closed_at', {
      code: 'closed_early',
      at: closedAt === null ? momentWords(closed) : isoInstant(closedAt),
    });
  return { item, doubts: doubts.length === 0 ? NO_DOUBTS : doubts };
}

type Doubter = (field: string, fault: DataFault) => null;

/** A moment that has passed; one in the future, or none that a calendar knows, is in doubt. */
export function soundMoment(raw: Raw, now: Instant, field: string, doubt: Doubter): Instant | null {
  if (raw === null) return null;
  const at = rawInstant(raw);
  if (at === null) return doubt(field, { code: 'not_moment', it: momentWords(raw) });
  return at > now ? doubt(field, { code: 'future', at: isoInstant(at) }) : at;
}

/** A moment that is not usable, as a person would write it: `0001-01-01`, `infinity`. */
function momentWords(raw: string): string {
  const at = new Date(Number(raw) * 1_000);
  return Number.isNaN(at.getTime()) ? raw.toLowerCase() : at.toISOString().slice(0, -14);
}

/** A promised or needed-by day: not before the opening, and not decades ahead. */
export function soundDay(raw: Raw, openedAt: Instant, zone: Zone, field: string, doubt: Doubter): Day | null {
  if (raw === null) return null;
  const day = rawDay(raw);
  if (day === null) return doubt(field, notADay(raw));
  const opened = zone.dayAt(openedAt);
  if (day < opened) return doubt(field, { code: 'before_opening', at: isoDay(day), other: isoDay(opened) });
  if (day - opened > LONGEST_PROMISE_DAYS) return doubt(field, { code: 'decades_ahead', at: isoDay(day) });
  return day;
}

export function soundAddress(raw: Raw, field: string, doubt: Doubter): string | null {
  if (raw === null || raw.trim() === '') return null;
  return firstAddressIn(raw)?.address ?? doubt(field, { code: 'address' });
}

/** A link in a letter leads to a web page and nowhere else. */
export function soundUrl(raw: Raw, field: string, doubt: Doubter): string | null {
  const url = raw?.trim() ?? '';
  if (url === '') return null;
  return /^https?:\/\/[^\s<>"]+$/i.test(url) ? url : doubt(field, { code: 'web' });
}
