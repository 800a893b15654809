import { RunFailure } from '../../failure.ts';
import type { FoundInvoice } from '../../source/find/find-owed.ts';

/**
 * The one invoice that a person means by an id or a number; null when there is none.
 * @throws RunFailure when several have the number, naming them
 */
export function theInvoice(found: readonly FoundInvoice[], reference: string): FoundInvoice | null {
  const [first, ...others] = found;
  if (others.length === 0) return first ?? null;
  const which = found.map(({ id, customerId }) => `${id} (customer ${customerId})`).join(', ');
  throw new RunFailure(
    `Several invoices have the number ${JSON.stringify(reference.slice(0, 80))}: ${which}. Give the id.`,
  );
}
