import type { Half } from '../attend/half.ts';
import { type Day, type Instant, instantOf, isoDay } from '../calendar/time.ts';
import { startOfDay, zoneOf } from '../calendar/zone.ts';
import type { Clock } from '../clock.ts';
import { isForgotten, leaveOutForgotten } from '../customer/forgotten.ts';
import type { CustomerId } from '../customer/ids.ts';
import type { RememberStages } from '../customer/stages-seen.ts';
import { withRoundLock } from '../database/advisory-lock.ts';
import type { Databases } from '../database/databases.ts';
import type { Templates } from '../ledger/documents/templates.ts';
import { keepAges } from '../ledger/lists/money-ages.ts';
import { CustomersWithAny } from '../ledger/memory/customers-with-any.ts';
import { readForgotten, readMemories } from '../ledger/memory/memory.ts';
import { moveMemory } from '../ledger/memory/remembered.ts';
import { readStagesSeen } from '../ledger/memory/stages-seen.ts';
import { settleHome } from '../ledger/rounds/home.ts';
import { asJudging, readJudged, settleJudged } from '../ledger/rounds/judged.ts';
import { type BatchChanges, keep } from '../ledger/rounds/keep-batch.ts';
import { type CountedLate, dayIsCounted, isCounted } from '../ledger/rounds/late-items.ts';
import { openPause } from '../ledger/rounds/pauses.ts';
import { beginRound, endRound, readLastLook } from '../ledger/rounds/rounds.ts';
import { dropOldVerdicts } from '../ledger/rounds/verdicts.ts';
import type { Rules } from '../policy/rules.ts';
import { readNotDue } from '../source/find/not-due.ts';
import { type CustomerBatch, type Remember, readBatches } from '../source/reading/read-batches.ts';
import { caseStandings } from '../waiting/standing.ts';
import { lateItemsOf } from '../week/late-item.ts';
import { absenceChanges } from './absence-changes.ts';
import { type Attended, attendToBatch } from './attend-batch.ts';
import type { InWords } from './in-words.ts';
import { LettersOfToday } from './letters-of-today.ts';
import { asIfMoved } from './moved-memory.ts';
import { guardedFromTheStart, holdWhatIsGuarded, supervisedBy, trippedBy } from './round-guards.ts';
import type { RoundReport } from './round-report.ts';
import { pausedReport, RoundTally } from './round-tally.ts';
import { SinceUpgrade } from './since-upgrade.ts';
import { type Survey, survey } from './survey.ts';
import { tellPeople, UrgentLetters } from './tell-people.ts';
import { tellWeek } from './tell-week.ts';
import { vanishedTables } from './vanished-tables.ts';

/** What a round works with. */
export interface World {
  readonly databases: Databases;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly templates: Templates;
}

export interface RoundOptions {
  /** Which half of the work; both if not said. */
  readonly half?: Half;
  /** Looks and decides, and writes nothing. */
  readonly dryRun?: boolean;
  /**
   * Of a dry round: the moment at which the data are looked at. In one for a later moment a feed is as old as it is now: what
   * Monday's round will find is asked of today's data, and not of data that stood still since.
   */
  readonly lookedAt?: Instant;
  /** Of a dry round: false where letters really go from the next round on, so that what was only captured counts no longer. */
  readonly capturedCounts?: boolean;
  /** With a dry run: it tells what is due to a change of the rules. */
  readonly sinceUpgrade?: boolean;
  /** Of a dry round: hears its letters, to put them into words. */
  readonly inWords?: InWords | undefined;
  /** Its clock is the machine's own, so guards compare it with the database's and with the last round's. */
  readonly ownClock?: boolean;
  /** When another round is under way: wait for it (a command), or give up (a worker, whose next tick comes soon). */
  readonly wait?: boolean;
  /** Hears the template (`pl/late`) of each letter whose published text cannot say it: an earlier version does. */
  readonly onFallBack?: (template: string) => void;
  /** Hears how many open items were looked at, batch by batch, once what was decided about them is kept. */
  readonly progress?: (items: number) => void;
}

/**
 * THE STORY of one round: every customer with open business is read with all that concerns them, attended to,
 * and what was decided is written, batch by batch, each in one transaction. The same round twice writes nothing new.
 * @returns the report; null when another round is under way and `wait` is not set
 */
