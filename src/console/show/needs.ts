/** What can need somebody, the worst first; a number tells how bad it is. */
const RANKS = {
  // Nobody gets anything.
  resume: 0,
  alarm: 1,
  guard: 1,
  // A customer is late and heard nothing; our word to one is broken.
  untold: 2,
  word: 2,
  overdue: 3,
  urgent: 4,
  letters: 5,
  task: 5,
  mails: 6,
  backlog: 7,
  stages: 7,
  mend: 7,
} as const;
export type NeedKind = keyof typeof RANKS;

/** One thing that needs somebody now, with one thing to do about it. */
export interface Need {
  readonly kind: NeedKind;
  /** Whom or what it is about, and where it stands. */
  readonly title: string;
  readonly href: string;
  /** In the reader's language: what, and why now. */
  readonly why: string;
  /** Who has it; null: nobody in particular. */
  readonly person: string | null;
  readonly mine: boolean;
  /** By when, or since when: `YYYY-MM-DD`; null: it does not say. */
  readonly day: string | null;
  readonly act: { readonly says: string; readonly href: string };
  /** Where it is told what came of it, without leaving the list; null: that is told elsewhere. */
  readonly tell: NeedTold | null;
  /** Of a customer: other things that say the same of them are left out. */
  readonly customerId: string | null;
}

/** A form that tells what came of a task, or that somebody spoke with a customer of whom there is none. */
export type NeedTold =
  | { readonly what: 'task'; readonly key: string; readonly hasItem: boolean }
  | { readonly what: 'contact'; readonly story: string; readonly about: string };

/** Customers with a task that a person has: what else is said of them says no more. */
const SAID_BY_TASK: ReadonlySet<NeedKind> = new Set(['untold', 'word']);
const TASKS: ReadonlySet<NeedKind> = new Set(['overdue', 'urgent', 'task']);

/** Pure: one list, what is the reader's own first, then the worst, then the longest; each customer's silence once. */
export function needsInOrder(needs: readonly Need[]): readonly Need[] {
  const withTask = new Set(needs.flatMap(({ kind, customerId }) => (TASKS.has(kind) ? [customerId] : [])));
  const told = new Set<string>();
  const once = needs.filter(({ kind, customerId }) => {
    if (!SAID_BY_TASK.has(kind) || customerId === null) return true;
    if (withTask.has(customerId) || told.has(customerId)) return false;
    told.add(customerId);
    return true;
  });
  const last = '9999';
  return once.toSorted(
    (a, b) =>
      Number(b.mine) - Number(a.mine) ||
      RANKS[a.kind] - RANKS[b.kind] ||
      (a.day ?? last).localeCompare(b.day ?? last),
  );
}

/** What stands, for the one sentence on top. */
export interface TodayStanding {
  readonly isPaused: boolean;
  readonly hadRound: boolean;
  readonly alarms: number;
  /** Late, and nobody told them. */
  readonly untold: number;
  /** Not written to by the day we said. */
  readonly broken: number;
  readonly needs: number;
}

export interface TodayAnswer {
  /** The key of a message. */
  readonly key: string;
  readonly grave: 'good' | 'warn' | 'bad';
  readonly count: number;
}

/** Pure: is everything all right? The worst that is so. Good only where nothing needs anybody. */
export function answerOf({ isPaused, hadRound, alarms, untold, broken, needs }: TodayStanding): TodayAnswer {
  const say = (key: string, grave: TodayAnswer['grave'], count = 0): TodayAnswer => ({
    key: `today.answers.${key}`,
    grave,
    count,
  });
  if (isPaused) return say('paused', 'bad');
  if (untold > 0) return say('untold', 'bad', untold);
  if (broken > 0) return say('broken', 'bad', broken);
  if (alarms > 0) return say('alarms', 'bad', alarms);
  if (!hadRound) return say('no_round', 'warn');
  if (needs > 0) return say('needs', 'warn', needs);
  return say('well', 'good');
}
