import { Command } from 'commander';
import { isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { listHolds } from '../../ledger/memory/hand-holds.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { type WorldOptions, withWorld } from '../terminal/world.ts';
import { asSaid } from './held-subject.ts';
import { holdLine } from './hold-line.ts';

interface Options extends Pick<WorldOptions, 'policy'> {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `tidings holds [CUSTOMER|INVOICE]` */
export const holdsCommand = (): Command =>
  new Command('holds')
    .description('list the holds by hand that stand today; of one customer or invoice, the whole history')
    .argument('[id]', 'id of a customer or of an invoice')
    .option('--all', 'those that were lifted or have ended too')
    .option('--json', 'print a JSON array')
    .option('--policy <file>', 'the policy file')
    .action((about: string | undefined, options: Options) =>
      withWorld(options, async ({ databases, rules, clock }) => {
        const today = isoDay(zoneOf(rules.company.timeZone).dayAt(clock.now()));
        const json = options.json ? new JsonArray() : null;
        let count = 0;
        const said = about === undefined ? undefined : asSaid(about, {});
        const on = about === undefined && !options.all ? today : undefined;
        for await (const page of listHolds(databases.ledgerPool, { about: said?.reference, on })) {
          const wanted = page.filter(
            ({ customer_id, invoice_id }) =>
              (said?.customer !== true || customer_id === said.reference) &&
              (said?.invoice !== true || invoice_id === said.reference),
          );
          count += wanted.length;
          for (const hold of wanted) {
            if (json) json.add(hold);
            else console.log(printableLine(holdLine(hold, today)));
          }
        }
        if (json) json.end();
        else if (count === 0) console.log('Nothing is held by hand.');
      }),
    );
