/** Customers for whom mails wait that only name an address of theirs, and what is usual of that. */
export interface HeldByAddress {
  /** Held for within the last day. */
  readonly lately: number;
  /** Held for by all that nobody has answered. */
  readonly open: number;
  /** Days of the last four weeks with any, and how many customers the busiest of them had. */
  readonly days: number;
  readonly busiest: number;
  /** Customers who were written to in the last 30 days: for nobody else can an address alone hold. */
  readonly written: number;
}

/** So few within a day are work for people, whatever is usual. */
export const HELD_FLOOR = 10;
/** On fewer days nobody knows what is usual. */
const KNOWN_FROM = 5;
const TIMES = 3;
const UNHEARD_OF = 10;
/** Of those who were written to, who write of their own accord within a day; and whom all open mails may hold for. */
const SHARE = 0.05;
const OPEN_SHARE = 0.2;

/**
 * How many customers mails by address alone may hold for within a day. Anybody can write such mails, and by them stop every reminder, so
 * a jump is told: more than three times the busiest day of four weeks (a Monday is among them) and than a share of those written to.
 */
export function mostHeldByAddress({
  days,
  busiest,
  written,
}: Pick<HeldByAddress, 'days' | 'busiest' | 'written'>): number {
  const share = Math.floor(SHARE * written);
  if (days < KNOWN_FROM) return Math.max(HELD_FLOOR, share);
  return Math.max(HELD_FLOOR, TIMES * busiest, Math.min(share, UNHEARD_OF * busiest));
}

/** A jump within a day, or a slow one: a fifth of all who were written to are held for. Null: neither. */
export function heldByAddressJump(
  held: HeldByAddress,
): { readonly customers: number; readonly most: number } | null {
  const most = mostHeldByAddress(held);
  if (held.lately > most) return { customers: held.lately, most };
  const slowly = Math.max(3 * HELD_FLOOR, Math.floor(OPEN_SHARE * held.written));
  return held.open > slowly ? { customers: held.open, most: slowly } : null;
}
