import { Command } from 'commander';
import { isoDay, isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Databases } from '../../database/databases.ts';
import { RunFailure } from '../../failure.ts';
import { type ListedHold, liftHolds, listHolds } from '../../ledger/memory/hand-holds.ts';
import type { Rules } from '../../policy/rules.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { type WorldOptions, withWorld } from '../terminal/world.ts';
import {
  asSaid,
  findHeldSubject,
  type HeldSubject,
  type SubjectOptions,
  sayHeld,
  withSubjectOptions,
} from './held-subject.ts';
import { holdLine } from './hold-line.ts';

interface Options extends SubjectOptions, WorldOptions {
  readonly why?: string;
  readonly by: string;
  readonly json?: boolean;
}

/** `tidings unhold INVOICE|CUSTOMER` */
export const unholdCommand = (): Command =>
  withSubjectOptions(new Command('unhold'))
    .description('lift the holds about an invoice, or about a customer as a whole; they stay in the history')
    .argument('<id>', 'id of a customer, or id or number of an invoice, as it was held')
    .option('--why <text>', 'why, for whoever asks later')
    .option('--by <name>', 'who decides it', whoRuns())
    .option('--json', 'print what was lifted, and what still holds, as JSON')
    .option('--at <moment>', 'the moment of it; now if not said')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      '\nA hold about a customer stays when an invoice of theirs is lifted, and the reverse.',
    )
    .action(unhold);

async function unhold(reference: string, options: Options): Promise<void> {
  await withWorld(options, async ({ databases, rules, clock }) => {
    const now = clock.now();
    const today = isoDay(zoneOf(rules.company.timeZone).dayAt(now));
    const subject = await whatIsHeld(databases, rules, reference, options);
    const lifted = await liftHolds(databases.ledgerPool, {
      ...subject,
      why: options.why?.trim() ?? '',
      by: options.by,
      at: isoInstant(now),
    });
    const still = await stillHolding(databases, subject, today);
    if (lifted.length === 0) throw new RunFailure(printableLine(nothingToLift(subject, still)));
    if (options.json) return console.log(JSON.stringify({ lifted, still_held: still }));
    const lines = [`Lifted: ${sayHeld(subject)}.`, ...lifted.map((hold) => `  ${holdLine(hold, today)}`)];
    if (still.length > 0)
      lines.push('It is still held:', ...still.map((hold) => `  ${holdLine(hold, today)}`));
    console.log(lines.map(printableLine).join('\n'));
  });
}

/** A customer or an invoice may be gone from the company's tables while its hold stands: then the hold tells whose it is. */
async function whatIsHeld(
  databases: Databases,
  rules: Rules,
  given: string,
  options: Options,
): Promise<HeldSubject> {
  const found = await findHeldSubject(databases, rules, given, options);
  if (found) return found;
  const { reference, customer, invoice } = asSaid(given, options);
  for await (const page of listHolds(databases.ledgerPool, { about: reference })) {
    const hold = page.find(
      ({ customer_id, invoice_id }) =>
        (invoice_id === reference && customer !== true) ||
        (invoice_id === null && customer_id === reference && invoice !== true),
    );
    if (hold) return { customerId: hold.customer_id, invoiceId: hold.invoice_id };
  }
  throw new RunFailure(
    `Nothing is held that has the id ${JSON.stringify(reference.slice(0, 80))}; \`tidings holds\` lists what is.`,
  );
}

/** What keeps reminders about this back still: holds about the customer as a whole. */
async function stillHolding(
  { ledgerPool }: Databases,
  { customerId }: HeldSubject,
  today: string,
): Promise<readonly ListedHold[]> {
  const still: ListedHold[] = [];
  for await (const page of listHolds(ledgerPool, { about: customerId, on: today }))
    still.push(
      ...page.filter(({ customer_id, invoice_id }) => customer_id === customerId && invoice_id === null),
    );
  return still;
}

function nothingToLift(subject: HeldSubject, still: readonly ListedHold[]): string {
  const nothing = `Nothing holds ${sayHeld(subject)}.`;
  if (still.length === 0 || subject.invoiceId === null) return nothing;
  return `${nothing} Customer ${subject.customerId} as a whole is held: \`tidings unhold ${subject.customerId}\`.`;
}
