import { type About, ITEM_KINDS, type ItemKind } from '../customer/ids.ts';
import type { Rules } from '../policy/rules.ts';
import { type LastDays, type Limit, letterLimit, NO_LAST_DAYS, stalledLimit } from './letter-limit.ts';
import type { TripWhy } from './trip-why.ts';

/** Which guards there are, as policy and letters name them. */
export const GUARDS = [
  'letters_per_round',
  'letters_per_address',
  'newly_stalled_share',
  'vanished_share',
  'clock',
  'longest_gap',
  'restored',
  'supervise',
] as const;
export type Guard = (typeof GUARDS)[number];
/** Guards that hold all that is written until a person has decided: the ledger may not know what customers were told. */
export const UNTIL_DECIDED: readonly Guard[] = ['longest_gap', 'restored'];
export type AboutKind = About['kind'];
const ABOUT_KINDS: readonly AboutKind[] = [...ITEM_KINDS, 'invoice'];

/** Letters by the kinds of things that they are about. */
export interface LettersAbout {
  readonly kinds: readonly AboutKind[];
  readonly count: number;
}

/** What one round did, in the numbers that guards look at. */
export interface RoundCounts {
  /** Open items looked at. */
  readonly items: Readonly<Record<ItemKind, number>>;
  /** Open invoices of those who are behind with any. */
  readonly invoices: number;
  /** Items with their first letter, but for those that a person released from the backlog. */
  readonly newlyStalled: Readonly<Record<ItemKind, number>>;
  /** Customer letters written. */
  readonly letters: readonly LettersAbout[];
  /** What went from one round to the next, by table: more than its share is a sign of a broken export. */
  readonly vanished: readonly Vanished[];
  /** Addresses in small letters at which more than one customer was to be written to, the most wanted first. */
  readonly addresses: readonly Wanted[];
}

/** An address, and about how many customers a round would write to it. */
export interface Wanted {
  readonly address: string;
  readonly customers: number;
}

/** Rows that were open in the last round and are nowhere in this one, neither open nor closed. */
export interface Vanished {
  readonly kind: AboutKind;
  readonly gone: number;
  /** Of so many. */
  readonly of: number;
  /** Nothing is open in the table any more. */
  readonly emptied: boolean;
}

/** A guard that holds letters of a round for a person. */
export interface Trip {
  readonly guard: Guard;
  /** Held are letters about any of these; null: all of the round. */
  readonly kinds: readonly AboutKind[] | null;
  /** Held are letters to these addresses alone, in small letters; absent: whomever they go to. */
  readonly addresses?: readonly string[];
  /** Held are letters of these kinds alone; absent: of any. */
  readonly letterKinds?: readonly string[];
  /** One, or more where it tripped again for another before a person decided. */
  readonly why: readonly TripWhy[];
  /** What `release --guard` is given for what it holds; absent: as for the others of its round. */
  readonly number?: string;
}

/** What a guard asks of a letter. */
export interface Guardable {
  readonly kinds: readonly AboutKind[];
  readonly letter: string;
  readonly address: string;
}

/** Whether one of the guards that tripped holds a letter. */
export const isHeldBy = (trips: readonly Trip[], letter: Guardable): boolean =>
  trips.some(
    (trip) => isAbout(trip, letter.kinds) && isOf(trip, letter.letter) && isTo(trip, letter.address),
  );

const isAbout = ({ kinds }: Trip, about: readonly AboutKind[]): boolean =>
  kinds === null || about.some((kind) => kinds.includes(kind));
const isOf = ({ letterKinds }: Trip, kind: string): boolean =>
  letterKinds === undefined || letterKinds.includes(kind);
const isTo = ({ addresses }: Trip, address: string): boolean =>
  addresses === undefined || addresses.includes(address.toLowerCase());

/**
 * The guards that a round tripped. A broken export stalls everything at once; a person should see that before the
 * customers do. Each table is judged for itself, so that what is wrong with one holds no letter about another. It looks
 * at counters only, whatever the size of the round.
 * @param last what the last days saw, by what letters are about
 */
export function trippedGuards(
  counts: RoundCounts,
  guards: Rules['guards'],
  last: ReadonlyMap<AboutKind, LastDays>,
): readonly Trip[] {
  const lastOf = (kind: AboutKind) => last.get(kind) ?? NO_LAST_DAYS;
  const broken = [
    ...counts.vanished.flatMap((vanished) => tooManyVanished(vanished, counts, guards)),
    ...ITEM_KINDS.flatMap((kind) => tooManyStalled(kind, counts, guards, lastOf(kind))),
  ];
  const rest = (about: readonly AboutKind[]) => !broken.some((trip) => isAbout(trip, about));
  const many = ABOUT_KINDS.flatMap((kind): Trip[] => {
    const letters = lettersOf(counts, ({ kinds }) => kinds.includes(kind) && rest(kinds));
    const limit = letterLimit(openOf(counts, kind), lastOf(kind), guards);
    return letters > limit.most ? [tooMany(letters, kind, limit)] : [];
  });
  return [
    ...broken,
    ...overTheCap(counts, guards, [...broken, ...many]),
    ...many,
    ...nobodys(counts, guards),
  ];
}

