/**
 * Whether the mail server is tried, and by how many letters at once. It is opened by as many faults of the server or the line in a
 * row as there are lanes: thousands of letters would only collect failed attempts. After a rest one letter tries; when
 * it is taken, the lanes come back two for each one. Times are milliseconds of any one steady clock.
 */
export type Breaker =
  | { readonly state: 'closed'; readonly faults: number }
  /** Nothing is tried before `until`. `times`: how often it opened since a letter was last taken. */
  | { readonly state: 'open'; readonly until: number; readonly times: number }
  /** One letter tries. */
  | { readonly state: 'probing'; readonly times: number }
  | { readonly state: 'ramping'; readonly lanes: number };

export const CLOSED: Breaker = { state: 'closed', faults: 0 };

const FIRST_REST = 30_000;
/** A server that comes back is found within this. */
const LONGEST_REST = 5 * 60_000;

/** A letter met a fault of the server or the line. @param random 0 to 1: workers do not all come back at once */
export function afterFault(breaker: Breaker, lanes: number, now: number, random: number): Breaker {
  switch (breaker.state) {
    case 'closed': {
      const faults = breaker.faults + 1;
      return faults < lanes ? { state: 'closed', faults } : opened(1, now, random);
    }
    case 'open':
      return breaker;
    case 'probing':
      return opened(breaker.times + 1, now, random);
    case 'ramping':
      return opened(1, now, random);
  }
}

/** The server spoke of a letter, whatever it said: it lives. */
export function afterAnswer(breaker: Breaker, lanes: number): Breaker {
  switch (breaker.state) {
    case 'closed':
      return breaker.faults === 0 ? breaker : CLOSED;
    // It was under way when the others failed.
    case 'open':
      return breaker;
    case 'probing':
      return lanes <= 2 ? CLOSED : { state: 'ramping', lanes: 2 };
    case 'ramping':
      return breaker.lanes * 2 >= lanes ? CLOSED : { state: 'ramping', lanes: breaker.lanes * 2 };
  }
}

/** An open one whose rest is over lets one letter try. */
export const afterRest = (breaker: Breaker, now: number): Breaker =>
  breaker.state === 'open' && now >= breaker.until ? { state: 'probing', times: breaker.times } : breaker;

/** How many letters may be under way at once. */
export function lanesOf(breaker: Breaker, lanes: number): number {
  switch (breaker.state) {
    case 'closed':
      return lanes;
    case 'open':
      return 0;
    case 'probing':
      return 1;
    case 'ramping':
      return Math.min(breaker.lanes, lanes);
  }
}

function opened(times: number, now: number, random: number): Breaker {
  const rest = Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(times - 1, 10));
  return { state: 'open', until: now + rest * (0.75 + random / 4), times };
}
