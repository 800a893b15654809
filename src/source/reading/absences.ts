import type { Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { type Absence, NOTHING_ABSENT } from '../../customer/absence.ts';
import type { CustomerFacts, CustomerMemory } from '../../customer/customer.ts';
import { type About, type FeedName, ITEM_KINDS, type ItemKind, refKey } from '../../customer/ids.ts';
import { feedOf } from '../../policy/feed.ts';
import type { Rules } from '../../policy/rules.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';
import { moneyDays } from '../money/money-days.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { readUnnamed } from './unnamed.ts';

/** Keys looked up at once. */
const AT_ONCE = 5_000;

/** What a row that is not among the open ones tells of its item or invoice. */
type RowFate = 'over' | 'settled' | 'there';

interface FoundRow {
  readonly customerId: string;
  readonly fate: RowFate;
}

/** What is looked up, and of which tables it is known that they hold all that is open. */
export interface Looking {
  readonly rules: Rules;
  readonly now: Instant;
  /** Feeds whose tables name all that is open: what they leave out is over. */
  readonly complete: ReadonlySet<FeedName>;
  /** Whether what these customers owe was read. */
  readonly money: boolean;
}

/**
 * What became of everything that we remember of these customers and that was not read as open: each by its own key, so the
 * cost follows what is missing. By customer; who is not in the result has nothing of the kind.
 * @param facts what was read of them; a remembered customer without any has nothing open
 */
export async function readAbsences(
  source: RowSource,
  facts: readonly CustomerFacts[],
  memories: Iterable<CustomerMemory>,
  looking: Looking,
  hasUnnamed: boolean,
): Promise<ReadonlyMap<string, Absence>> {
  const factsOf = new Map<string, CustomerFacts>(facts.map((each) => [each.customer.id, each]));
  const missing: { readonly customerId: string; readonly about: About }[] = [];
  for (const memory of memories)
    for (const about of missingOf(memory, factsOf.get(memory.customerId), looking.money))
      missing.push({ customerId: memory.customerId, about });
  const found = await lookUp(
    source,
    missing.map(({ about }) => about),
    looking,
  );
  const unnamed = hasUnnamed
    ? await readUnnamed(source, looking.rules.sourceSchema, facts, missing)
    : new Map();
  const growing = new Map<string, { over: Set<string>; settled: Set<string>; there: Set<string> }>();
  for (const { customerId, about } of missing) {
    const fate = fateFor(customerId, about, found.get(refKey(about)), looking);
    if (fate === null) continue;
    const theirs = growing.get(customerId) ?? { over: new Set(), settled: new Set(), there: new Set() };
    theirs[fate].add(refKey(about));
    growing.set(customerId, theirs);
  }
  const absences = new Map<string, Absence>();
  for (const id of new Set([...growing.keys(), ...unnamed.keys()]))
    absences.set(id, {
      ...NOTHING_ABSENT,
      ...growing.get(id),
      unnamed: unnamed.get(id) ?? NOTHING_ABSENT.unnamed,
    });
  return absences;
}

/** What is remembered of a customer and not among what was read as open of them. */
function missingOf(
  { cases, dunning }: CustomerMemory,
  facts: CustomerFacts | undefined,
  money: boolean,
): readonly About[] {
  const open = new Set<string>();
  for (const item of facts?.items ?? []) open.add(refKey(item));
  for (const item of facts?.quarantined ?? []) open.add(refKey(item));
  for (const { id } of facts?.account.open ?? []) open.add(refKey({ kind: 'invoice', id }));
  const remembered = new Map<string, About>();
  for (const { item, itemEnded } of cases) if (!itemEnded) remembered.set(refKey(item), item);
  if (money)
    for (const { invoiceId, ended } of dunning.reminders)
      if (!ended) remembered.set(`invoice:${invoiceId}`, { kind: 'invoice', id: invoiceId });
  return [...remembered].filter(([key]) => !open.has(key)).map(([, about]) => about);
}

/** Whose it is decides first: what the company gave to another customer is no longer theirs. */
function fateFor(
  customerId: string,
  { kind }: About,
  found: FoundRow | undefined,
  { complete }: Looking,
): RowFate | null {
  if (found === undefined)
    return complete.has(kind === 'invoice' ? 'payments' : feedOf(kind)) ? 'over' : null;
  const isOthers = found.customerId !== '' && found.customerId !== customerId;
  return isOthers ? 'over' : found.fate;
}

async function lookUp(
  source: RowSource,
  missing: readonly About[],
  { rules, now }: Looking,
): Promise<ReadonlyMap<string, FoundRow>> {
  const found = new Map<string, FoundRow>();
  const keep = (kind: About['kind'], rows: readonly Raw[][]) => {
    // Where an id stands twice, the row that is open counts.
    for (const [id, customerId, fate] of rows) {
      const key = refKey({ kind, id: id ?? '' });
      if (found.get(key)?.fate !== 'there')
        found.set(key, { customerId: customerId ?? '', fate: fateNamed(fate ?? null) });
    }
  };
  for (const kind of ITEM_KINDS)
    for (const ids of portions(missing, kind))
      keep(kind, await source.rows(itemFates(kind, source.tables), [ids]));
  const { today, far } = moneyDays(zoneOf(rules.company.timeZone).dayAt(now));
  for (const ids of portions(missing, 'invoice'))
    keep('invoice', await source.rows(invoiceFates(source.tables), [ids, today, far]));
  return found;
}

const fateNamed = (fate: Raw): RowFate => (fate === 'over' || fate === 'settled' ? fate : 'there');

/** A closing before the opening is in doubt: such a row is read as open, and judged by its stage. */
const itemFates = (kind: ItemKind, tables: SourceTables): string =>
  `select id, customer_id, case when closed_at >= ${ITEM_TABLES[kind].openedAt} then 'over' end
   from ${tables[ITEM_TABLES[kind].table]} items where id = any($1)`;

/** The same days as `readOpenInvoices`: a closing that lies years ahead is none. */
const invoiceFates = (tables: SourceTables): string =>
  `select id, customer_id, case when closed_on <= $2::date then 'over'
     when open_amount = 0 and (closed_on is null or closed_on > $3::date) then 'settled' end
   from ${tables.invoices} invoices where id = any($1)`;

function portions(missing: readonly About[], kind: About['kind']): readonly string[][] {
  const ids = missing.filter((about) => about.kind === kind).map(({ id }): string => id);
  const all: string[][] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) all.push(ids.slice(from, from + AT_ONCE));
  return all;
}
