/**
 * What a letter can be, and what may happen to it. This table is the law; the statements that carry it out stand in
 * `ledger/letter-states/`, and nowhere else is the status of a letter changed.
 */
export const LETTER_STATUSES = [
  'queued',
  'sending',
  'retry',
  'submitted',
  'bounced',
  'refused',
  'uncertain',
  'held',
  'withdrawn',
  'expired',
  'corrected',
] as const;
export type LetterStatus = (typeof LETTER_STATUSES)[number];

/** Letters of these never left us, nor will they. */
export const NEVER_LEFT = ['withdrawn', 'expired'] as const satisfies readonly LetterStatus[];
/** Letters of these will reach nobody. */
export const LOST = [...NEVER_LEFT, 'refused', 'bounced'] as const satisfies readonly LetterStatus[];
/** Letters of these told nothing and gave no word: they never reached their reader, or who got them was told that they were wrong. */
export const NEVER_REACHED = [...LOST, 'held', 'corrected'] as const satisfies readonly LetterStatus[];
/** All the others: gone to the mail server, perhaps gone, or on their way there. What they say counts as told. */
export const GONE = LETTER_STATUSES.filter((status) => !NEVER_REACHED.some((one) => one === status));
/** A mail server had them, or perhaps; none is on its way. */
export const TAKEN = [
  'submitted',
  'bounced',
  'uncertain',
  'corrected',
] as const satisfies readonly LetterStatus[];
/** Letters of these wait for a person, who finds them counted. */
export const UNSETTLED = ['held', 'uncertain'] as const satisfies readonly LetterStatus[];

/** One thing that may happen to a letter. */
interface Transition {
  /** Who does it. A `mail` does by what it says, `demo` by having been there before. */
  readonly by: 'round' | 'guard' | 'worker' | 'person' | 'mail' | 'demo';
  /** Only to letters of these; empty: to none yet, it is written. */
  readonly from: readonly LetterStatus[];
  /** What it becomes, and why that. */
  readonly to: Readonly<Partial<Record<LetterStatus, string>>>;
}

export const LETTER_TRANSITIONS = {
  // It is written.
  written: {
    by: 'round',
    from: [],
    to: { queued: 'it may go when its round has ended', held: 'its rung needs a person to let it go' },
  },
  toldOfWrong: { by: 'person', from: [], to: { queued: 'a letter to its reader was wrong' } },
  toldOfAlarm: { by: 'worker', from: [], to: { queued: 'an alarm began, goes on or ended' } },

  // It is sent.
  claimed: {
    by: 'worker',
    from: ['queued', 'retry'],
    to: { sending: 'it is due, its round has ended, and nothing is paused' },
  },
  settled: {
    by: 'worker',
    from: ['sending'],
    to: {
      submitted: 'the mail server took it, or it was captured',
      retry: 'the mail server said later, its line was cut before the text, or nobody could look at it again',
      refused: 'the mail server said no',
      uncertain: 'its line was cut when the text had begun',
      held: 'no version of its template can say it',
      withdrawn: 'the last look: it is no longer true, or there is nobody whom it could go to',
      expired: 'it is older than the policy lets a letter be',
    },
  },
  trialIsOver: {
    by: 'worker',
    from: ['submitted', 'queued', 'retry', 'held'],
    to: {
      withdrawn:
        'letters really go from now on, and it was only captured; or it was decided as if those had been read',
    },
  },
  returned: {
    by: 'worker',
    from: ['sending'],
    to: {
      queued: 'its turn did not come, and it was never tried',
      retry: 'the same, and it was tried before',
    },
  },
  recovered: {
    by: 'worker',
    from: ['sending'],
    to: { queued: 'its worker died before it had begun', retry: 'the same, and it was tried before' },
  },
  lapsed: { by: 'worker', from: ['sending'], to: { uncertain: 'its worker died after it had begun' } },
  sentOnceMore: {
    by: 'worker',
    from: ['uncertain'],
    to: { retry: 'once, with the same Message-ID; never a reminder' },
  },

  // It is kept from going, or let go.
  heldByGuard: {
    by: 'guard',
    from: ['queued', 'retry'],
    to: { held: 'its round is not like the rounds before it' },
  },
  heldWhenMoved: {
    by: 'guard',
    from: ['queued', 'retry', 'sending'],
    to: { held: 'its ledger was restored or copied, and may have forgotten what went since' },
  },
  releasedFromGuard: {
    by: 'person',
    from: ['held'],
    to: { queued: 'what the guard saw is as it should be' },
  },
  withdrawnFromGuard: { by: 'person', from: ['held'], to: { withdrawn: 'the guard was right' } },
  released: {
    by: 'person',
    from: ['held', 'uncertain', 'refused'],
    to: { queued: 'they let it go; an uncertain one because they know that it did not arrive' },
  },
  withdrawn: {
    by: 'person',
    from: ['queued', 'retry', 'held'],
    to: { withdrawn: 'they say why; the next round decides anew' },
  },
  corrected: {
    by: 'person',
    from: ['submitted', 'uncertain'],
    to: { corrected: 'it was wrong, and who got it is told so: nothing of it counts as told' },
  },
  forgotten: {
    by: 'person',
    from: ['queued', 'retry', 'held', 'uncertain'],
    to: { withdrawn: 'its customer is forgotten' },
  },

  // A mail to us says something of it.
  cameBack: { by: 'mail', from: GONE, to: { bounced: 'it came back, so nothing of it counts as told' } },
  addressClosed: {
    by: 'mail',
    from: ['queued', 'retry', 'held'],
    to: { withdrawn: 'another letter to its address came back, or was called spam' },
  },

  playedBack: { by: 'demo', from: ['queued'], to: { submitted: 'the demo had sent it weeks ago' } },
} as const satisfies Readonly<Record<string, Transition>>;

/** What a letter is when it is written. */
export const statusWhenWritten = (needsPerson: boolean): keyof typeof LETTER_TRANSITIONS.written.to =>
  needsPerson ? 'held' : 'queued';

/** What waits for its turn. */
export const IN_QUEUE = LETTER_TRANSITIONS.claimed.from;
/** What a worker makes of a letter that it has sent, or looked at and not sent. */
export type SettledStatus = keyof typeof LETTER_TRANSITIONS.settled.to;
export const SETTLED = LETTER_STATUSES.filter(
  (status): status is SettledStatus => status in LETTER_TRANSITIONS.settled.to,
);
/** What has not begun to go, and so can be kept from going. */
export const WITHDRAWABLE: readonly LetterStatus[] = LETTER_TRANSITIONS.withdrawn.from;
/** What a person may let go. */
export const RELEASABLE: readonly LetterStatus[] = LETTER_TRANSITIONS.released.from;
/** Of these nothing is out. What is uncertain may have arrived: it goes only when somebody says that it did not. */
export const NOTHING_OUT = [
  'held',
  'refused',
] as const satisfies readonly (typeof LETTER_TRANSITIONS.released.from)[number][];
