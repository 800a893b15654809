import type { WeekFacts } from '../facts/week-facts.ts';
import { clean, cleanOr, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type CommonWords, senderWords } from './common-words.ts';

/** What the letter about a week may say. */
export interface WeekWords extends CommonWords {
  /** The week in one sentence. */
  readonly headline: string;
  readonly span: string;
  readonly figures: readonly string[];
  /** What follows, each part with its lines; a part without any is left out. */
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly where: string;
}

type Spoken = NonNullable<Sentences['week']>;

/** Puts a week into words. Throws where the phrases are of a version that told of no weeks. */
export function weekWords(facts: WeekFacts, say: Sentences): WeekWords {
  const { week } = say;
  if (!week) throw new Error('these phrases have no sentences about weeks');
  const sender = senderWords(facts, say);
  const context = { ...sender, week: clean(facts.week, LENGTHS.number), from: facts.from, to: facts.to };
  const { customers, change, mostFor } = facts.headline;
  const counted = {
    ...context,
    customers,
    ...changeWords(change),
    most_for:
      mostFor === null ? null : (new Map(Object.entries(week.most_for)).get(mostFor)?.(context) ?? null),
  };
  const which = customers === null ? 'unknown' : customers === 0 ? 'none' : 'some';
  return {
    letter: facts.letter,
    ...sender,
    greeting: say.staff.greeting(context),
    subject: week.subject[which](counted),
    headline: week.headline[which](counted),
    span: week.span(context),
    figures: [
      ...facts.figures.map(({ name, value, change: more }) =>
        week.figure({ label: week.figures[name](context), value, ...changeWords(more) }),
      ),
      ...mendedWords(facts, week),
    ],
    parts: partsOf(facts, say, week),
    where: week.where(context),
    others: [],
    uncounted: null,
    replies: week.footer(context),
    because: null,
    if_we_fail: null,
    signed: false,
  };
}

/** Null, not 0: in Liquid 0 is true. */
const changeWords = (change: number | null) => ({
  more: change !== null && change > 0 ? change : null,
  fewer: change !== null && change < 0 ? -change : null,
  same: change === 0 ? true : null,
});

function partsOf(facts: WeekFacts, say: Sentences, week: Spoken): WeekWords['parts'] {
  const { titles } = week;
  const potholes = (by: WeekFacts['potholes'][number]['by']) =>
    facts.potholes.filter((pothole) => pothole.by === by).map((pothole) => potholeWords(pothole, say, week));
  const parts = [
    { title: titles.longest({}), lines: facts.longest.map((wait) => waitWords(wait, facts.today, week)) },
    { title: titles.stage({}), lines: potholes('stage') },
    { title: titles.reason({}), lines: potholes('reason') },
    { title: titles.supplier({}), lines: potholes('supplier') },
    { title: titles.owner({}), lines: potholes('owner') },
    {
      title: titles.harsh({}),
      lines: facts.harsh.map(({ group, letters }) => `${week.harsh[group]({})}: ${letters}`),
    },
    { title: titles.to_mend({}), lines: mendWords(facts, week) },
    {
      title: titles.allowances({}),
      lines: facts.allowances.map((one) =>
        week[one.is]({
          stage: cleanOr(one.stage, LENGTHS.thing, '…'),
          allowance: one.allowance,
          most: Math.ceil(one.most),
        }),
      ),
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function potholeWords(
  { by, name, customers, daysLost }: WeekFacts['potholes'][number],
  say: Sentences,
  week: Spoken,
): string {
  const sentence =
    by === 'reason' && name !== null ? new Map(Object.entries(say.staff.reasons)).get(name) : null;
  const named = sentence?.({}) ?? cleanOr(name, LENGTHS.thing, week.unnamed({}));
  return week.pothole({ name: named, customers, days: daysLost });
}

function waitWords(
  { customer, kind, number, since, days }: WeekFacts['longest'][number],
  today: string,
  week: Spoken,
): string {
  const id = cleanOr(customer.id, LENGTHS.number, '…');
  const item = week.items[kind]({ number: cleanOr(number, LENGTHS.number, '…') });
  return week.wait({ customer: cleanOr(customer.name, LENGTHS.name, id), item, since, days, today });
}

/** Nothing where nobody is mended. */
const mendedWords = ({ mended = 0 }: WeekFacts, week: Spoken): readonly string[] =>
  mended > 0 && week.mended !== undefined ? [week.mended({ count: mended })] : [];

function mendWords({ toMend }: WeekFacts, week: Spoken): readonly string[] {
  if (toMend === null) return [];
  const counts = new Map(Object.entries(toMend));
  return Object.entries(week.to_mend).flatMap(([key, sentence]) => {
    const count = counts.get(key) ?? 0;
    return count > 0 ? [`${sentence({})}: ${count}`] : [];
  });
}
