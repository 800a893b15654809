import fc from 'fast-check';
import { attend, type CustomerOutcome } from '../../src/attend/attend.ts';
import { DAY, type Day, dayOf, HOUR, type Instant, instantOf } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import type { CustomerFacts, CustomerMemory, WaitingItem } from '../../src/customer/customer.ts';
import type { ItemId } from '../../src/customer/ids.ts';
import { NOTHING_DUNNED } from '../../src/customer/reminders.ts';
import { NOTHING_RECEIVED } from '../../src/customer/replies.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { aContact, aCustomer, aJob, aLine, anOrder, facts } from './builders.ts';

/** What happens between two rounds: some hours pass, and perhaps something changes at one item. */
export interface Step {
  readonly hours: number;
  readonly item: number;
  readonly change: Change;
  /** What became of the letters of the round before. */
  readonly post: 'submitted' | 'queued' | 'withdrawn' | 'held' | 'refused';
}
type Change =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'promise'; readonly days: number }
  | { readonly kind: 'contact'; readonly from: 'to_customer' | 'from_customer'; readonly large: boolean }
  | { readonly kind: 'closed' };

const STAGES = [
  'picking',
  'sewing',
  'from warehouse',
  'waiting for customer',
  'credit check',
  'shipped',
  'ready',
  'a stage nobody mapped',
];

const stage = fc.constantFrom(...STAGES);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'nothing' } as const) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('stage' as const), stage }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('promise' as const), days: fc.integer({ min: -3, max: 9 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('contact' as const),
      from: fc.constantFrom('to_customer' as const, 'from_customer' as const),
      large: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'closed' } as const) },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    hours: fc.integer({ min: 1, max: 40 }),
    item: fc.nat(3),
    change,
    post: fc.oneof(
      { weight: 9, arbitrary: fc.constant('submitted' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'queued' as const,
          'withdrawn' as const,
          'held' as const,
          'refused' as const,
        ),
      },
    ),
  }),
  { minLength: 5, maxLength: 30 },
);

/** Offsets in hours before the first round, and in days around it. */
const itemWords = fc.record({
  job: fc.boolean(),
  stage,
  opened: fc.integer({ min: 1, max: 600 }),
  sinceShare: fc.double({ min: 0, max: 1, noNaN: true }),
  promised: fc.option(fc.integer({ min: -5, max: 12 }), { nil: null }),
  needed: fc.option(fc.integer({ min: -3, max: 12 }), { nil: null }),
  lines: fc.array(
    fc.record({ stage: fc.option(stage, { nil: null }), since: fc.integer({ min: 1, max: 300 }) }),
    { maxLength: 4 },
  ),
  siteManager: fc.boolean(),
});
export const items = fc.array(itemWords, { minLength: 1, maxLength: 4 });
type ItemWords = typeof itemWords extends fc.Arbitrary<infer Words> ? Words : never;

export function itemFrom(words: ItemWords, index: number, start: Instant, today: Day): WaitingItem {
  const openedAt = instantOf(start - words.opened * HOUR);
  const base = {
    id: `I${index}`,
    stage: words.stage,
    openedAt,
    stageSince: instantOf(openedAt + Math.floor(words.sinceShare * words.opened) * HOUR),
    promisedFor: words.promised === null ? null : dayOf(today + words.promised),
    neededBy: words.needed === null ? null : dayOf(today + words.needed),
    contactEmail: words.siteManager ? 'site@maj.example' : null,
  };
  if (words.job) return aJob(base);
  return anOrder({
    ...base,
    lines: words.lines.map((line, at) =>
      aLine({ lineNo: at + 1, stage: line.stage, stageSince: instantOf(start - line.since * HOUR) }),
    ),
  });
}

export interface Round {
  readonly now: Instant;
  readonly today: Day;
  readonly facts: CustomerFacts;
  readonly before: CustomerMemory;
  readonly outcome: CustomerOutcome;
}

/** Plays a customer's story round by round, each remembering the one before, as a replay in memory does. */
export function play(
  words: readonly ItemWords[],
  story: readonly Step[],
  start: Instant,
  rules: Rules,
): readonly Round[] {
  const zone = zoneOf(rules.company.timeZone);
  let now = start;
  let theFacts = facts({
    customer: aCustomer(),
    items: words.map((item, index) => itemFrom(item, index, start, zone.dayAt(start))),
  });
  let memory: CustomerMemory = {
    customerId: theFacts.customer.id,
    cases: [],
    dunning: NOTHING_DUNNED,
    inbox: NOTHING_RECEIVED,
    writtenToday: new Map(),
    released: [],
    givenDates: [],
    contacts: [],
    itemHolds: [],
    asked: [],
    complaints: [],
    absent: [],
  };
  const rounds: Round[] = [];
  for (const step of story) {
    const outcome = attend(theFacts, memory, now, rules);
    rounds.push({ now, today: zone.dayAt(now), facts: theFacts, before: memory, outcome });
    const next = instantOf(now + step.hours * HOUR);
    memory = settled(outcome.memory, step.post, now);
    if (zone.dayAt(next) !== zone.dayAt(now)) memory = { ...memory, writtenToday: new Map() };
    now = next;
    theFacts = changed(theFacts, step, now, zone.dayAt(now));
  }
  return rounds;
}

/** What the post made of the letters that were queued at `now`; ended cases are not remembered. */
function settled(memory: CustomerMemory, post: Step['post'], now: Instant): CustomerMemory {
  const submittedAt = post === 'submitted' ? now : null;
  return {
    ...memory,
    cases: memory.cases
      .filter(({ itemEnded }) => !itemEnded)
      .map((theCase) => ({
        ...theCase,
        letters: theCase.letters.map((letter) =>
          letter.decidedAt === now ? { ...letter, status: post, submittedAt } : letter,
        ),
      })),
  };
}

function changed(
  theFacts: CustomerFacts,
  { item: index, change }: Step,
  now: Instant,
  today: Day,
): CustomerFacts {
  const item = theFacts.items[index % Math.max(1, theFacts.items.length)];
  if (!item) return theFacts;
  const others = theFacts.items.filter((other) => other !== item);
  const at = instantOf(now - HOUR / 2);
  switch (change.kind) {
    case 'nothing':
      return theFacts;
    case 'closed':
      return { ...theFacts, items: others };
    case 'stage':
      return { ...theFacts, items: [...others, { ...item, stage: change.stage, stageSince: at }] };
    case 'promise':
      return { ...theFacts, items: [...others, { ...item, promisedFor: dayOf(today + change.days) }] };
    case 'contact': {
      const about = change.large ? null : { kind: item.kind, id: item.id as ItemId };
      const contact = aContact({ at, item: about, direction: change.from });
      return { ...theFacts, contacts: [...theFacts.contacts, contact] };
    }
  }
}

/** Any moment of two years that hold every change of the clocks and every holiday of the calendar. */
export const moment: fc.Arbitrary<Instant> = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  .map((ms) => instantOf(ms - (ms % (DAY / 96))));
