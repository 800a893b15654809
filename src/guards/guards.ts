import { type About, ITEM_KINDS, type ItemKind } from '../customer/ids.ts';
import { feedOf } from '../policy/feed.ts';
import type { Rules } from '../policy/rules.ts';

/** Which guards there are, as policy and letters name them. */
export const GUARDS = [
  'letters_per_round',
  'newly_stalled_share',
  'vanished_share',
  'clock',
  'longest_gap',
  'restored',
] as const;
export type Guard = (typeof GUARDS)[number];
/** Guards that hold all that is written until a person has decided: the ledger may not know what customers were told. */
export const UNTIL_DECIDED: readonly Guard[] = ['longest_gap', 'restored'];
export type AboutKind = About['kind'];

/** Letters by the kinds of things that they are about. */
export interface LettersAbout {
  readonly kinds: readonly AboutKind[];
  readonly count: number;
}

/** What one round did, in the numbers that guards look at. */
export interface RoundCounts {
  /** Open items looked at. */
  readonly items: Readonly<Record<ItemKind, number>>;
  /** Items with their first letter, but for those that a person released from the backlog. */
  readonly newlyStalled: Readonly<Record<ItemKind, number>>;
  /** Customer letters written. */
  readonly letters: readonly LettersAbout[];
  /** What went from one round to the next, by table: more than its share is a sign of a broken export. */
  readonly vanished: readonly Vanished[];
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
  /** For people, beginning with `guard` and its name. */
  readonly reason: string;
}

/** Whether one of the guards that tripped holds a letter about these kinds of things. */
export const isHeldBy = (trips: readonly Trip[], kinds: readonly AboutKind[]): boolean =>
  trips.some((trip) => trip.kinds === null || kinds.some((kind) => trip.kinds?.includes(kind)));

/**
 * The guards that a round tripped. A broken export stalls everything at once; a person should see that before the
 * customers do. Each table is judged for itself, so that what is wrong with one holds no letter about another. It looks
 * at counters only, whatever the size of the round.
 */
export function trippedGuards(counts: RoundCounts, guards: Rules['guards']): readonly Trip[] {
  const stalled = [
    ...counts.vanished.flatMap((vanished) => tooManyVanished(vanished, counts, guards)),
    ...ITEM_KINDS.flatMap((kind) => tooManyStalled(kind, counts, guards)),
  ];
  const most = guards.lettersPerRound;
  const many = (['order', 'service_job', 'invoice'] as const).flatMap((kind): Trip[] => {
    const letters = lettersOf(counts, ({ kinds }) => kinds.includes(kind) && !isHeldBy(stalled, kinds));
    return letters > most ? [tooMany(letters, most, [kind])] : [];
  });
  const tripped = [...stalled, ...many];
  const rest = lettersOf(counts, ({ kinds }) => !isHeldBy(tripped, kinds));
  return rest > most ? [...tripped, tooMany(rest, most, null)] : tripped;
}

function tooManyStalled(
  kind: ItemKind,
  counts: RoundCounts,
  { newlyStalledShare, newlyStalledFloor }: Rules['guards'],
): Trip[] {
  const [newly, items] = [counts.newlyStalled[kind], counts.items[kind]];
  // Letters that a killed round left may be about items that are no longer open.
  const share = items === 0 ? 1 : newly / items;
  if (newly <= newlyStalledFloor || share <= newlyStalledShare) return [];
  const reason = `guard newly_stalled_share: ${newly} of ${items} items stalled at once (${percent(share)}), more than ${percent(newlyStalledShare)}: ${feedOf(kind)}`;
  return [{ guard: 'newly_stalled_share', kinds: [kind], reason }];
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
  const which = emptied
    ? `nothing is open any more, and ${gone} were before that nobody closed`
    : `${gone} of ${of} are neither open nor closed any more (${percent(gone / of)}), more than ${percent(guards.vanishedShare)}`;
  return [
    { guard: 'vanished_share', kinds: [kind], reason: `guard vanished_share: ${which}: ${TABLES[kind]}` },
  ];
}

const percent = (value: number): string => `${Math.round(value * 100)}%`;

export const TABLES: Readonly<Record<AboutKind, string>> = {
  order: 'orders',
  service_job: 'service_jobs',
  invoice: 'invoices',
};

function tooMany(letters: number, most: number, kinds: readonly AboutKind[] | null): Trip {
  const about = kinds === null ? '' : `: ${kinds.map((kind) => TABLES[kind]).join(', ')}`;
  const reason = `guard letters_per_round: ${letters} letters in one round, more than ${most}${about}`;
  return { guard: 'letters_per_round', kinds, reason };
}

const lettersOf = (counts: RoundCounts, which: (letters: LettersAbout) => boolean): number =>
  counts.letters.filter(which).reduce((sum, { count }) => sum + count, 0);

/** What a killed round left: customer letters, and items with their first letter among them. */
export interface LeftBehind {
  readonly letters: readonly LettersAbout[];
  readonly newlyStalled: Readonly<Partial<Record<ItemKind, number>>>;
}
