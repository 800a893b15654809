import { Command } from 'commander';
import { RunFailure } from '../../failure.ts';
import { judgeFile } from '../../mailbox/judge-file.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { answeredCommand } from './inbox-answered.ts';
import { newKeyCommand } from './inbox-key.ts';
import { lessCommand } from './inbox-less.ts';
import { readCommand } from './inbox-read.ts';
import { liftCommand, suppressedCommand } from './inbox-suppressed.ts';
import { refusedCommand, unknownCommand } from './inbox-unknown.ts';
import { unprovenCommand } from './inbox-unproven.ts';

/** `tidings inbox classify FILE...` */
export const inboxCommand = (): Command =>
  new Command('inbox')
    .description('mails that come back, and what followed from them')
    .addCommand(
      new Command('classify')
        .description(
          'say what mails are: bounce, delay, automatic reply, complaint or reply; touches nothing',
        )
        .argument('<file...>', 'files, each with one mail as it came')
        .option('--json', 'print a JSON array')
        .action(classify),
    )
    .addCommand(readCommand())
    .addCommand(answeredCommand())
    .addCommand(lessCommand())
    .addCommand(unknownCommand())
    .addCommand(refusedCommand())
    .addCommand(unprovenCommand())
    .addCommand(newKeyCommand())
    .addCommand(suppressedCommand())
    .addCommand(liftCommand());

/** Every file that can be read is judged, whatever the others are. @throws RunFailure naming those that cannot */
async function classify(files: readonly string[], { json }: { readonly json?: boolean }): Promise<void> {
  const list = json ? new JsonArray() : null;
  const unread: string[] = [];
  for (const file of files) {
    try {
      const judgment = await judgeFile(file);
      if (list) list.add({ file, ...judgment });
      else console.log(lineOf(file, judgment));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      unread.push(`${file} cannot be read (${code}).`);
    }
  }
  list?.end();
  if (unread.length > 0) throw new RunFailure(unread.join('\n'));
}

const lineOf = (
  file: string,
  { kind, recipient, status, why }: Awaited<ReturnType<typeof judgeFile>>,
): string => printableLine([file, kind, recipient ?? '-', status ?? '-', why].join('  '));
