import { RunFailure } from '../../failure.ts';
import type { Published } from '../../ledger/documents/publish.ts';
import { faultLine } from '../../letters/check/fault.ts';
import { plural } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';

/** Says what was published. @throws RunFailure with every fault when nothing was */
export function tellPublished(result: Published, by: string): void {
  switch (result.kind) {
    case 'published':
      for (const path of result.paths) console.log(`  ${path}`);
      console.log(
        printableLine(
          `${plural(result.paths.length, 'document')} published by ${by}; the next round writes with it.`,
        ),
      );
      return;
    case 'unchanged':
      console.log('Nothing differs from what is in force: nothing was published.');
      return;
    case 'refused':
      throw new RunFailure(
        [
          ...result.faults.map(faultLine),
          `Nothing was published: ${plural(result.faults.length, 'fault')}.`,
        ].join('\n'),
      );
    case 'conflict':
    case 'draft changed':
      throw new RunFailure('Somebody else published meanwhile; nothing was published. Look, and try again.');
  }
}
