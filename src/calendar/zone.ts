import { DAY, type Day, dayOf, type Instant, instantOf, MINUTE } from './time.ts';
import { offsetsOf, type ZoneOffsets } from './zone-offsets.ts';

/** A moment on the clocks of a zone. */
export interface Local {
  readonly day: Day;
  /** Milliseconds after local midnight, as the clock on the wall shows them. */
  readonly msOfDay: number;
}

/** The clocks of one time zone, with every change of daylight saving time in the years 1900 to 2200. */
export interface Zone {
  readonly name: string;
  toLocal(at: Instant): Local;
  dayAt(at: Instant): Day;
  /** Whole minutes after local midnight, 0 to 1439. */
  minuteOfDay(at: Instant): number;
  /**
   * The moment at which the zone's clocks show `minute` minutes after midnight of `day`. A time that the
   * clocks skip in spring gives the first moment after the gap; one that they show twice, the first of the two.
   */
  instantOf(day: Day, minute: number): Instant;
}

class ClockZone implements Zone {
  readonly name: string;
  private readonly offsets: ZoneOffsets;

  constructor(name: string) {
    this.name = name;
    this.offsets = offsetsOf(name);
  }

  private wall(at: Instant): number {
    return at + this.offsets.at(at);
  }

  toLocal(at: Instant): Local {
    const wall = this.wall(at);
    const day = dayOf(Math.floor(wall / DAY));
    return { day, msOfDay: wall - day * DAY };
  }

  dayAt(at: Instant): Day {
    return dayOf(Math.floor(this.wall(at) / DAY));
  }

  minuteOfDay(at: Instant): number {
    const wall = this.wall(at);
    return Math.floor((wall - Math.floor(wall / DAY) * DAY) / MINUTE);
  }

  instantOf(day: Day, minute: number): Instant {
    const wall = Math.round(day * DAY + minute * MINUTE);
    // No zone is a day away from UTC, so a change near this wall time lies between these two.
    const earlier = this.offsets.at(wall - DAY);
    const later = this.offsets.at(wall + DAY);
    if (earlier === later) return instantOf(wall - earlier);
    if (this.offsets.at(wall - earlier) === earlier) return instantOf(wall - earlier);
    if (this.offsets.at(wall - later) === later) return instantOf(wall - later);
    return instantOf(this.offsets.lastChange(wall - earlier));
  }
}

// Rows name zones; a hostile table must not fill the memory.
const MOST_NAMES = 2_000;
const zones = new Map<string, Zone>();
const refused = new Set<string>();

function open(name: string): Zone | null {
  const cached = zones.get(name);
  if (cached) return cached;
  if (refused.has(name)) return null;
  try {
    const zone = new ClockZone(name);
    if (zones.size >= MOST_NAMES) zones.clear();
    zones.set(name, zone);
    return zone;
  } catch {
    if (refused.size >= MOST_NAMES) refused.clear();
    refused.add(name);
    return null;
  }
}

/** The zone of an IANA name (`Europe/Warsaw`), cached. Throws RangeError when there is no such zone. */
export function zoneOf(name: string): Zone {
  const zone = open(name);
  if (!zone)
    throw new RangeError(`${JSON.stringify(name)} is not a time zone; write one like Europe/Warsaw.`);
  return zone;
}

/** The zone of this name; `otherwise` where there is none, or none of that name. */
export const zoneOr = (name: string | null, otherwise: Zone): Zone =>
  (name === null ? null : open(name)) ?? otherwise;

/** The moment at which the day of `at` began on the zone's clocks. */
export const startOfDay = (zone: Zone, at: Instant): Instant => zone.instantOf(zone.dayAt(at), 0);

/** Whether this names a time zone that the machine knows. */
export const isZone = (name: string): boolean => open(name) !== null;