export async function round(given: World, options: RoundOptions = {}): Promise<RoundReport | null> {
  const { databases, rules, clock } = given;
  const now = clock.now();
  const pause = await openPause(databases.ledgerPool);
  if (pause) return pausedReport(now, rules, `paused by ${pause.by}: ${pause.why}`);
  const judging = async () => ({ ...given, rules: await asJudging(databases.ledgerPool, rules, now) });
  if (options.dryRun) return dryRound(await judging(), now, options);
  return withRoundLock(databases.ledgerPool, options.wait ?? false, async () => {
    await settleJudged(databases.ledgerPool, now);
    return wholeRound(await judging(), now, options);
  });
}

async function wholeRound(world: World, now: Instant, options: RoundOptions): Promise<RoundReport> {
  const { databases, rules, clock } = world;
  await settleHome(databases.ledgerPool, databases.dataFolder, now);
  const half = options.half ?? 'both';
  const day = zoneOf(rules.company.timeZone).dayAt(now);
  const moment = { now, today: isoDay(day) };
  await world.templates.refresh(databases.ledgerPool);
  const tally = tallyOf(world);
  const ownClock = options.ownClock ?? false;
  const early = await guardedFromTheStart(databases.ledgerPool, now, rules, ownClock);
  const last = half === 'dunning' ? null : await readLastLook(databases.ledgerPool);
  const { id, takenOver } = await beginRound(databases.ledgerPool, now, clock.now(), half, ownClock);
  tally.takeOver(takenOver);
  const surveyed = await survey(databases, rules);
  await moveMemory(databases.ledgerPool, surveyed.moves);
  const ofToday = await lettersOfToday(world, now);
  const urgent = new UrgentLetters();
  const countsLate = half !== 'dunning' && (await isDayToCount(world, day, now));
  // One batch is written while the next is attended to; customers stand in one batch alone.
  let written = Promise.resolve();
  try {
    for await (const batch of batchesOf(world, now, half, surveyed.complete)) {
      const attended: Attended[] = [];
      await attendToBatch(batch, { rules, now, half }, tally, (each) => attended.push(each), ofToday);
      for (const { outcome } of attended)
        for (const letter of outcome.letters) if (letter.audience === 'staff') urgent.add(letter);
      const changes = {
        ...(await changesOf(world, attended, now, half, options.onFallBack)),
        stagesSeen: batch.stagesSeen,
        late: countsLate ? lateAmong(attended, day, rules) : [],
      };
      await written;
      const { items } = tally;
      written = keep(databases.ledgerPool, id, moment, changes).then(() => options.progress?.(items));
      written.catch(() => undefined);
    }
  } finally {
    await written;
  }
  if (countsLate) await dayIsCounted(databases.ledgerPool, day);
  await tellPeople(world, id, now, urgent);
  await tellWeek(world, now);
  tally.addVanished(await vanishedTables(databases.sourcePool, rules.sourceSchema, last, tally.counts.items));
  if (half !== 'waiting') await dropOldVerdicts(databases.ledgerPool, id);
  const guarded = await holdWhatIsGuarded(
    databases.ledgerPool,
    { roundId: id, at: clock.now() },
    early,
    tally.counts,
    rules,
  );
  const report = tally.report(now, id, false, guarded);
  await endRound(databases.ledgerPool, id, clock.now(), { ...keptOf(report), waits: waitsIn(report, tally) });
  // Behind the end: no letter waits for what a page shows.
  if (half !== 'waiting')
    await keepAges(
      databases.ledgerPool,
      await readNotDue(databases.sourcePool, rules.sourceSchema, moment.today, null),
      now,
    );
  return report;
}

/** What the ledger keeps of a report, unread: its letters and verdicts stand in tables of their own. */
const keptOf = (report: RoundReport): object =>
  Object.fromEntries(
    Object.keys(report)
      .filter((name) => name !== 'letters' && name !== 'verdicts')
      .map((name) => [name, report[name as keyof RoundReport]]),
  );

