import { isHarsh } from '../../dunning/verdict.ts';
import type { LetterEntry, RoundReport } from '../../round/round-report.ts';
import type { NamesWanted } from '../../source/find/names.ts';

/** A summary stays within one screen: so many letters, and so many names in a group, are told one by one. */
const LETTERS = 4;
const NAMES = 3;
const SET_ASIDE = 1;

/** What stands together in one line: all with the same reason, or the same person and task. */
export interface DigestGroup {
  readonly count: number;
  /** The first few customers, each once. */
  readonly customers: readonly string[];
  /** How many customers besides. */
  readonly others: number;
}
export interface HoldGroup extends DigestGroup {
  readonly code: string;
  /** The reason of the first of them. */
  readonly reason: string;
}
export interface TaskGroup extends DigestGroup {
  readonly kind: string;
  /** Null: the company names nobody for it. */
  readonly person: string | null;
}

export interface KeptBack extends DigestGroup {
  /** A sentence in the admin language. */
  readonly reason: string;
}

/** The part of a round's report that a person is told, before words. */
export interface Digest {
  /** Of as many kinds as there is room for, those with most to tell first. */
  readonly letters: readonly LetterEntry[];
  readonly languages: ReadonlyMap<string, number>;
  readonly holds: readonly HoldGroup[];
  readonly tasks: readonly TaskGroup[];
  /** Firm and formal letters that do not go, by what keeps them back. */
  readonly keptBack: readonly KeptBack[];
  /** `orders zk-1025: its customer is not in customers`, the first few. */
  readonly setAside: readonly string[];
}

/** Picks and groups what a summary tells. Largest groups first. */
export function digestOf(report: RoundReport): Digest {
  const languages = new Map<string, number>();
  for (const { language } of report.letters) languages.set(language, (languages.get(language) ?? 0) + 1);
  return {
    letters: ofManyKinds(report.letters.toSorted((a, b) => b.findings.length - a.findings.length)).slice(
      0,
      LETTERS,
    ),
    languages: new Map([...languages].sort((a, b) => b[1] - a[1])),
    holds: grouped(
      report.holds,
      ({ code }) => code,
      ({ code, reason }) => ({ code, reason }),
    ),
    // What stops work comes before what every late item asks of its owner.
    tasks: grouped(
      report.tasks,
      (task) => `${task.kind} ${task.for}`,
      (task) => ({ kind: task.kind, person: task.for }),
    ).sort((a, b) => Number(a.kind === 'find-out') - Number(b.kind === 'find-out')),
    keptBack: grouped(
      report.verdicts.filter(({ without, tone }) => isHarsh(without) && !isHarsh(tone)),
      (verdict) => verdict.holds[0] ?? verdict.verdict,
      ({ reasons }) => ({ reason: reasons[0] ?? '' }),
    ),
    setAside: [
      ...report.quarantined.slice(0, SET_ASIDE).map(({ table, id, reason }) => `${table} ${id}: ${reason}`),
      ...report.doubtful
        .slice(0, SET_ASIDE)
        .map(({ table, id, field, reason }) => `${table} ${id}, ${field}: ${reason}`),
    ].slice(0, SET_ASIDE),
  };
}

/** Whose names the summary of this digest prints. */
export const namesWanted = ({ letters, holds, tasks, keptBack }: Digest): NamesWanted => ({
  customers: new Set([
    ...letters.map(({ customer_id }) => customer_id),
    ...[...holds, ...tasks, ...keptBack].flatMap(({ customers }) => customers),
  ]),
  people: new Set(tasks.flatMap(({ person }) => (person === null ? [] : [person]))),
  items: letters.flatMap(({ about }) => about),
});

function grouped<Entry extends { readonly customer_id: string }, What>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  what: (first: Entry) => What,
): (DigestGroup & What)[] {
  const groups = new Map<string, { first: Entry; count: number; customers: Set<string> }>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key) ?? { first: entry, count: 0, customers: new Set<string>() };
    groups.set(key, group);
    group.count += 1;
    group.customers.add(entry.customer_id);
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ first, count, customers }) => ({
      ...what(first),
      count,
      customers: [...customers].slice(0, NAMES),
      others: Math.max(0, customers.size - NAMES),
    }));
}

/** The first letter of each kind, and then the others. */
function ofManyKinds(letters: readonly LetterEntry[]): readonly LetterEntry[] {
  const kinds = new Set<string>();
  const first = letters.filter(({ kind }) => kinds.size < kinds.add(kind).size);
  return [...first, ...letters.filter((letter) => !first.includes(letter))];
}
