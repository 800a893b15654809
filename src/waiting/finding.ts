import type { Day, Instant } from '../calendar/time.ts';
import type { OrderLine } from '../customer/customer.ts';

export const FINDING_KINDS = [
  'promise_missed',
  'promise_at_risk',
  'needed_by_at_risk',
  'promise_moved',
  'stage_overrun',
  'long_silence',
  'word_due',
  'waiting_for_customer',
  'moving_again',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One thing noticed about an item: since when it has been so, and its evidence. Spans are in working days. */
export type Finding = { readonly began: Instant } & Evidence;

type Evidence =
  | { readonly kind: 'promise_missed'; readonly promisedFor: Day; readonly lateBy: number }
  | {
      readonly kind: 'promise_at_risk';
      readonly promisedFor: Day;
      readonly expected: Day;
      readonly line: OrderLine | null;
    }
  | {
      readonly kind: 'needed_by_at_risk';
      readonly neededBy: Day;
      readonly expected: Day;
      readonly line: OrderLine | null;
    }
  | { readonly kind: 'promise_moved'; readonly from: Day; readonly to: Day }
  | {
      readonly kind: 'stage_overrun';
      readonly stage: string;
      readonly since: Day;
      /** Working days. */
      readonly inStageFor: number;
      readonly line: OrderLine | null;
    }
  | {
      readonly kind: 'long_silence';
      readonly since: Day;
      readonly silentFor: number;
      /** Messages from the customer that nobody answered. */
      readonly unanswered: number;
    }
  | { readonly kind: 'word_due'; readonly by: Day; readonly broken: boolean }
  | { readonly kind: 'waiting_for_customer'; readonly since: Day; readonly waitingFor: number }
  | { readonly kind: 'moving_again'; readonly stage: string; readonly was: string };

export type FindingOf<Kind extends FindingKind> = Extract<Finding, { kind: Kind }>;

/** The finding of that kind, if it is among them. */
export function theFinding<Kind extends FindingKind>(
  findings: readonly Finding[],
  kind: Kind,
): FindingOf<Kind> | undefined {
  return findings.find((finding): finding is FindingOf<Kind> => finding.kind === kind);
}
