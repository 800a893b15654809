import { isoDay, isoInstant } from '../calendar/time.ts';
import type { Finding, Risk } from '../waiting/finding.ts';

/** A finding with its evidence by name; spans are in working days. */
export type FindingStory = { readonly kind: string; readonly began: string } & Readonly<
  Record<string, unknown>
>;

/** A finding with its evidence, days and moments written out. */
export function findingStory(finding: Finding): FindingStory {
  const began = isoInstant(finding.began);
  const line = 'line' in finding && finding.line ? { line: finding.line.description } : {};
  const { kind } = finding;
  switch (kind) {
    case 'promise_missed':
      return { kind, began, promised_for: isoDay(finding.promisedFor), working_days_late: finding.lateBy };
    case 'promise_at_risk':
      return {
        kind,
        began,
        promised_for: isoDay(finding.promisedFor),
        ...riskStory(finding),
        ...line,
      };
    case 'needed_by_at_risk':
      return {
        kind,
        began,
        needed_by: isoDay(finding.neededBy),
        ...riskStory(finding),
        ...line,
      };
    case 'promise_moved':
      return { kind, began, told: isoDay(finding.from), now: isoDay(finding.to) };
    case 'stage_overrun':
      return {
        kind,
        began,
        stage: finding.stage,
        since: isoDay(finding.since),
        working_days: finding.inStageFor,
        ...(finding.usually === null ? {} : { usually: finding.usually }),
        ...line,
      };
    case 'long_silence':
      return {
        kind,
        began,
        since: isoDay(finding.since),
        working_days: finding.silentFor,
      };
    case 'word_due':
      return { kind, began, by: isoDay(finding.by), broken: finding.broken };
    case 'waiting_for_customer':
      return { kind, began, since: isoDay(finding.since), working_days: finding.waitingFor };
    case 'moving_again':
      return { kind, began, stage: finding.stage, was: finding.was };
    case 'shipment_left':
      return { kind, began, shipments: finding.shipments, part: finding.part };
    case 'credit_hold':
      return { kind, began, since: isoDay(finding.since), working_days: finding.inStageFor };
    case 'ready':
      return { kind, began, since: isoDay(finding.since) };
    case 'half_time':
      return { kind, began, promised_for: isoDay(finding.promisedFor) };
    case 'promise_withdrawn':
      return { kind, began, told: isoDay(finding.from) };
    case 'promise_given':
      return { kind, began, now: isoDay(finding.to) };
    case 'reopened':
      return { kind, began, told: isoDay(finding.on), was: finding.was };
    case 'needed_before_promise':
      return {
        kind,
        began,
        needed_by: isoDay(finding.neededBy),
        promised_for: isoDay(finding.promisedFor),
      };
    case 'asked_for':
      return { kind, began, by: finding.by };
    case 'cancelled':
    case 'done':
    case 'shipped':
      return { kind, began };
  }
}

/** Why a day is at risk, with the chance of lateness where history tells it. */
const riskStory = ({ because, chance, expected }: Risk) => ({
  because,
  ...(chance === null ? {} : { chance_of_late: `${Math.round(chance * 100)}%` }),
  ...(expected === null ? {} : { expected: isoDay(expected) }),
});
