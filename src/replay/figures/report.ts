import { z } from 'zod';
import { isoDay, isoInstant } from '../../calendar/time.ts';
import { dataFault } from '../../customer/data-fault.ts';
import { tripText } from '../../guards/trip-text.ts';
import { tripWhy } from '../../guards/trip-why.ts';
import { ASSUMPTIONS, type CompanyHistory } from '../past/history.ts';
import { asideShown, asideWhy } from '../past/set-aside.ts';
import type { Played } from '../playing/played.ts';
import { type Replayed, replayedOf } from '../playing/replayed.ts';
import { askedFigures, askedSchema, openOnAverage } from './asked-of-people.ts';
import { expectedDayFigures } from './expected-days.ts';
import { figureSchema } from './figure.ts';
import { letterFigures, lettersSchema } from './letters-sent.ts';
import { naiveRules, naiveSchema } from './naive.ts';
import { onTimeFigures } from './on-time.ts';
import { potholeSchema, potholesOf } from './potholes.ts';
import { reminderFigures, remindersSchema } from './reminders.ts';
import { saidAgainFigures } from './said-again.ts';
import { silenceFigures, silenceSchema } from './silences.ts';
import { unheardFigures, unheardSchema } from './unheard.ts';
import { warningFigures } from './warnings.ts';
import { weekSchema, weeksPlayed } from './weeks.ts';
import { wordFigures, wordsSchema } from './words.ts';

const count = z.int();
const day = z.string();

/** What keeps a replay from telling more: there is no such history. */
const MISSING = ['items', 'stage_events', 'promises', 'invoices', 'contacts', 'a_month'] as const;

/** What a replay came to, as JSON: days ISO, ids as the company's tables have them. */
export const replayReportSchema = z.strictObject({
  company: z.string(),
  /** The days that were played, and from when on letters went by themselves. */
  span: z.strictObject({
    from: day,
    to: day,
    days: count,
    rounds: count,
    go_live: z.string().nullable(),
    team: z.boolean(),
  }),
  history: z.strictObject({
    first: day,
    last: day,
    customers: count,
    orders: count,
    service_jobs: count,
    stage_events: count,
    promised: count,
    invoices: count,
    contacts: count,
    missing: z.array(z.enum(MISSING)),
    assumed: z.array(z.strictObject({ code: z.enum(ASSUMPTIONS), rows: count })),
    set_aside: z.array(
      z.strictObject({
        table: z.string(),
        what: z.string(),
        why: asideWhy,
        whole_row: z.boolean(),
        count,
        examples: z.array(
          z.strictObject({
            id: z.string(),
            reason: z.string(),
            fault: dataFault.nullable(),
            shows: z.array(asideShown),
          }),
        ),
      }),
    ),
    failed: z.array(z.strictObject({ customer: z.string(), reason: z.string() })),
  }),
  /** Rounds that a guard would have held letters of: on a real history each is one too many. */
  guards: z.strictObject({
    trips: count,
    first: z.array(z.strictObject({ day, reason: z.string(), why: z.array(tripWhy) })),
  }),
  items: z.strictObject({
    late: count,
    on_time: count,
    unpromised: count,
    elsewhere: count,
    open_on_average: z.number(),
  }),
  figures: z.array(figureSchema),
  naive: z.array(naiveSchema),
  letters: lettersSchema,
  weeks: z.array(weekSchema),
  words: wordsSchema,
  unheard: z.array(unheardSchema),
  asked: z.array(askedSchema),
  silences: z.array(silenceSchema),
  potholes: z.array(potholeSchema),
  reminders: remindersSchema,
});
export type ReplayReport = z.infer<typeof replayReportSchema>;

/**
 * The report of a replay.
 * @param names customers are named; otherwise by their ids alone
 */
export function replayReport(history: CompanyHistory, played: Played, names = false): ReplayReport {
  const replayed = replayedOf(history, played);
  const unheard = unheardFigures(replayed);
  const words = wordFigures(replayed);
  const asked = askedFigures(replayed);
  const silences = silenceFigures(replayed);
  const reminders = reminderFigures(replayed);
  const letters = letterFigures(replayed, names);
  return {
    company: played.rules.company.name,
    span: spanOf(played),
    history: historyPart(history, played),
    guards: guardsPart(played),
    items: itemsPart(replayed),
    figures: [
      ...warningFigures(replayed),
      ...onTimeFigures(replayed),
      ...unheard.figures,
      ...words.figures,
      ...expectedDayFigures(replayed),
      ...asked.figures,
      ...saidAgainFigures(replayed),
      ...silences.figures,
      ...reminders.figures,
      ...letters.figures,
    ],
    naive: [...naiveRules(replayed)],
    letters: letters.letters,
    weeks: [...weeksPlayed(replayed)],
    words: words.words,
    unheard: [...unheard.unheard],
    asked: [...asked.asked],
    silences: [...silences.silences],
    potholes: [...potholesOf(replayed)],
    reminders: reminders.reminders,
  };
}

const spanOf = ({ from, to, mornings, rounds, rules, team }: Played): ReplayReport['span'] => ({
  from: isoDay(from),
  to: isoDay(to),
  days: mornings.length,
  rounds,
  go_live: rules.goLive === null ? null : isoInstant(rules.goLive),
  team,
});

const MOST_TRIPS = 10;
const guardsPart = ({ guards }: Played): ReplayReport['guards'] => ({
  trips: guards.length,
  first: guards
    .slice(0, MOST_TRIPS)
    .map(({ day, guard, why }) => ({ day: isoDay(day), reason: tripText({ guard, why }), why: [...why] })),
});

function historyPart(history: CompanyHistory, { failed, from, to }: Played): ReplayReport['history'] {
  const { counts, days, assumed, setAside } = history;
  return {
    first: isoDay(days?.first ?? from),
    last: isoDay(days?.last ?? to),
    customers: counts.customers,
    orders: counts.orders,
    service_jobs: counts.serviceJobs,
    stage_events: counts.stageEvents,
    promised: counts.promised,
    invoices: counts.invoices,
    contacts: counts.contacts,
    missing: [...missingIn(history)],
    assumed: [...assumed].map(([code, rows]) => ({ code, rows })),
    set_aside: setAside.map(({ wholeRow, examples, ...each }) => ({
      ...each,
      whole_row: wholeRow,
      examples: examples.map((each) => ({ ...each, shows: [...each.shows] })),
    })),
    failed: failed.map(({ customerId, reason }) => ({ customer: customerId, reason })),
  };
}

const MONTH = 28;

/** What the history lacks. */
export function missingIn({ counts, days }: CompanyHistory): readonly (typeof MISSING)[number][] {
  const items = counts.orders + counts.serviceJobs;
  const lacks: [(typeof MISSING)[number], boolean][] = [
    ['items', items === 0],
    ['stage_events', items > 0 && counts.stageEvents === 0],
    ['promises', items > 0 && counts.promised === 0],
    ['invoices', counts.invoices === 0],
    ['contacts', counts.contacts === 0],
    ['a_month', days !== null && days.last - days.first < MONTH],
  ];
  return lacks.flatMap(([what, lacking]) => (lacking ? [what] : []));
}

function itemsPart(replayed: Replayed): ReplayReport['items'] {
  const { fates } = replayed;
  const of = (outcome: (typeof fates)[number]['outcome']) =>
    fates.filter((fate) => fate.outcome === outcome).length;
  return {
    late: of('late'),
    on_time: of('on_time'),
    unpromised: of('unpromised'),
    elsewhere: of('elsewhere'),
    open_on_average: Math.round(openOnAverage(replayed) * 10) / 10,
  };
}