/** Whether letters are enough for a guard at all: what the last days saw is asked for only then. */
export const areManyLetters = (
  counts: RoundCounts,
  { lettersFloor, newlyStalledFloor }: Rules['guards'],
): boolean =>
  ABOUT_KINDS.some((kind) => lettersOf(counts, ({ kinds }) => kinds.includes(kind)) > lettersFloor) ||
  ITEM_KINDS.some((kind) => counts.newlyStalled[kind] > newlyStalledFloor);

const openOf = ({ items, invoices }: RoundCounts, kind: AboutKind): number =>
  kind === 'invoice' ? invoices : items[kind];

function tooManyStalled(
  kind: ItemKind,
  counts: RoundCounts,
  guards: Rules['guards'],
  last: LastDays,
): Trip[] {
  const [newly, items] = [counts.newlyStalled[kind], counts.items[kind]];
  if (newly <= stalledLimit(items, last, guards)) return [];
  // Letters that a killed round left may be about items that are no longer open.
  const share = items === 0 ? 1 : newly / items;
  const most = guards.newlyStalledShare;
  const why = [{ code: 'stalled', about: kind, newly, of: items, share, most }] as const;
  return [{ guard: 'newly_stalled_share', kinds: [kind], why }];
}

/** Whether so much is gone that it must be a fault of the table, and no work of a day. */
export const isTooMany = (
  { gone, of, emptied }: Vanished,
  { vanishedShare, vanishedFloor }: Pick<Rules['guards'], 'vanishedShare' | 'vanishedFloor'>,
): boolean => gone > 0 && (emptied || (gone > vanishedFloor && gone / Math.max(of, 1) > vanishedShare));

/** It trips where there are letters to hold: of an empty table there are none, and an alarm says so. */
function tooManyVanished(vanished: Vanished, counts: RoundCounts, guards: Rules['guards']): Trip[] {
  const { kind, gone, of, emptied } = vanished;
  if (!isTooMany(vanished, guards) || lettersOf(counts, ({ kinds }) => kinds.includes(kind)) === 0) return [];
  const why: TripWhy = emptied
    ? { code: 'emptied', about: kind, gone }
    : { code: 'vanished', about: kind, gone, of, most: guards.vanishedShare };
  return [{ guard: 'vanished_share', kinds: [kind], why: [why] }];
}

export const TABLES: Readonly<Record<AboutKind, string>> = {
  order: 'orders',
  service_job: 'service_jobs',
  invoice: 'invoices',
};

const tooMany = (letters: number, kind: AboutKind, { most, evidence }: Limit): Trip => ({
  guard: 'letters_per_round',
  kinds: [kind],
  why: [{ code: 'letters', about: kind, letters, most, ...evidence }],
});

/** A company that set a number of its own (`letters_per_round`, from before the limit was relative) keeps it. */
function overTheCap(
  counts: RoundCounts,
  { lettersPerRound }: Rules['guards'],
  trips: readonly Trip[],
): Trip[] {
  if (lettersPerRound === null) return [];
  const letters = lettersOf(counts, ({ kinds }) => !trips.some((trip) => isAbout(trip, kinds)));
  if (letters <= lettersPerRound) return [];
  const why = [{ code: 'own_number', letters, most: lettersPerRound }] as const;
  return [{ guard: 'letters_per_round', kinds: null, why }];
}

/** Addresses that are written to for so many customers at once that they are nobody's. */
function nobodys({ addresses }: RoundCounts, { lettersPerAddress }: Rules['guards']): Trip[] {
  const many = addresses.filter(({ customers }) => customers > lettersPerAddress);
  const [first] = many;
  if (!first) return [];
  const why = {
    code: 'addresses',
    address: first.address.slice(0, 80),
    customers: first.customers,
    most: lettersPerAddress,
    others: many.length - 1,
  } as const;
  return [
    { guard: 'letters_per_address', kinds: null, addresses: many.map(({ address }) => address), why: [why] },
  ];
}

const lettersOf = (counts: RoundCounts, which: (letters: LettersAbout) => boolean): number =>
  counts.letters.filter(which).reduce((sum, { count }) => sum + count, 0);

/** What a killed round left: customer letters, and items with their first letter among them. */
export interface LeftBehind {
  readonly letters: readonly LettersAbout[];
  readonly newlyStalled: Readonly<Partial<Record<ItemKind, number>>>;
}
