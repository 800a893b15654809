import { DAY, dayOf, instantOf, isoDay, isoInstant, MINUTE } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { WayToRead } from '../../policy/source-fault.ts';
import type { FileQuestion, ToldByColumn } from './question.ts';
import { harmless } from './visible.ts';
import { type DayOrder, readWritten, type Written } from './written-day.ts';

/** How the days and moments of a column are read. */
export interface DaysRead {
  readonly order: DayOrder;
  /** The zone of times that name none, and the one in which a moment becomes a day. */
  readonly zone: string;
  /** Numbers of five digits are days as Excel counts them. */
  readonly excel: boolean;
  /** Every time is midnight: what is written are days. */
  readonly midnights: boolean;
}

type DayType = 'date' | 'timestamptz';

/** A day or moment as the contract has it, or null when it is none. */
export function readDay(value: string, wanted: DayType, read: DaysRead): string | null {
  const written = readWritten(value);
  const day = written?.days.get(read.order) ?? null;
  if (written === null || day === null || (written.counted === 'excel' && !read.excel)) return null;
  const { msOfDay, offset } = written;
  if (msOfDay === null || (read.midnights && offset === null)) return isoDay(day);
  if (offset === null) {
    if (wanted === 'date') return isoDay(day);
    const at = zoneOf(read.zone).instantOf(day, Math.floor(msOfDay / MINUTE));
    return withoutMs(isoInstant(instantOf(at + (msOfDay % MINUTE))));
  }
  const at = instantOf(day * DAY + msOfDay - offset * MINUTE);
  return wanted === 'date' ? isoDay(zoneOf(read.zone).dayAt(at)) : withoutMs(isoInstant(at));
}

const withoutMs = (iso: string): string => iso.replace('.000Z', 'Z');

interface SeenDay {
  readonly value: string;
  readonly line: number;
  readonly written: Written;
}

/** Orders that a file may be in, likeliest words first. */
const ORDERS: readonly DayOrder[] = ['day first', 'month first', 'year first'];

/** What a profile or the kind of file says already. */
export interface DaysSaid {
  readonly order: DayOrder | 'excel' | null;
  readonly zone: string | null;
}

/** Gathers what the days and moments of one column say of their order, and whether they say their zone. */
export class DayEvidence {
  private readonly wanted: DayType;
  /** For each order the first value that is a day in no other. */
  private readonly only = new Map<DayOrder, SeenDay>();
  private possible: ReadonlySet<DayOrder> = new Set(ORDERS);
  private unlike: SeenDay | null = null;
  private zoneless: SeenDay | null = null;
  private excel: SeenDay | null = null;
  private byHand: SeenDay | null = null;
  private atMidnight = true;

  constructor(wanted: DayType) {
    this.wanted = wanted;
  }

  add(value: string, line: number): void {
    const written = readWritten(value);
    if (written === null) return;
    const seen = { value, line, written };
    if (written.counted === 'excel') this.excel ??= seen;
    else this.byHand ??= seen;
    if (written.msOfDay !== null && written.msOfDay !== 0) this.atMidnight = false;
    if (written.offset !== null) this.atMidnight = false;
    else if (written.msOfDay !== null && written.msOfDay !== 0) this.zoneless ??= seen;
    if (!written.certain) this.addOrders(seen);
  }

  private addOrders(seen: SeenDay): void {
    const { days } = seen.written;
    const left = [...this.possible].filter((order) => days.has(order));
    const [first] = days.keys();
    if (first !== undefined && days.size === 1) {
      if (!this.only.has(first)) this.only.set(first, seen);
    } else if (new Set(days.values()).size > 1) this.unlike ??= seen;
    this.possible = new Set(left);
  }

  /** How the column is read, or what to ask. `zone` is the company's. */
  conclude(column: string, said: DaysSaid, zone: string): DaysRead | FileQuestion {
    const asExcel = said.order === 'excel';
    const order = asExcel ? 'day first' : (said.order ?? this.order(column));
    if (typeof order !== 'string') return order;
    if (this.excel && this.byHand && said.order === null) return mixed(column, this.excel, this.byHand);
    const open = this.wanted === 'timestamptz' && said.zone === null && zone !== 'UTC';
    if (open && this.zoneless) return whichZone(column, this.zoneless, order, zone);
    const excel = asExcel || (this.excel !== null && this.byHand === null);
    return { order, zone: said.zone ?? zone, excel, midnights: this.atMidnight };
  }

  /** The order, if one value can be read in no other. */
  told(): ToldByColumn | null {
    const [[order, seen] = [], second] = this.only;
    if (order === undefined || seen === undefined || second !== undefined) return null;
    return { key: 'dates', is: order, line: seen.line, value: seen.value };
  }

  private order(column: string): DayOrder | FileQuestion {
    const [left, other] = ORDERS.filter((order) => this.possible.has(order));
    if (left === undefined) return this.disagree(column);
    if (other === undefined || this.unlike === null) return left;
    const { value, line, written } = this.unlike;
    const readings = ORDERS.filter((order) => this.possible.has(order)).flatMap((order): WayToRead[] => {
      const day = written.days.get(order);
      return day === undefined
        ? []
        : [{ means: { code: 'day', day: isoDay(day), order }, write: `dates: ${order}` }];
    });
    return { column, line, value, readings };
  }

  /** Each value is a day, but there is no one order in which all are. */
  private disagree(column: string): DayOrder | FileQuestion {
    const sides = [...this.only];
    const [first, second] = sides;
    if (!first || !second) return 'day first';
    return {
      column,
      line: second[1].line,
      value: second[1].value,
      readings: sides.map(([order, { line, value }]) => ({
        means:
          order === second[0]
            ? { code: 'in_order', order }
            : { code: 'other_order', line, value: harmless(value), order },
        write: `dates: ${order}`,
      })),
    };
  }
}

function mixed(column: string, excel: SeenDay, byHand: SeenDay): FileQuestion {
  const [day = dayOf(0)] = excel.written.days.values();
  return {
    column,
    line: excel.line,
    value: excel.value,
    readings: [
      { means: { code: 'excel_day', day: isoDay(day) }, write: 'dates: excel' },
      { means: { code: 'no_day' }, write: 'dates: day first' },
    ],
    note: { code: 'written_day', line: byHand.line, value: harmless(byHand.value) },
  };
}

function whichZone(column: string, { value, line }: SeenDay, order: DayOrder, zone: string): FileQuestion {
  const base = { order, excel: true, midnights: false };
  const inZone = readDay(value, 'timestamptz', { ...base, zone });
  const inUtc = readDay(value, 'timestamptz', { ...base, zone: 'UTC' });
  return {
    column,
    line,
    value,
    readings: [
      { means: { code: 'clock', at: `${inZone}`, zone }, write: `zone: ${zone}` },
      { means: { code: 'clock', at: `${inUtc}`, zone: null }, write: 'zone: UTC' },
    ],
  };
}
