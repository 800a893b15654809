import type { PolicyDocument } from './document.ts';
import { pathInWords } from './faults.ts';
import { isTable, own, type YamlTable } from './table.ts';

/** Keys of the first edition that are still read, and what takes their place. */
const OLD_KEYS: readonly { readonly path: readonly [string, string]; readonly instead: string }[] = [
  {
    path: ['waiting', 'next_word_within'],
    instead: 'write waiting.next_word, a list of spans: the first for the first letter, the last goes on',
  },
  {
    path: ['escalation', 'owner_after'],
    instead: 'leave it out: whoever owns it has a case from its first letter on',
  },
  {
    path: ['escalation', 'call_after'],
    instead:
      'write escalation.call_after_quiet: only letters without news count, and a broken promise is always told',
  },
];

/** What a file says in keys of the first edition: each in a sentence that names its line and what takes its place. */
export const oldKeysIn = (says: YamlTable, document: PolicyDocument): readonly string[] =>
  OLD_KEYS.flatMap(({ path, instead }) => {
    const [room, key] = path;
    const within = own(says, room);
    return isTable(within) && own(within, key) != null
      ? [`line ${document.lineOf(path)}: ${pathInWords(path)} is of the first edition; ${instead}`]
      : [];
  });
