import { Command } from 'commander';
import { type Day, isoDay, isoInstant, parseDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { hasPassed, holdByHand } from '../../ledger/memory/hand-holds.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { type WorldOptions, withWorld } from '../terminal/world.ts';
import { findHeldSubject, type SubjectOptions, sayHeld, withSubjectOptions } from './held-subject.ts';

interface Options extends SubjectOptions, WorldOptions {
  readonly until: string;
  readonly why: string;
  readonly by: string;
  readonly json?: boolean;
}

/** What `--until` says when no day is known. */
const LIFTED = 'lifted';

/** `tidings hold INVOICE|CUSTOMER --until DAY --why TEXT` */
export const holdCommand = (): Command =>
  withSubjectOptions(new Command('hold'))
    .description('let no reminder go about an invoice, or about anything that a customer owes')
    .argument('<id>', 'id of a customer, or id or number of an invoice')
    .requiredOption(
      '--until <day>',
      `the last day on which it holds, 2026-12-31; or "${LIFTED}": until unhold`,
    )
    .requiredOption('--why <text>', 'why, for whoever asks later')
    .option('--by <name>', 'who decides it', whoRuns())
    .option('--json', 'print the hold as JSON')
    .option('--at <moment>', 'the moment of the hold; now if not said')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      `
It holds our own reminders and, through the verdict, those of other systems. A letter that is written already is
looked at again before it leaves. The invoice is taken up later at the rung where it stood.

Examples:
  $ tidings hold FV/2026/117 --until 2026-12-31 --why "paid in cash, the receipt is at the desk"
  $ tidings hold C1 --until lifted --why "a death in the family; Anna speaks with them"`,
    )
    .action(hold);

async function hold(reference: string, options: Options): Promise<void> {
  const last = lastDay(options.until);
  const until = last === null ? null : isoDay(last);
  const why = options.why.trim();
  if (why === '') throw new ConfigurationFailure('--why is empty. Say why, for whoever asks later.');
  await withWorld(options, async ({ databases, rules, clock }) => {
    const now = clock.now();
    refusePast(until, isoDay(zoneOf(rules.company.timeZone).dayAt(now)));
    const subject = await findHeldSubject(databases, rules, reference, options);
    if (!subject) throw new RunFailure(nobody(reference));
    const { by } = options;
    const held = await holdByHand(databases.ledgerPool, { ...subject, until, why, by, at: isoInstant(now) });
    const end = until === null ? 'until somebody lifts it' : `through ${until}`;
    if (options.json) console.log(JSON.stringify(held));
    else console.log(printableLine(`Held ${end}: ${sayHeld(subject)}. No reminder goes. Why: ${why}`));
  });
}

/** Null: until it is lifted. @throws ConfigurationFailure when it is no day */
function lastDay(text: string): Day | null {
  if (text.trim().toLowerCase() === LIFTED) return null;
  const day = parseDay(text.trim());
  if (day === null)
    throw new ConfigurationFailure(
      `--until ${JSON.stringify(text)} is not a day; write it like 2026-12-31, or "${LIFTED}" when the end is not known.`,
    );
  return day;
}

/** @throws ConfigurationFailure when that day has passed */
function refusePast(until: string | null, today: string): void {
  if (!hasPassed(until, today)) return;
  throw new ConfigurationFailure(`--until ${until} has passed (today is ${today}): it would hold nothing.`);
}

const nobody = (reference: string): string =>
  `Nobody has the id ${JSON.stringify(reference.slice(0, 80))}: no customer and no invoice of the source tables.`;