/** The first round of a day after sending hours begin counts who is late: then the exports of the night are there. */
async function isDayToCount({ databases, rules }: World, day: Day, now: Instant): Promise<boolean> {
  const begins = zoneOf(rules.company.timeZone).instantOf(day, rules.hours.from);
  return now >= begins && !(await isCounted(databases.ledgerPool, day));
}

function lateAmong(attended: readonly Attended[], day: Day, rules: Rules): readonly CountedLate[] {
  const days = rules.calendar.isWorkingDay(day) ? 1 : 0;
  return attended.flatMap(({ facts, before, outcome }) =>
    lateItemsOf(facts, outcome.decisions, before, rules).map((item) => ({ ...item, days })),
  );
}

/** How much of its lists waits for a person: whoever only counts it need not read them. */
const waitsIn = (
  { unmapped_stages, unsaid_reasons, holds }: RoundReport,
  { oldDebts }: RoundTally,
): object => ({
  unmapped_stages: unmapped_stages.length,
  unsaid_reasons: unsaid_reasons.length,
  backlog: holds.filter(({ code }) => code === 'backlog').length,
  old_debts: oldDebts,
});

const tallyOf = ({ rules, templates }: World): RoundTally =>
  new RoundTally(
    rules,
    templates.verdictWords(rules.company.adminLanguage),
    templates.saysReason(rules.company.languages),
  );

async function dryRound(world: World, now: Instant, options: RoundOptions): Promise<RoundReport> {
  const { rules } = world;
  const half = options.half ?? 'both';
  await world.templates.refresh(world.databases.ledgerPool);
  const tally = tallyOf(world);
  const last = half === 'dunning' ? null : await readLastLook(world.databases.ledgerPool);
  const { complete, moves } = await survey(world.databases, rules);
  const { capturedCounts = true } = options;
  const ofToday = await lettersOfToday(world, now, capturedCounts);
  const ahead = Math.max(0, now - (options.lookedAt ?? now));
  const upgrade = options.sinceUpgrade
    ? new SinceUpgrade(await readJudged(world.databases.ledgerPool, now), rules)
    : null;
  for await (const batch of batchesOf(world, now, half, complete, { moves, capturedCounts })) {
    const asOld = ahead === 0 ? batch : asOldAsNow(batch, ahead);
    const heed = (each: Attended) => {
      upgrade?.add(each);
      options.inWords?.add(each);
    };
    await attendToBatch(asOld, { rules, now, half }, tally, heed, ofToday);
    await options.inWords?.say(world.templates, world.databases.ledgerPool, options.onFallBack);
    options.progress?.(tally.items);
  }
  const { sourcePool } = world.databases;
  tally.addVanished(await vanishedTables(sourcePool, rules.sourceSchema, last, tally.counts.items));
  const { ledgerPool } = world.databases;
  const tripped = await trippedBy(ledgerPool, tally.counts, rules, now);
  const { trip } = await supervisedBy(ledgerPool, tally.letterKinds, rules);
  const trips = trip === null ? tripped : [...tripped, trip];
  const report = tally.report(now, null, true, trips.length === 0 ? null : { trips, id: null });
  return upgrade === null ? report : { ...report, since_upgrade: upgrade.report() };
}

/** What a dry round decides by, as the ledger will have it in the round that writes. */
interface AsWillBe {
  readonly moves: Survey['moves'];
  readonly capturedCounts: boolean;
}

/**
 * Every customer with open business or money overdue, with our memory of them; without what was before one was forgotten.
 * @param asWillBe of a dry round: what goes to another customer and has not been moved, and whether captured letters count
 */
async function* batchesOf(
  world: World,
  now: Instant,
  half: Half,
  complete: Survey['complete'],
  { moves, capturedCounts }: AsWillBe = { moves: [], capturedCounts: true },
): AsyncGenerator<CustomerBatch> {
  const { databases, rules } = world;
  const zone = zoneOf(rules.company.timeZone);
  const forgotten = await readForgotten(databases.ledgerPool);
  const remember = asIfMoved(
    memoriesFor(world, now, capturedCounts),
    moves,
    memoriesOf(world, now, capturedCounts),
  );
  const rememberStages: RememberStages = (places) => readStagesSeen(databases.ledgerPool, places);
  const asked = { rules, now, remember, half, complete, rememberStages };
  for await (const batch of readBatches(databases.sourcePool, asked))
    yield {
      ...batch,
      facts: batch.facts.map((facts) => leaveOutForgotten(facts, forgotten, zone)),
      stagesSeen: batch.stagesSeen.filter(({ customerId }) => !isForgotten(customerId, forgotten)),
    };
}

