import type { ListedHold } from '../../ledger/memory/hand-holds.ts';
import { shortMoment } from '../terminal/world.ts';
import { sayHeld } from './held-subject.ts';

/** A hold by hand on one line: what, until when, by whom and why, and how it ended. */
export function holdLine(hold: ListedHold, today: string): string {
  const about = sayHeld({ customerId: hold.customer_id, invoiceId: hold.invoice_id });
  const by = `by ${hold.by} on ${shortMoment(hold.at)}: ${hold.why}`;
  return `${about}, ${span(hold, today)}, ${by}${lifted(hold)}`;
}

function span({ until, lifted_at }: ListedHold, today: string): string {
  if (until === null) return lifted_at === null ? 'held until somebody lifts it' : 'held';
  return until < today && lifted_at === null
    ? `held through ${until}, which has passed`
    : `held through ${until}`;
}

function lifted({ lifted_at, lifted_by, lifted_why }: ListedHold): string {
  if (lifted_at === null) return '';
  const why = lifted_why === null || lifted_why === '' ? '' : `: ${lifted_why}`;
  return `; lifted by ${lifted_by} on ${shortMoment(lifted_at)}${why}`;
}
