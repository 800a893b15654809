import { Command } from 'commander';
import { type CaseEntry, listCases } from '../../ledger/lists/cases.ts';
import { withDatabases } from '../terminal/context.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { shortMoment } from '../terminal/world.ts';

interface Options {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly customer?: string;
}

/** `tidings cases` */
export const casesCommand = (): Command =>
  new Command('cases')
    .description('list the stalled items whose story is open: letters, our word, tasks')
    .option('--customer <id>', 'of this customer only')
    .option('--all', 'closed ones too')
    .option('--json', 'print a JSON array')
    .action((options: Options) =>
      withDatabases({}, async ({ databases }) => {
        const json = options.json ? new JsonArray() : null;
        let count = 0;
        for await (const page of listCases(databases.ledgerPool, {
          customerId: options.customer,
          all: options.all,
        })) {
          count += page.length;
          for (const entry of page) {
            if (json) json.add(entry);
            else console.log(printableLine(line(entry)));
          }
        }
        if (json) json.end();
        else if (count === 0) console.log('No case is open: nothing has stalled, or no round has run yet.');
      }),
    );

function line(entry: CaseEntry): string {
  const item = `${entry.item_kind === 'order' ? 'order' : 'job'} ${entry.item_id}`.padEnd(20);
  const letters = `${entry.letters} ${entry.letters === 1 ? 'letter' : 'letters'}`;
  const word = entry.next_word_by === null ? 'no word given' : `our word: ${entry.next_word_by}`;
  const end =
    entry.closed_at === null ? '' : `  closed ${shortMoment(entry.closed_at)} (${entry.closed_because})`;
  return `${entry.customer_id.padEnd(16)} ${item} since ${shortMoment(entry.opened_at)}  ${letters}, ${word}${end}`;
}
