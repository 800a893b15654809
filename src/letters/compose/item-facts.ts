import { type Day, isoDay } from '../../calendar/time.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import { type Finding, theFinding } from '../../waiting/finding.ts';
import type { Situation } from '../../waiting/situation.ts';
import type { ItemFacts } from '../facts/letter.ts';

const iso = (day: Day | null | undefined): string | null =>
  day === null || day === undefined ? null : isoDay(day);

/** What a letter may say of one item, from its findings: nothing that the findings do not show. */
export function itemFacts(situation: Situation, findings: readonly Finding[]): ItemFacts {
  const { item, stage } = situation;
  const missed = theFinding(findings, 'promise_missed');
  const moved = theFinding(findings, 'promise_moved');
  const overrun = theFinding(findings, 'stage_overrun');
  const silence = theFinding(findings, 'long_silence');
  const waiting = theFinding(findings, 'waiting_for_customer');
  const atRisk = theFinding(findings, 'needed_by_at_risk') ?? theFinding(findings, 'promise_at_risk');
  const word = theFinding(findings, 'word_due');
  const line = lineFacts(situation, findings);
  return {
    kind: item.kind,
    id: item.id,
    number: item.number,
    thing: item.summary ?? item.asset,
    asset: item.asset,
    url: item.url,
    publicNote: item.publicNote,
    found: findings.map(({ kind }) => kind),
    stageKind: stage.kind,
    reason: reasonCode(situation, findings),
    since: iso(overrun?.since ?? waiting?.since),
    inStageFor: overrun?.inStageFor ?? waiting?.waitingFor ?? null,
    promisedFor: iso(item.promisedFor),
    promisedBefore: iso(moved?.from),
    neededBy: iso(item.neededBy),
    expected: iso(atRisk?.expected),
    lateBy: missed?.lateBy ?? null,
    silentSince: iso(silence?.since),
    silentFor: silence?.silentFor ?? null,
    unanswered: silence?.unanswered ?? 0,
    brokenWord: word?.broken ? isoDay(word.by) : null,
    line,
    offerPartial: situation.rules.waiting.offerPartial && line !== null && line.ready > 0,
  };
}

/** The one line that holds the order up: the stalled one first, then the one that puts the date at risk. */
function slowLine(findings: readonly Finding[]) {
  return (
    theFinding(findings, 'stage_overrun')?.line ??
    theFinding(findings, 'needed_by_at_risk')?.line ??
    theFinding(findings, 'promise_at_risk')?.line ??
    null
  );
}

function lineFacts({ item, rules }: Situation, findings: readonly Finding[]): ItemFacts['line'] {
  const line = slowLine(findings);
  if (line === null || item.lines.length < 2) return null;
  const ready = item.lines.filter(
    (other) => other.stage !== null && isFinished(stageNamed(other.stage, rules).kind),
  ).length;
  return { description: line.description, of: item.lines.length, ready };
}

/** The slow line's own reason says more than the order's; a wait for the customer or for credit says it by itself. */
function reasonCode({ item, stage }: Situation, findings: readonly Finding[]): string {
  const given = slowLine(findings)?.reason ?? item.reason;
  if (given !== null && given.trim() !== '') return given.trim().toLowerCase();
  if (stage.kind === 'awaiting_credit') return 'credit_hold';
  if (stage.kind === 'awaiting_customer') return 'customer_approval';
  return 'unknown';
}
