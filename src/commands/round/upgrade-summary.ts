import { refKey } from '../../customer/ids.ts';
import type { RoundReport } from '../../round/round-report.ts';
import type { Names } from '../../source/find/names.ts';
import { column, plural } from '../terminal/columns.ts';
import { nameOf } from './who.ts';

const SHOWN = 10;

/** What of a dry round is due to a change of the rules; nothing where it was not asked. */
export function sinceUpgrade({ since_upgrade: upgrade }: RoundReport, names: Names): string[] {
  if (upgrade === undefined) return [];
  if (upgrade === null) return ['No other rules judged this ledger before: nothing is due to an upgrade.'];
  const { edition, edition_before, last_round, items, other_items, examples, words_by_day } = upgrade;
  const words = Object.entries(words_by_day).sort(([a], [b]) => (a < b ? -1 : 1));
  const owed = words.reduce((sum, [, count]) => sum + count, 0);
  return [
    `The rules changed: edition ${edition_before} judged until ${last_round.slice(0, 16).replace('T', ' ')} UTC, edition ${edition} judges now.`,
    `Due to that: ${items} of ${plural(items + other_items, 'item')} to write about; the rules of before saw them and wrote nothing.`,
    ...Object.entries(upgrade.letters).map(([letter, count]) => `${String(count).padStart(4)} ${letter}`),
    ...examples
      .slice(0, SHOWN)
      .map(
        ({ customer_id, item, letter, because }) =>
          `  ${column(nameOf(names.customers, customer_id, 28), 28)}  ${column(letter, 15)}  ${names.items.get(refKey(item))?.number ?? item.id}: ${because}`,
      ),
    ...(owed === 0
      ? []
      : [
          `Words owed to items on course, each told once: ${words.map(([day, count]) => `${count} on ${day}`).join(', ')}`,
        ]),
  ];
}
