import type { Say } from '../frame/say.ts';

type Words = (say: Say, parts: readonly string[]) => string;

const spanIn = (say: Say, count = '', unit = ''): string =>
  say(`guard_words.span.${unit}`, { count: Number(count) });

/** What is usual, beside which so many letters of one round were too many. */
const EVIDENCE =
  /^(\d+)% of the (\d+) open are (\d+); (?:the busiest of the last (\d+) days had (\d+)|what is usual nobody knows yet)$/;

function evidenceWords(evidence: string, say: Say): string {
  const found = EVIDENCE.exec(evidence);
  if (!found) return evidence;
  const [, share = '', open = '', most = '', days, busiest = ''] = found;
  const usual =
    days === undefined ? say('guard_words.not_known') : say('guard_words.busiest', { days, busiest });
  return `${say('guard_words.of_open', { share, open, most })} ${usual}`;
}

/** Where a ledger was found that has moved, as `guards/moved.ts` says it. */
const MOVED: Readonly<Record<string, string>> = {
  'it stands on another server than before': 'system',
  'the folder of its database is another than before': 'folder',
  'its server was recovered or took over from another': 'timeline',
  'it stands in another database than before': 'database',
  'its tables were made anew': 'table',
};

/** Why a guard holds letters, as the ledger has it in English, and what the reader is told. The first that fits. */
const SENTENCES: readonly (readonly [RegExp, Words])[] = [
  [
    /^guard newly_stalled_share: (\d+) of (\d+) items stalled at once \((\d+)%\), more than (\d+)%: (\w+)/,
    (say, [newly = '', of = '', share = '', most = '', table = '']) =>
      say('guard_words.stalled', { newly, of, share, most, table }),
  ],
  [
    /^guard vanished_share: nothing is open any more, and (\d+) were before that nobody closed: (\w+)/,
    (say, [gone = '', table = '']) => say('guard_words.emptied', { gone, table }),
  ],
  [
    /^guard vanished_share: (\d+) of (\d+) are neither open nor closed any more \((\d+)%\), more than (\d+)%: (\w+)/,
    (say, [gone = '', of = '', share = '', most = '', table = '']) =>
      say('guard_words.vanished', { gone, of, share, most, table }),
  ],
  [
    /^guard letters_per_round: (\d+) letters about (\w+) in one round, more than (\d+): (.*)$/,
    (say, [letters = '', table = '', most = '', evidence = '']) =>
      `${say('guard_words.letters', { letters, table, most })} ${evidenceWords(evidence, say)}`,
  ],
  [
    /^guard letters_per_round: (\d+) letters in one round, more than (\d+), the policy's own number/,
    (say, [letters = '', most = '']) => say('guard_words.own_number', { letters, most }),
  ],
  [
    /^guard letters_per_address: (\d+) customers are to be written to at (.+?), more than (\d+)(?:, and (\d+) more such addresses)?: whose is it\?$/,
    (say, [customers = '', address = '', most = '', others = '']) =>
      [
        say('guard_words.address', { customers, address, most }),
        ...(others === '' ? [] : [say('guard_words.other_addresses', { others })]),
      ].join(' '),
  ],
  [
    /^guard clock: the worker's clock stands (\d+) (days|hours|minutes) (ahead|behind)/,
    (say, [count, unit, way = '']) => say(`guard_words.clock.${way}`, { span: spanIn(say, count, unit) }),
  ],
  [
    /^guard clock: the last round was at (\S+), which is yet to come/,
    (say, [at = '']) => say('guard_words.yet_to_come', { at: `${at.slice(0, 16).replace('T', ' ')} UTC` }),
  ],
  [
    /^guard longest_gap: the last round was (\d+) (days|hours|minutes) ago/,
    (say, [count, unit]) => say('guard_words.gap', { span: spanIn(say, count, unit) }),
  ],
  [
    /^guard restored: the ledger has moved: ([^;]+);/,
    (say, [how = '']) =>
      say('guard_words.moved', {
        how: MOVED[how] === undefined ? how : say(`guard_words.moved_how.${MOVED[how]}`),
      }),
  ],
  [
    /^guard supervise: until (\d+) letters of a kind were let go/,
    (say, [most = '']) => say('guard_words.supervise', { most }),
  ],
];

/** Pure: the reasons of a guard in the reader's language; what we have no words for, as it is. */
export const guardWords = (reasons: string, say: Say): string =>
  // One that trips again for another reason has both.
  reasons
    .split(/; (?=guard [a-z_]+: )/)
    .map((reason) => oneReason(reason, say))
    .join(' ');

function oneReason(reason: string, say: Say): string {
  // Which it is, where it is another than the one that the page is about.
  const [, why = reason, id] = /^(.*?)(?: \(release --guard (\d+)\))?$/s.exec(reason) ?? [];
  const number = id === undefined ? '' : ` ${say('guard_words.by_number', { id })}`;
  for (const [pattern, words] of SENTENCES) {
    const found = pattern.exec(why);
    const parts = found?.slice(1).map((part) => part ?? '');
    if (parts) return words(say, parts) + number;
  }
  return why + number;
}
