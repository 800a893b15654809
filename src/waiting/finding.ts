import type { Day, Instant } from '../calendar/time.ts';
import type { OrderLine } from '../customer/customer.ts';

export const FINDING_KINDS = [
  'cancelled',
  'done',
  'shipped',
  'ready',
  'waiting_for_customer',
  'credit_hold',
  'promise_missed',
  'promise_at_risk',
  'needed_by_at_risk',
  'stage_overrun',
  'long_silence',
  'half_time',
  'needed_before_promise',
  'word_due',
  'promise_moved',
  'promise_withdrawn',
  'promise_given',
  'reopened',
  'moving_again',
  'shipment_left',
  'asked_for',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One thing noticed about an item: since when it has been so, and its evidence. Spans are in working days. */
export type Finding = { readonly began: Instant } & Evidence;

/** Why a day is at risk. */
export interface Risk {
  readonly because: RiskReason;
  /** The likely day; null where nobody can name one. */
  readonly expected: Day | null;
  /** 0 to 1; null where it is certain, or history does not tell. */
  readonly chance: number | null;
  /** The line that makes it late. */
  readonly line: OrderLine | null;
}
/** A line or a shipment that is dated later, history, a stage over its own allowance, a promise later than the day, or the day itself. */
export type RiskReason = 'line' | 'shipment' | 'history' | 'stage' | 'promise' | 'day';

/** What is dated later needs no guess: its own day tells. */
export const isDated = ({ because }: Pick<Risk, 'because'>): boolean =>
  because === 'line' || because === 'shipment';

/** How a letter said that it ends. */
export const ENDS = ['ready', 'done', 'cancelled'] as const;
export type End = (typeof ENDS)[number];

type Evidence =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'done' }
  | { readonly kind: 'shipped' }
  | { readonly kind: 'ready'; readonly since: Day }
  | {
      readonly kind: 'waiting_for_customer';
      readonly since: Day;
      readonly waitingFor: number;
      /** The one line that waits for them. */
      readonly line: OrderLine | null;
    }
  | { readonly kind: 'credit_hold'; readonly since: Day; readonly inStageFor: number }
  | { readonly kind: 'promise_missed'; readonly promisedFor: Day; readonly lateBy: number }
  | ({ readonly kind: 'promise_at_risk'; readonly promisedFor: Day } & Risk)
  | ({ readonly kind: 'needed_by_at_risk'; readonly neededBy: Day } & Risk)
  | {
      readonly kind: 'stage_overrun';
      readonly stage: string;
      readonly since: Day;
      /** Working days. */
      readonly inStageFor: number;
      readonly line: OrderLine | null;
      /** Working days in which four of five leave that stage; null: it outran its own allowance. */
      readonly usually: number | null;
    }
  | {
      readonly kind: 'long_silence';
      readonly since: Day;
      readonly silentFor: number;
    }
  | { readonly kind: 'half_time'; readonly promisedFor: Day }
  | { readonly kind: 'needed_before_promise'; readonly neededBy: Day; readonly promisedFor: Day }
  | { readonly kind: 'word_due'; readonly by: Day; readonly broken: boolean }
  | { readonly kind: 'promise_moved'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'promise_withdrawn'; readonly from: Day }
  | { readonly kind: 'promise_given'; readonly to: Day }
  | { readonly kind: 'reopened'; readonly was: End; readonly on: Day }
  | { readonly kind: 'moving_again'; readonly stage: string; readonly was: string }
  /** Shipments that no letter told of; `part`: there is more to come. */
  | { readonly kind: 'shipment_left'; readonly shipments: number; readonly part: boolean }
  /** A person wants them to hear now. */
  | { readonly kind: 'asked_for'; readonly by: string };

export type FindingOf<Kind extends FindingKind> = Extract<Finding, { kind: Kind }>;

/** The finding of that kind, if it is among them. */
export function theFinding<Kind extends FindingKind>(
  findings: readonly Finding[],
  kind: Kind,
): FindingOf<Kind> | undefined {
  return findings.find((finding): finding is FindingOf<Kind> => finding.kind === kind);
}
