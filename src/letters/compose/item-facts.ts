import { type Day, isoDay } from '../../calendar/time.ts';
import type { ItemState } from '../../customer/item-state.ts';
import type { Stage } from '../../policy/stage.ts';
import type { StageKind } from '../../policy/stage-kinds.ts';
import { stageOfLine } from '../../waiting/as-shipped.ts';
import { lineDay } from '../../waiting/dated-later.ts';
import { delayOptionFor } from '../../waiting/delay-option.ts';
import { callWasMissed } from '../../waiting/escalation.ts';
import { expectedIn, isCarriersDay } from '../../waiting/expected.ts';
import { type Finding, type RiskReason, theFinding } from '../../waiting/finding.ts';
import { isQuiet } from '../../waiting/news.ts';
import { nthTold } from '../../waiting/nth-told.ts';
import { lineOf, reasonOf } from '../../waiting/reason.ts';
import { isPart } from '../../waiting/shipments-told.ts';
import { unanswered } from '../../waiting/silence.ts';
import { lastLetter, type Situation } from '../../waiting/situation.ts';
import { usualDays } from '../../waiting/stall.ts';
import { stateOf } from '../../waiting/state.ts';
import type { ItemFacts, RestOfLines, ShipmentFacts } from '../facts/letter.ts';

const iso = (day: Day | null | undefined): string | null =>
  day === null || day === undefined ? null : isoDay(day);

/** All of them: only letters of earlier editions leave some out. The law's choice is there where the law gives one. */
type ItemFactsOfToday = Required<Omit<ItemFacts, 'option'>> & Pick<ItemFacts, 'option'>;

/**
 * What a letter may say of one item, from its state and findings: nothing that these do not show.
 * @param shipments what it tells of what has left
 */
export function itemFacts(
  situation: Situation,
  findings: readonly Finding[],
  state: ItemState = stateOf(situation),
  shipments: readonly ShipmentFacts[] = [],
): ItemFactsOfToday {
  const { item } = situation;
  const stood =
    theFinding(findings, 'stage_overrun') ??
    theFinding(findings, 'waiting_for_customer') ??
    theFinding(findings, 'credit_hold');
  const moved = theFinding(findings, 'promise_moved');
  const silence = theFinding(findings, 'long_silence');
  const risk = theFinding(findings, 'needed_by_at_risk') ?? theFinding(findings, 'promise_at_risk');
  const word = theFinding(findings, 'word_due');
  const reopened = theFinding(findings, 'reopened');
  const line = lineFacts(situation, findings);
  const stage = stageToTell(situation, findings);
  return {
    kind: item.kind,
    id: item.id,
    number: item.number,
    thing: item.summary ?? item.asset,
    asset: item.asset,
    url: item.url,
    publicNote: item.publicNote,
    found: findings.map(({ kind }) => kind),
    state,
    stageKind: stage.kind,
    reason: reasonOf(situation, findings) ?? 'unknown',
    since: iso(stood?.since ?? theFinding(findings, 'ready')?.since),
    inStageFor: stood === undefined ? null : 'waitingFor' in stood ? stood.waitingFor : stood.inStageFor,
    promisedFor: iso(item.promisedFor),
    promisedBefore: iso(moved?.from),
    neededBy: iso(item.neededBy),
    expected: iso(expectedIn(situation, findings)),
    lateBy: theFinding(findings, 'promise_missed')?.lateBy ?? null,
    silentSince: iso(silence?.since),
    silentFor: silence?.silentFor ?? null,
    unanswered: unanswered(situation).length,
    brokenWord: word?.broken ? isoDay(word.by) : null,
    line,
    offerPartial: situation.rules.waiting.offerPartial && line !== null && line.ready > 0,
    offerChange: situation.rules.waiting.offerChange,
    needs: stage.kind === 'awaiting_customer' ? (stage.needs ?? 'answer') : null,
    collectAt: item.collectAt,
    usually: usuallyIn(situation, state, findings),
    withdrawn: iso(theFinding(findings, 'promise_withdrawn')?.from),
    passedDay: iso(passedDay(situation)),
    namedToday: dayNamed(situation) === situation.today,
    ended: reopened?.was ?? null,
    endedOn: iso(reopened?.on),
    quiet: isQuiet(situation, state, findings),
    certain: risk !== undefined && CERTAIN.has(risk.because),
    nth: nthTold(situation, state, findings),
    carried: carriedIn(situation, findings),
    shipments,
    ...optionFacts(situation, state, findings),
    callMissed: callWasMissed(situation, findings) ? iso(lastLetter(situation)?.told.callBy) : null,
  };
}

