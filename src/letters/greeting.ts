import { clean, LENGTHS } from './clean.ts';
import type { Sentences } from './sentences.ts';

/** How a letter to a customer begins: with the salutation that the company gives, else without a name. */
export function greetingOf(
  customer: { readonly salutation: string | null },
  company: string,
  say: Sentences,
): string {
  const salutation = clean(customer.salutation, LENGTHS.name);
  return salutation === null ? say.greeting.plain({ company }) : say.greeting.named({ company, salutation });
}
