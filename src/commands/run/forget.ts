import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { Instant } from '../../calendar/time.ts';
import type { CustomerId } from '../../customer/ids.ts';
import { withRoundLock } from '../../database/advisory-lock.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { type Forgetting, type Forgot, forgetCustomer } from '../../ledger/history/forget.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import { capturedFiles } from '../../post/server/captured-files.ts';
import { dropReplay } from '../../replay/page/kept-replay.ts';
import { readCustomersNow } from '../../round/customers-now.ts';
import { isCustomer } from '../../source/find/find-owed.ts';
import { plural } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';
import { type OpenWorld, type WorldOptions, withWorld } from '../terminal/world.ts';
import { type ToldForgot, tellForgot } from './forgot-lines.ts';

interface Options extends WorldOptions {
  readonly by: string;
  readonly why: string;
  readonly dryRun?: boolean;
  readonly anyway?: boolean;
  readonly json?: boolean;
}

/** `tidings forget CUSTOMER --by NAME --why TEXT` */
export const forgetCommand = (): Command =>
  new Command('forget')
    .description(
      'remove a customer from our tables: letters, cases, verdicts, holds, reasons, captured mails',
    )
    .argument('<customer>', 'the id of the customer')
    .requiredOption('--by <name>', 'who decides it')
    .requiredOption('--why <text>', 'why, for whoever asks later; without the name of the customer')
    .option('--dry-run', 'say what would be removed, and remove nothing')
    .option('--anyway', 'although your tables hold open orders, jobs or invoices of theirs')
    .option('--json', 'print what was removed as JSON')
    .option('--at <moment>', 'the moment of it; now if not said')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      `
Remove the customer from your own tables first: Tidings only reads those. While they are there, nothing that was opened
or issued until now is written about any more; what comes later is, since then they are a customer again.
It may be repeated: after a backup was restored it must be.`,
    )
    .action(forget);

async function forget(customerId: string, options: Options): Promise<void> {
  const why = options.why.trim();
  if (why === '') throw new ConfigurationFailure('--why is empty. Say why, for whoever asks later.');
  await withWorld(options, async (world) => {
    const { databases, rules, clock } = world;
    const { by, dryRun = false } = options;
    const asked = { customerId, by, why, at: clock.now() };
    const preview = await forgetNow(world, { ...asked, dryRun: true });
    if (isNobody(preview) && !(await isCustomer(databases.sourcePool, rules.sourceSchema, customerId)))
      throw new RunFailure(
        `Nobody has the id ${JSON.stringify(customerId.slice(0, 80))}, in our tables or yours.`,
      );
    if (!options.anyway && !dryRun) await refuseOpenBusiness(world, customerId, asked.at);
    const told = { ...(dryRun ? preview : await forgetNow(world, { ...asked, dryRun })), dryRun };
    if (options.json) console.log(JSON.stringify({ customer_id: customerId, ...told }));
    else console.log(tellForgot(customerId, told).map(printableLine).join('\n'));
  });
}

/** Between two rounds. The captured files go before the transaction ends: if it fails, it is done again with what is left. */
async function forgetNow(
  { databases, config }: OpenWorld,
  forgetting: Forgetting,
): Promise<Omit<ToldForgot, 'dryRun'>> {
  let mails = 0;
  const folder = path.join(config.home, 'outbox');
  const forgot = await withRoundLock(databases.ledgerPool, true, () =>
    forgetCustomer(databases.ledgerPool, forgetting, async (letters) => {
      const { customerId, dryRun } = forgetting;
      const files = await capturedFiles(folder, customerId, letters);
      if (!dryRun) {
        for (const file of files) await rm(file, { force: true });
        await dropReplay(config.home);
      }
      mails = files.length;
    }).catch(mayNotDelete),
  );
  if (!forgot) throw new Error('the lock of rounds was not given');
  return { ...forgot, mails };
}

/** Accounts that work all day may not delete (db/roles.sql): says which one may. */
function mayNotDelete(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '42501')
    throw new RunFailure(
      `This account may not delete from our tables (${error.message}); nothing was changed. Run it with the DATABASE_URL of the account that owns them.`,
    );
  throw error;
}

const isNobody = ({ rows, entries, before, mails }: Forgot & Pick<ToldForgot, 'mails'>): boolean =>
  before === null && entries === 0 && mails === 0 && Object.values(rows).every((count) => count === 0);

/** @throws RunFailure while they wait for something or owe something: then the company's own tables are not done with them */
async function refuseOpenBusiness(
  { databases, rules }: OpenWorld,
  customerId: string,
  now: Instant,
): Promise<void> {
  const customers = await readCustomersNow(databases, rules, now, [customerId as CustomerId]);
  const { items, account } = customers.of(customerId as CustomerId).facts;
  const waiting = items.filter(({ stage }) => !isFinished(stageNamed(stage, rules).kind)).length;
  if (waiting + account.open.length === 0) return;
  const open = [
    ...(waiting > 0 ? [plural(waiting, 'open order or job', 'open orders or jobs')] : []),
    ...(account.open.length > 0 ? [plural(account.open.length, 'open invoice')] : []),
  ];
  throw new RunFailure(
    `Your tables hold ${open.join(' and ')} of customer ${customerId}; nothing was changed. Close or remove them first. ` +
      'With --anyway they are forgotten now: nobody is written to about these, and the gate stays closed.',
  );
}
