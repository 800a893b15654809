import { createHash } from 'node:crypto';
import { comingMoney } from '../../account/coming-money.ts';
import { type Day, type Instant, parseDay } from '../../calendar/time.ts';
import type { CustomerFacts } from '../../customer/customer.ts';
import type { AnyTask } from '../../dunning/tasks.ts';
import type { Verdict } from '../../dunning/verdict.ts';
import type { StatusLetter } from '../../letters/compose/compose.ts';
import type { ReminderLetter } from '../../letters/compose/compose-reminder.ts';
import type { StaffLetter } from '../../letters/compose/staff-letter.ts';
import type { StatusFacts } from '../../letters/facts/letter.ts';
import type { Rules } from '../../policy/rules.ts';
import type { Decision } from '../../waiting/decision.ts';
import type { PlayedLetter, ToldInvoice, ToldItem } from './played.ts';

/** A letter as `attend` writes it. */
export type WrittenLetter = StatusLetter | ReminderLetter | StaffLetter;

/** What a round decided about one customer, as far as a replay writes it down. */
export interface Decided {
  readonly letters: readonly WrittenLetter[];
  readonly tasks: readonly AnyTask[];
  readonly decisions: readonly Decision[];
  readonly verdicts: readonly Verdict[];
}

/** Says a letter in words, so that letters can be compared by what their reader reads; null: compared by their facts. */
export type PlayedWords = ((letter: { facts: StatusFacts; language: string }) => string) | null;

const NO_ITEMS: readonly ToldItem[] = [];
const NO_INVOICES: readonly ToldInvoice[] = [];

/** A round of a replay; its letters share it. */
export interface PlayedRound {
  readonly now: Instant;
  readonly today: Day;
  readonly rules: Rules;
}

const APOLOGISED = 1;
const WARNED = 2;
const ORDER = 4;

/** A letter about one item, which nearly all are: it takes half of the memory of an object with lists. */
class LetterAboutOne implements PlayedLetter {
  readonly kind: PlayedLetter['kind'];
  readonly customerId: PlayedLetter['customerId'];
  readonly nextWordBy: Day | null;
  // Not private by #: V8 keeps such fields apart from the others.
  private readonly round: PlayedRound;
  private readonly id: ToldItem['id'];
  /** What is either so or not, together in one number. */
  private readonly flags: number;
  private readonly expected: Day | null;
  private readonly said: number;

  constructor({ kind, customerId, nextWordBy, facts }: StatusLetter, item: ToldItem, round: PlayedRound) {
    this.kind = kind;
    this.customerId = customerId;
    this.nextWordBy = nextWordBy;
    this.round = round;
    this.id = item.id;
    this.flags =
      (facts.apology === null ? 0 : APOLOGISED) |
      (item.warned ? WARNED : 0) |
      (item.kind === 'order' ? ORDER : 0);
    this.expected = item.expected;
    this.said = item.said;
  }

  get audience(): 'customer' {
    return 'customer';
  }
  get at(): Instant {
    return this.round.now;
  }
  get day(): Day {
    return this.round.today;
  }
  get apologised(): boolean {
    return (this.flags & APOLOGISED) !== 0;
  }
  get held(): boolean {
    return false;
  }
  get invoices(): readonly ToldInvoice[] {
    return NO_INVOICES;
  }
  get items(): readonly ToldItem[] {
    const { id, flags, expected, said } = this;
    const kind = (flags & ORDER) === 0 ? 'service_job' : 'order';
    return [{ kind, id, warned: (flags & WARNED) !== 0, expected, said }];
  }
}

/** What figures need of a letter, without its words: a year has too many to keep them all. */
export function playedLetter(
  letter: WrittenLetter,
  { verdicts }: Pick<Decided, 'verdicts'>,
  facts: CustomerFacts,
  round: PlayedRound,
  inWords: PlayedWords,
): PlayedLetter {
  const { now, today, rules } = round;
  const common = {
    kind: letter.kind,
    audience: letter.audience,
    customerId: letter.customerId,
    at: now,
    day: today,
    items: NO_ITEMS,
    invoices: NO_INVOICES,
    nextWordBy: null,
    apologised: false,
    held: false,
  };
  if ('cases' in letter) {
    const items = toldItems(letter.facts, letter.language, inWords);
    const [item] = items;
    if (item && items.length === 1) return new LetterAboutOne(letter, item, round);
    return {
      ...common,
      items,
      nextWordBy: letter.nextWordBy,
      apologised: letter.facts.apology !== null,
    };
  }
  if ('release' in letter)
    return {
      ...common,
      held: letter.release === 'human',
      invoices: letter.invoices.map(({ invoiceId, tone }) =>
        toldInvoice(invoiceId, tone, verdicts, facts, today, rules),
      ),
    };
  return common;
}

function toldItems(facts: StatusFacts, language: string, inWords: PlayedWords): readonly ToldItem[] {
  return facts.items.map((item) => ({
    kind: item.kind,
    id: item.id as ToldItem['id'],
    warned: item.found.includes('promise_at_risk') || item.found.includes('needed_by_at_risk'),
    expected: item.expected !== null && item.expected >= facts.today ? parseDay(item.expected) : null,
    said: markOf(inWords, { facts: withoutDays({ ...facts, items: [item] }), language }),
  }));
}

/** Without words the facts are compared: how many letters went before is no news. */
function markOf(inWords: PlayedWords, letter: { facts: StatusFacts; language: string }): number {
  const said = inWords?.(letter) ?? JSON.stringify({ ...letter.facts, lettersBefore: 0 });
  // Only letters that follow each other are compared: so many bits are enough, and cost no memory.
  return createHash('md5').update(said).digest().readUInt32BE() >>> 2;
}

/** A day that stands for all days. */
const SOME_DAY = '2024-02-05';
const SOME_SPAN = 9;

/** The facts of a letter with every day and every span the same: what differs then is more than the date. */
export function withoutDays(facts: StatusFacts): StatusFacts {
  const day = (value: string | null): string | null => (value === null ? null : SOME_DAY);
  const span = (value: number | null): number | null => (value === null ? null : SOME_SPAN);
  return {
    ...facts,
    today: SOME_DAY,
    nextWordBy: SOME_DAY,
    items: facts.items.map((item) => ({
      ...item,
      since: day(item.since),
      inStageFor: span(item.inStageFor),
      promisedFor: day(item.promisedFor),
      promisedBefore: day(item.promisedBefore),
      neededBy: day(item.neededBy),
      expected: day(item.expected),
      lateBy: span(item.lateBy),
      silentSince: day(item.silentSince),
      silentFor: span(item.silentFor),
      brokenWord: day(item.brokenWord),
    })),
  };
}

function toldInvoice(
  id: ToldInvoice['id'],
  tone: ToldInvoice['tone'],
  verdicts: Decided['verdicts'],
  { account }: CustomerFacts,
  today: Day,
  rules: Rules,
): ToldInvoice {
  const invoice = account.open.find((each) => each.id === id);
  return {
    id,
    tone,
    grade: verdicts.find((verdict) => verdict.invoiceId === id)?.record.grade ?? null,
    disputed: invoice?.disputed === true || account.complaints.some(({ invoiceId }) => invoiceId === id),
    covered: invoice !== undefined && comingMoney(account, today, rules).of(invoice).remains <= 0n,
  };
}
