import { z } from 'zod';
import { dayOf, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { LETTER_STATUSES } from '../../customer/letter-status.ts';
import {
  type BrowsedLetter,
  browseLetters,
  type LetterCursor,
  type LetterSearch,
  letterNamed,
} from '../../ledger/letters/browse-letters.ts';
import { holdingGuards } from '../../ledger/rounds/guard-view.ts';
import { LANGUAGE } from '../../settings/language-folders.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { csvFile, words } from '../show/csv.ts';
import { guardWords } from '../show/guard-words.ts';
import { label } from '../show/label.ts';
import { customerAt, letterAt, looksOf, shown } from '../show/letter-row.ts';
import { withQuery } from '../show/list-page.ts';
import { dayQuery, oneOf, placeIn, placeQuery, placeText, someText } from '../show/place.ts';

const LONGEST_SEARCH = 400;
const query = z.object({
  status: oneOf(LETTER_STATUSES),
  kind: oneOf(ALL_LETTERS),
  language: z.string().regex(LANGUAGE).nullable().catch(null),
  to: oneOf(['customer', 'staff']),
  customer: someText(LONGEST_SEARCH),
  q: someText(LONGEST_SEARCH),
  until: dayQuery,
  after: placeQuery,
});
type Query = z.infer<typeof query>;
const place = z.tuple([z.iso.datetime(), z.string().max(1_000)]).transform(([at, id]) => ({ at, id }));

/** The outbox and the archive: every letter, the newest first. */
export const lettersPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  return [
    page('/letters', 'read', query, async (visit, given) => {
      const { say, timeZone } = visit;
      const { q } = given;
      const after = placeIn(given.after, place);
      if (q !== null && after === null) {
        const named = await letterNamed(pool, q);
        if (named !== null) return { to: letterAt(named) };
      }
      const [found, guards] = await Promise.all([
        browseLetters(pool, searchOf(given, timeZone), after),
        after === null ? holdingGuards(pool) : [],
      ]);
      const names = await namesOf(found.letters, databases, rules);
      const { status, kind, language, to, customer } = given;
      const until = given.until === null ? null : isoDay(given.until);
      const parts = { status, kind, language, to, customer, q, until };
      const { next } = found;
      return {
        view: 'letters',
        data: {
          search: parts,
          isFiltered: Object.values(parts).some((part) => part !== null),
          statuses: LETTER_STATUSES.map((code) => ({ code, label: label(say, 'statuses', code) })),
          kinds: ALL_LETTERS.map((code) => ({ code, label: label(say, 'letters', code) })),
          languages: rules.company.languages,
          guards: guards.map(({ id, count, why }) => ({
            id,
            count,
            reason: guardWords([{ why, number: null }], visit, 400),
          })),
          letters: found.letters.map((letter) => ({
            ...letter,
            href: letterAt(letter.id),
            customerHref: customerAt(letter.customer_id),
            customer: shown(names.customers.get(letter.customer_id) || letter.customer_id, 60),
            to: shown(letter.to, 60),
            subject: letter.emptied ? null : shown(letter.subject),
            looks: looksOf(letter.status),
            kindName: label(say, 'letters', letter.kind),
            statusName: label(say, 'statuses', letter.status),
          })),
          lookedTo: found.lookedTo,
          held: status === 'held',
          page_address: withQuery('/letters', parts),
          csv: withQuery('/letters.csv', parts),
          first: after === null ? null : withQuery('/letters', parts),
          next: next && withQuery('/letters', { ...parts, after: placeText([next.at, next.id]) }),
        },
      };
    }),
    page('/letters.csv', 'read', query, async ({ timeZone, say, now }, given) => {
      const search = searchOf(given, timeZone);
      return csvFile<BrowsedLetter>({
        name: `letters-${isoDay(zoneOf(rules.company.timeZone).dayAt(now))}`,
        header: LETTER_COLUMNS.map((key) => say(key)),
        pages: allLetters((after) => browseLetters(pool, search, after, AT_ONCE)),
        cells: async (letters) => {
          const names = await namesOf(letters, databases, rules);
          return letters.map((letter) => letterCells(letter, names, say));
        },
        cut: (count) => say('list.csv_cut', { count }),
      });
    }),
  ];
};

/** Letters of a file that are read at once. */
const AT_ONCE = 1_000;
const LETTER_COLUMNS = [
  'letters.decided',
  'letters.subject',
  'letters.kind',
  'letters.language',
  'letters.to',
  'list.customer',
  'list.customer_id',
  'letters.status',
  'letters.id',
];

const namesOf = (
  letters: readonly BrowsedLetter[],
  { sourcePool }: ConsoleWorld['databases'],
  { sourceSchema }: ConsoleWorld['rules'],
): Promise<Names> =>
  readNames(sourcePool, sourceSchema, {
    customers: new Set(letters.map(({ customer_id }) => customer_id).filter((id) => id !== '')),
    people: new Set(),
    items: [],
  });

const letterCells = (letter: BrowsedLetter, names: Names, say: Say): readonly string[] => [
  letter.decided_at.toISOString(),
  letter.emptied ? say('letters.emptied') : words(letter.subject),
  label(say, 'letters', letter.kind),
  letter.language,
  words(letter.to),
  words(names.customers.get(letter.customer_id) ?? null),
  words(letter.customer_id),
  label(say, 'statuses', letter.status),
  letter.id,
];

/** Page after page, also where a page looked at many letters and found none. */
async function* allLetters(
  read: (after: LetterCursor | null) => ReturnType<typeof browseLetters>,
): AsyncGenerator<readonly BrowsedLetter[]> {
  let after: LetterCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof browseLetters>> = await read(after);
    yield page.letters;
    after = page.next;
  } while (after !== null);
}

function searchOf({ status, kind, language, to, customer, q, until }: Query, timeZone: string): LetterSearch {
  const isAddress = q?.includes('@') ?? false;
  return {
    status,
    kind,
    language,
    audience: to,
    customerId: customer,
    address: isAddress ? q : null,
    subject: isAddress ? null : q,
    before: until === null ? null : zoneOf(timeZone).instantOf(dayOf(until + 1), 0),
  };
}