/** Only where the law asks for it: other letters do not speak of it. */
function optionFacts(
  situation: Situation,
  state: ItemState,
  findings: readonly Finding[],
): Pick<ItemFacts, 'option'> {
  const option = delayOptionFor(situation, state, findings);
  if (option === null) return {};
  const { silence, revised, answerBy } = option;
  return { option: { silence, revised: iso(revised), answerBy: iso(answerBy) } };
}

/** What needs no guess: what is dated later than the day, or the day itself. */
const CERTAIN: ReadonlySet<RiskReason> = new Set<RiskReason>(['line', 'shipment', 'promise', 'day']);

/** A day that a letter named as the likely one, and that is over; a letter after it has owned up to that. */
function passedDay(situation: Situation): Day | null {
  const named = dayNamed(situation);
  return named !== null && named < situation.today ? named : null;
}

/** The likely day that was named last, unless a letter went after it. */
function dayNamed({ letters, zone }: Situation): Day | null {
  const named = letters.findLast(({ told }) => told.expected != null)?.told.expected ?? null;
  const last = letters.at(-1);
  return named !== null && last !== undefined && zone.dayAt(last.decidedAt) <= named ? named : null;
}

/** In how many working days most leave the stage: of what stands too long, or what nobody has spoken of. */
function usuallyIn(situation: Situation, state: ItemState, findings: readonly Finding[]): number | null {
  if (state === 'silent') return usualDays(situation, situation.item.stage);
  return theFinding(findings, 'stage_overrun')?.usually ?? null;
}

/** A line speaks with its own stage. */
function stageToTell(situation: Situation, findings: readonly Finding[]): Stage {
  const line = lineOf(situation, findings);
  return line === null ? situation.stage : stageOfLine(situation.item, line, situation.rules);
}

/** What is delivered or cancelled is no item any more, and is never offered. */
function lineFacts(situation: Situation, findings: readonly Finding[]): ItemFacts['line'] {
  const { item, rules } = situation;
  const line = lineOf(situation, findings);
  if (line === null || item.lines.length < 2) return null;
  const others = item.lines
    .filter((other) => other !== line)
    .map((other) => stageOfLine(item, other, rules).kind);
  const ready = item.lines.filter(
    (each) => each.stage !== null && stageOfLine(item, each, rules).kind === 'ready',
  ).length;
  return {
    description: line.description,
    of: item.lines.length,
    ready,
    due: iso(lineDay(item, line)),
    rest: restOf(others),
  };
}

/** Cancelled lines are not to come. */
function restOf(others: readonly StageKind[]): RestOfLines | null {
  const rest = others.filter((kind) => kind !== 'cancelled');
  if (rest.length === 0 || !rest.every((kind) => kind === 'done' || kind === 'in_transit')) return null;
  return rest.includes('in_transit') ? 'left' : 'delivered';
}

/** The likely day is a carrier's. */
function carriedIn(situation: Situation, findings: readonly Finding[]): ItemFacts['carried'] {
  const { item, rules } = situation;
  if (!isCarriersDay(situation, findings)) return null;
  const dated = item.shipments.filter(
    ({ deliveredAt, expectedOn }) => deliveredAt === null && expectedOn !== null,
  );
  return dated.some((shipment) => isPart(shipment, item, rules)) ? 'part' : 'whole';
}
