import type { Pool } from 'pg';
import { DAY, type Day, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { ITEM_KINDS } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import { readCompany } from '../../source/customers/company.ts';
import { ITEM_TABLES } from '../../source/customers/item-rows.ts';
import { Snapshot } from '../../source/rows/snapshot.ts';
import type { KnownHistory } from '../../usual/fate.ts';
import { asLearned } from '../past/as-learned.ts';
import { partsFor } from '../past/part.ts';
import { type SetAside, SettingAside } from '../past/set-aside.ts';
import { WaitingReader } from './read-waiting.ts';

/** Days of which anything is remembered: 15 months of 30 days. */
const REMEMBERED = 450;
/** Rows in memory at once; what is learned from them is a tenth of that. */
const AT_ONCE = 25_000;
/** More items than these would change no digit that anybody sees. */
const MOST_ITEMS = 200_000;

/** What usual times can be learned from. */
export interface ReadLessons {
  readonly histories: readonly KnownHistory[];
  /** The first and the last day on which any of them was opened, moved or ended; null: there are none. */
  readonly days: { readonly first: Day; readonly last: Day } | null;
  /** The last moment that the source knows of. */
  readonly horizon: Instant;
  /** How many there are in all. */
  readonly items: number;
  /** These are very many, so `histories` are a fair sample, by a hash of their ids. */
  readonly sampled: boolean;
  readonly hasStageEvents: boolean;
  readonly setAside: readonly SetAside[];
}

/** What is asked besides: the most items (for tests), and who listens to how many were read. */
export interface LessonOptions {
  readonly mostItems?: number;
  readonly progress?: (items: number) => void;
}

/**
 * Reads the items of the last 15 months over a read-only snapshot of its own, in parts, so that memory stays bounded.
 * @param now nothing later than this, or than the feeds say they were fresh, is believed
 */
export async function readLessons(
  pool: Pool,
  rules: Rules,
  now: Instant,
  options: LessonOptions = {},
): Promise<ReadLessons> {
  const read = Snapshot.of(pool, rules.sourceSchema, async function* (snapshot) {
    yield await readOn(snapshot, rules, now, options);
  });
  let lessons: ReadLessons | null = null;
  for await (const each of read) lessons = each;
  if (lessons === null) throw new Error('a snapshot gave nothing');
  return lessons;
}

async function readOn(
  snapshot: Snapshot,
  rules: Rules,
  now: Instant,
  { mostItems = MOST_ITEMS, progress }: LessonOptions,
): Promise<ReadLessons> {
  const { feeds } = await readCompany(snapshot);
  const fresh = [...feeds.values()].filter((at) => at <= now);
  const horizon = fresh.length === 0 ? now : instantOf(Math.max(...fresh));
  const since = instantOf(horizon - REMEMBERED * DAY);
  const zone = zoneOf(rules.company.timeZone);
  const [[there] = []] = await snapshot.rows(`select 1 from ${snapshot.tables.stage_events} events limit 1`);
  const items = await countItems(snapshot, since);
  const of = partsFor(items, Math.min(AT_ONCE, mostItems));
  const taken = Math.max(1, Math.min(of, Math.floor((mostItems * of) / Math.max(1, items))));
  const aside = new SettingAside();
  const histories: KnownHistory[] = [];
  for (let nth = 0; nth < taken; nth += 1) {
    const part = { of, nth, since };
    const reader = await WaitingReader.read({ snapshot, zone, horizon, aside, part });
    for (const theirs of reader.waited.values())
      for (const item of theirs.items) histories.push(asLearned(item, rules));
    progress?.(histories.length);
  }
  return {
    histories,
    days: daysOf(histories, (at) => zone.dayAt(at)),
    horizon,
    items,
    sampled: taken < of,
    hasStageEvents: there != null,
    setAside: aside.all(),
  };
}

async function countItems(snapshot: Snapshot, since: Instant): Promise<number> {
  let items = 0;
  for (const kind of ITEM_KINDS) {
    const { table, openedAt } = ITEM_TABLES[kind];
    const [[count] = []] = await snapshot.rows(
      `select count(*) from ${snapshot.tables[table]} ${table} where ${openedAt} >= $1`,
      [isoInstant(since)],
    );
    items += Number(count ?? 0);
  }
  return items;
}

function daysOf(histories: readonly KnownHistory[], dayAt: (at: Instant) => Day): ReadLessons['days'] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { opened, stages, endings } of histories)
    for (const at of [opened, ...stages.map((each) => each.at), ...endings.map((each) => each.at)]) {
      if (at === null) continue;
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
  if (last < first) return null;
  return { first: dayAt(instantOf(first)), last: dayAt(instantOf(last)) };
}
