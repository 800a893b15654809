import { once } from 'node:events';
import { Command, Option } from 'commander';
import { LETTER_STATUSES, type LetterStatus } from '../../customer/letter-status.ts';
import { type ListedLetter, listLetters } from '../../ledger/letters/letters.ts';
import { withDatabases } from '../terminal/context.ts';
import { printableLine } from '../terminal/printable.ts';

interface Options {
  readonly json?: boolean;
  readonly status?: LetterStatus;
  readonly customer?: string;
  readonly staff?: boolean;
}

/** `tidings letters` */
export function lettersCommand(): Command {
  return new Command('letters')
    .description('list the letters, oldest first, with what became of each')
    .addOption(new Option('--status <status>', 'only letters of this status').choices(LETTER_STATUSES))
    .option('--customer <id>', 'only letters to this customer')
    .option('--staff', 'letters to people of the company too')
    .option('--json', 'print a JSON array')
    .action(async ({ json, status, customer, staff }: Options) => {
      await withDatabases({}, async ({ databases }) => {
        const letters = listLetters(databases.ledgerPool, {
          status,
          customerId: customer,
          staff: staff === true,
        });
        await (json ? printJson(letters) : printLines(letters));
      });
    });
}

async function printJson(letters: AsyncIterable<ListedLetter>): Promise<void> {
  let separator = '[';
  for await (const letter of letters) {
    await print(`${separator}\n${JSON.stringify(letter)}`);
    separator = ',';
  }
  await print(separator === '[' ? '[]\n' : '\n]\n');
}

async function printLines(letters: AsyncIterable<ListedLetter>): Promise<void> {
  let count = 0;
  for await (const letter of letters) {
    count++;
    const word = letter.next_word_by === null ? '' : `, next word by ${letter.next_word_by}`;
    const reason = letter.status_reason === null ? '' : ` (${letter.status_reason})`;
    const lines = [
      `${letter.id}  ${letter.decided_at.toISOString().slice(0, 16)}Z  ${letter.kind} to ${letter.to}${word}`,
      `    ${letter.subject}`,
      `    ${letter.status}${reason}`,
    ];
    await print(`${lines.map(printableLine).join('\n')}\n`);
  }
  if (count === 0) await print('No letters.\n');
}

/** Waits when the reader is slower, so that the listing never piles up in memory. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
