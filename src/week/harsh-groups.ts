import {
  HOLD_CODES,
  type ReminderHoldCode,
  VERDICT_REASONS,
  type VerdictReason,
} from '../dunning/verdict.ts';

/** Why harsh letters were kept back, as a manager asks: the codes of verdicts in a few groups. */
export const HARSH_GROUPS = ['record', 'money', 'contested', 'we_owe', 'person', 'data', 'timing'] as const;
export type HarshGroup = (typeof HARSH_GROUPS)[number];

const GROUP_OF: Readonly<Record<ReminderHoldCode | VerdictReason, HarshGroup>> = {
  clean_never_above_friendly: 'record',
  unknown_starts_friendly: 'record',
  record_asks_person: 'record',
  together_gentlest: 'record',
  usual_delay: 'record',
  usually_late: 'record',
  credit_note: 'money',
  money_here: 'money',
  money_pending: 'money',
  money_scheduled: 'money',
  money_other_currency: 'money',
  money_unclear: 'money',
  autopay: 'money',
  payment_plan: 'money',
  small_balance: 'money',
  said_paid: 'money',
  disputed: 'contested',
  complaint_open: 'contested',
  reply_owed: 'contested',
  doubtful: 'contested',
  we_owe_case: 'we_owe',
  we_owe_promise: 'we_owe',
  credit_review: 'we_owe',
  mended: 'we_owe',
  update_today: 'we_owe',
  by_hand: 'person',
  person_spoke: 'person',
  person_releases: 'person',
  letter_held: 'person',
  ladder_ended: 'person',
  backlog: 'person',
  listed: 'person',
  no_legal_identity: 'person',
  formal_not_reviewed: 'person',
  no_formal_letter: 'person',
  reminders_came_back: 'data',
  payments_stale: 'data',
  not_seen: 'data',
  shared_address: 'data',
  no_address: 'data',
  email_not_wanted: 'data',
  address_refused: 'data',
  address_bounced: 'data',
  complained: 'data',
  ladder: 'timing',
  asked_above_ladder: 'timing',
  together_oldest: 'timing',
  within_grace: 'timing',
  seasonal_grace: 'timing',
  next_rung_later: 'timing',
  minimum_gap: 'timing',
  written_today: 'timing',
  outside_hours: 'timing',
};

const CODES: readonly (ReminderHoldCode | VerdictReason)[] = [...HOLD_CODES, ...VERDICT_REASONS];

/** Pure: how many were kept back by each group, the most first. A code that nobody knows any more counts as a matter of time. */
export function harshGroups(
  because: readonly { readonly code: string; readonly letters: number }[],
): readonly { readonly group: HarshGroup; readonly letters: number }[] {
  const sums = new Map<HarshGroup, number>();
  for (const { code, letters } of because) {
    const known = CODES.find((each) => each === code);
    const group = known === undefined ? 'timing' : GROUP_OF[known];
    sums.set(group, (sums.get(group) ?? 0) + letters);
  }
  return [...sums]
    .map(([group, letters]) => ({ group, letters }))
    .sort((a, b) => b.letters - a.letters || a.group.localeCompare(b.group));
}
