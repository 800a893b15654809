import { Command } from 'commander';
import type { Databases } from '../../database/databases.ts';
import { RunFailure } from '../../failure.ts';
import { type HistoryFilter, listHistory } from '../../ledger/history/history.ts';
import { findHistorySubject } from '../../ledger/history/history-subject.ts';
import type { Rules } from '../../policy/rules.ts';
import { idOf } from '../../source/find/find-subject.ts';
import { parseReference } from '../../source/find/reference.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { theSubject } from '../terminal/the-subject.ts';
import { type WorldOptions, withWorld } from '../terminal/world.ts';
import { historyLine } from './history-line.ts';

interface Options extends Pick<WorldOptions, 'policy'> {
  readonly json?: boolean;
}

/** `tidings history [ID]` */
export const historyCommand = (): Command =>
  new Command('history')
    .description('tell what changed, when, by whom and why, the newest last')
    .argument(
      '[id]',
      'a letter, a case, a customer, an order, job or invoice (id or number), a document of the letters (its path), or the name of who acted',
    )
    .option('--json', 'print a JSON array')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      `
Without an id: what concerns no customer, such as pauses, templates, and what was removed by policy.
The history is only added to; the database refuses to change it. "recorded" stands where the database's clock said
another time than the clock of whoever acted.`,
    )
    .action((reference: string | undefined, options: Options) =>
      withWorld(options, async ({ databases, rules }) => {
        const filter: HistoryFilter | null =
          reference === undefined ? { about: 'everybody' } : await subjectOf(databases, rules, reference);
        if (!filter)
          throw new RunFailure(
            `There is no history of ${JSON.stringify(reference?.slice(0, 80))}: no letter, case, customer, item, invoice or document, and nobody of that name did anything.`,
          );
        const json = options.json ? new JsonArray() : null;
        let count = 0;
        for await (const page of listHistory(databases.ledgerPool, filter)) {
          count += page.length;
          for (const entry of page) {
            if (json) json.add(entry);
            else console.log(printableLine(historyLine(entry)));
          }
        }
        if (json) json.end();
        else if (count === 0) console.log('Nothing has happened yet.');
      }),
    );

/** By our own tables, unless it says of which of the company's it is; what they do not hold (any more, or under a number), the company's tables may name. */
async function subjectOf(
  { ledgerPool, sourcePool }: Databases,
  rules: Rules,
  reference: string,
): Promise<HistoryFilter | null> {
  const { among, id } = parseReference(reference);
  const ours = among === null ? await findHistorySubject(ledgerPool, reference) : null;
  if (ours && ours.about !== 'these') return ours;
  // What we remember of an id may be of two things as well: the company's tables know.
  const subject = await theSubject(sourcePool, rules, reference);
  if (ours) return ours;
  if (!subject) return among === null ? null : findHistorySubject(ledgerPool, id);
  return subject.item === null && subject.invoice === null
    ? { about: 'these', whole: [subject.customerId], customers: [], ids: [] }
    : { about: 'these', whole: [], customers: [subject.customerId], ids: [idOf(subject)] };
}