/** @param ahead by how much the round is later than the look at the data, in milliseconds */
function asOldAsNow(batch: CustomerBatch, ahead: number): CustomerBatch {
  const feeds = new Map([...batch.company.feeds].map(([name, at]) => [name, instantOf(at + ahead)] as const));
  const facts = batch.facts.map((each) => ({ ...each, feeds }));
  return { ...batch, facts, company: { ...batch.company, feeds } };
}

const lettersOfToday = (
  { databases, rules }: World,
  now: Instant,
  capturedCounts = true,
): Promise<LettersOfToday> => LettersOfToday.read(databases.ledgerPool, now, rules, capturedCounts);

const memoriesOf =
  ({ databases, rules }: World, now: Instant, capturedCounts: boolean) =>
  (ids: readonly CustomerId[]) =>
    readMemories(databases.ledgerPool, { ids }, startOfDay(zoneOf(rules.company.timeZone), now), {
      hasBacklog: rules.goLive !== null,
      capturedCounts,
    });

/** Our memory of the customers of a range, with the letters of today, which began at the company's midnight. */
function memoriesFor({ databases, rules }: World, now: Instant, capturedCounts: boolean): Remember {
  const zone = zoneOf(rules.company.timeZone);
  const midnight = startOfDay(zone, now);
  const withAny = new CustomersWithAny(databases.ledgerPool, midnight);
  const options = { hasBacklog: rules.goLive !== null, capturedCounts, withAny };
  return (range) => readMemories(databases.ledgerPool, range, midnight, options);
}

/** What the ledger must keep of these outcomes. The template gives each letter its version, and a thread its subject. */
async function changesOf(
  { databases, rules, templates }: World,
  attended: readonly Attended[],
  now: Instant,
  half: Half,
  onFallBack?: (template: string) => void,
): Promise<Omit<BatchChanges, 'stagesSeen' | 'late'>> {
  // Letters to people of the company are written when all are known (tell-people.ts).
  const letters = attended.flatMap(({ outcome }) =>
    outcome.letters.filter(({ audience }) => audience === 'customer'),
  );
  const words = templates.verdictWords(rules.company.adminLanguage);
  await templates.prepare(databases.ledgerPool, letters, now, onFallBack);
  return {
    cases: attended.flatMap(({ before, outcome }) =>
      outcome.memory.cases
        .filter((theCase) => !before.cases.includes(theCase))
        .map((theCase) => ({ customerId: before.customerId, theCase })),
    ),
    standings:
      half === 'dunning'
        ? []
        : attended.flatMap(({ facts, before, outcome }) =>
            caseStandings(facts, outcome.memory.cases, outcome.decisions, before, rules),
          ),
    letters: letters.map((letter) => {
      const template = templates.of(letter);
      return { letter, version: template.version, subject: template.render(letter.facts).subject };
    }),
    tasks: attended.flatMap(({ outcome }) => outcome.tasks),
    verdicts: attended.flatMap(({ facts, outcome }) => {
      if (outcome.verdicts.length === 0) return [];
      const open = new Map(facts.account.open.map((invoice) => [invoice.id, invoice]));
      return outcome.verdicts.map((verdict) => ({
        customerId: facts.customer.id,
        verdict,
        owed: open.get(verdict.invoiceId) ?? null,
        reasons: words(verdict),
        factsAsOf: facts.feeds.get('payments') ?? null,
      }));
    }),
    answered: attended.flatMap(({ outcome }) => outcome.answered),
    callsMade: attended.flatMap(({ outcome }) => outcome.callsMade),
    endedReminders: attended.flatMap(({ outcome }) => outcome.endedReminders),
    endedTasks: attended.flatMap(({ outcome }) => outcome.endedTasks),
    promises: attended.flatMap(({ outcome }) => outcome.promises),
    ...absenceChanges(attended),
  };
}
