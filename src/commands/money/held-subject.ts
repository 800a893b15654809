import { type Command, Option } from 'commander';
import type { Databases } from '../../database/databases.ts';
import { RunFailure } from '../../failure.ts';
import type { Rules } from '../../policy/rules.ts';
import { findInvoices, isCustomer } from '../../source/find/find-owed.ts';
import { parseReference } from '../../source/find/reference.ts';
import { theInvoice } from './the-invoice.ts';

/** Whom or what a hold by hand is about. */
export interface HeldSubject {
  readonly customerId: string;
  /** Null: whatever this customer owes. */
  readonly invoiceId: string | null;
}

/** What the person said it is: `--customer`, `--invoice`, or neither. */
export interface SubjectOptions {
  readonly customer?: boolean | undefined;
  readonly invoice?: boolean | undefined;
}

/** Adds them, worded the same everywhere. */
export const withSubjectOptions = (command: Command): Command =>
  command
    .addOption(new Option('--customer', 'the id is that of a customer').conflicts('invoice'))
    .option('--invoice', 'the id is that of an invoice');

/**
 * The customer or invoice that a person means; null when the company's tables have neither.
 * @throws RunFailure when it may be more than one, saying how to tell them apart
 */
export async function findHeldSubject(
  databases: Databases,
  rules: Rules,
  given: string,
  options: SubjectOptions,
): Promise<HeldSubject | null> {
  const { reference, customer, invoice } = asSaid(given, options);
  const { sourcePool } = databases;
  const schema = rules.sourceSchema;
  const isOne = invoice !== true && (await isCustomer(sourcePool, schema, reference));
  const invoices = customer === true ? [] : await findInvoices(sourcePool, schema, reference);
  if (isOne && invoices.length > 0)
    throw new RunFailure(
      `${JSON.stringify(reference.slice(0, 80))} is a customer and an invoice. Say which: add --customer or --invoice, or write customer:… or invoice:….`,
    );
  if (isOne) return { customerId: reference, invoiceId: null };
  const found = theInvoice(invoices, reference);
  return found && { customerId: found.customerId, invoiceId: found.id };
}

/**
 * `invoice:21` and `customer:21` say what the options would.
 * @throws RunFailure when it says an order or a job: no reminder is about one
 */
export function asSaid(
  given: string,
  { customer, invoice }: SubjectOptions,
): SubjectOptions & { readonly reference: string } {
  const { among, id } = parseReference(given);
  if (among === 'order' || among === 'job')
    throw new RunFailure(
      `${JSON.stringify(given.slice(0, 80))} is no customer and no invoice: reminders are held for these alone.`,
    );
  if (among === null) return { reference: given, customer, invoice };
  return { reference: id, customer: among === 'customer', invoice: among === 'invoice' };
}

/** `invoice F1 of customer C1`, or `customer C1`. */
export const sayHeld = ({ customerId, invoiceId }: HeldSubject): string =>
  invoiceId === null ? `customer ${customerId}` : `invoice ${invoiceId} of customer ${customerId}`;
