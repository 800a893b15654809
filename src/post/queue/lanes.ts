import { MINUTE } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import { isUsableAddress } from '../../customer/address.ts';
import type { LetterId } from '../../customer/ids.ts';
import { statusReason } from '../../customer/status-reason.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import { letterWords, type WordsOptions } from '../letter/letter-words.ts';
import { mailOf, offersOf, type ReplyWays } from '../letter/mail.ts';
import type { MailWords } from '../letter/template-shelf.ts';
import { withWords } from '../letter/with-words.ts';
import { captureName } from '../server/capture.ts';
import { type AttemptOutcome, outcomeOf } from '../server/outcome.ts';
import type { Relay } from '../server/relay.ts';
import type { MayLeave, Submission, Transport } from '../server/transport.ts';
import { GroupCommit } from './group-commit.ts';
import type { HeldLease, LeaseKeeper } from './lease-keeper.ts';
import { settlementOf, unsent } from './settlement-of.ts';
import type { Settler } from './settler.ts';

export interface LanesOptions extends WordsOptions {
  readonly rules: Pick<Rules, 'company'>;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly settler: Settler;
  readonly lease: LeaseKeeper;
  /** Records that these letters begin, and returns those that are ours for long enough yet. */
  readonly begin: (letters: readonly LetterId[]) => Promise<ReadonlySet<LetterId>>;
  readonly log: { error(fields: object, text: string): void; warn(fields: object, text: string): void };
  readonly relay: Relay;
  readonly ways: { readonly now: ReplyWays };
}

interface Waiting {
  readonly letter: ClaimedLetter;
  readonly lease: HeldLease;
}

// One claim is sent while the next one comes in.
const LOW_WATER = 100;
// Whom a letter goes to, and whether it is true, was asked when it was claimed. Where a slow server makes it wait for longer
// than this it is asked again with a later claim; to ask for each letter just before it leaves would cost a query for each.
const ASKED_HOLDS = MINUTE;

/** Sends claimed letters, as many at once as the transport has lanes. */
export class Lanes {
  /** Why nothing more is sent: the ledger does not take what happened. */
  failure: unknown = null;
  private halted = false;
  private waiting: Waiting[] = [];
  private readonly begins: GroupCommit<LetterId>;
  private open = 0;
  private waking: (() => void)[] = [];
  private readonly options: LanesOptions;

  constructor(options: LanesOptions) {
    this.options = options;
    this.begins = new GroupCommit(options.begin);
  }

  add(letters: readonly ClaimedLetter[], lease: HeldLease): void {
    this.waiting.push(...letters.map((letter) => ({ letter, lease })));
    this.openLanes();
  }

  private openLanes(): void {
    if (this.stopped || this.failure !== null) return;
    const wanted = Math.min(this.options.relay.allowed, this.open + this.waiting.length);
    // Counted beforehand: a lane that finds nothing to do has closed again when it returns.
    for (let more = wanted - this.open; more > 0; more--) {
      this.open++;
      void this.lane();
    }
  }

  /** No letter is tried: halted, or the server is left alone. */
  get stopped(): boolean {
    return this.halted || this.options.relay.isLeftAlone;
  }

  get busy(): boolean {
    return this.open > 0;
  }

  /** Finishes what is under way and begins nothing more. */
  halt(): void {
    this.halted = true;
    this.wake();
  }

  /** What keeps letters, or the record of them, from going on, keeps all. */
  fail(error: unknown): void {
    this.failure ??= error;
    this.halt();
  }

  /** Resolves when more letters are wanted, or none can be sent. */
  async room(): Promise<void> {
    while (this.busy && !this.stopped && !this.wantsMore) await this.change();
    if (this.stopped) await this.settledDown();
  }

  private get wantsMore(): boolean {
    const { isTrusted, allowed } = this.options.relay;
    return isTrusted ? this.waiting.length <= LOW_WATER : this.waiting.length === 0 && this.open < allowed;
  }

  /** Resolves when nothing is under way. */
  async settledDown(): Promise<void> {
    while (this.busy) await this.change();
  }

  /** Lets what is under way finish, and gives back the letters whose turn had not come. */
  async drain(): Promise<readonly ClaimedLetter[]> {
    await this.settledDown();
    const left = this.waiting;
    this.waiting = [];
    return left.map(({ letter }) => letter);
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.waking.push(resolve);
    });
  }

  private wake(): void {
    const waking = this.waking;
    this.waking = [];
    for (const resolve of waking) resolve();
  }

  private async lane(): Promise<void> {
    try {
      while (!this.stopped && this.failure === null && this.open <= this.options.relay.allowed) {
        if (this.options.settler.behind) await this.options.settler.done();
        const next = this.stopped ? undefined : this.waiting.shift();
        if (!next) break;
        await this.send(next);
        this.openLanes();
        if (this.wantsMore || this.stopped) this.wake();
      }
    } catch (error) {
      this.failure ??= error;
    } finally {
      this.open--;
      this.wake();
    }
  }

  private async send({ letter, lease }: Waiting): Promise<void> {
    const { clock, log, settler } = this.options;
    if (lease.age.elapsed() > ASKED_HOLDS) return settler.add(unsent(letter, 'returned', null));
    const rendered = await letterWords(
      letter,
      clock.now(),
      this.options,
      offersOf(letter, this.options.rules.company, this.options.ways.now),
    );
    if (typeof rendered === 'string') return settler.add(unsent(letter, 'held', rendered));
    const begin = new LetterStart(
      () => this.begins.begin(letter.id),
      () => this.options.lease.holds(lease),
    );
    const outcome = await this.attempt(letter, rendered, begin.mayLeave);
    if (outcome === null) {
      // Whatever kept it back, nobody has tried it. It goes back if it is ours still.
      settler.add(unsent(letter, 'returned', null));
      if (begin.failure) throw begin.failure;
      return this.sayLate(letter);
    }
    // Spreads retries; nothing that is written depends on it but their due time.
    const settlement = settlementOf(letter, outcome, clock.now(), Math.random());
    settler.add(withWords(settlement, letter, rendered));
    if (outcome.kind === 'refused' || outcome.kind === 'uncertain') {
      // The server's words may hold the customer's address, and a log is no place for it: the ledger has them.
      log.error(
        { letter: letter.id, audience: letter.audience },
        `A letter is ${outcome.kind}; \`tidings show ${letter.id}\` says why.`,
      );
    }
  }

  private sayLate({ id }: ClaimedLetter): void {
    this.options.log.warn(
      { letter: id },
      'This letter was held too long to be sent now: nobody tried it, and it goes back into the queue.',
    );
  }

  /** Null: it was kept back at the threshold. */
  private async attempt(
    letter: ClaimedLetter,
    rendered: MailWords,
    mayLeave: MayLeave,
  ): Promise<AttemptOutcome | null> {
    if (!isUsableAddress(letter.to.address)) {
      return {
        kind: 'refused',
        reason: statusReason('not_an_address', { address: JSON.stringify(letter.to.address) }),
        badRecipient: true,
        relay: false,
      };
    }
    const submission = await this.options.transport.submit(
      mailOf(letter, rendered, this.options.rules.company, this.options.ways.now),
      captureName({ ...letter, today: letter.facts.today }),
      mayLeave,
    );
    const outcome = outcomeOfSubmission(submission);
    if (outcome === null) return null;
    // A letter that was never handed over says nothing of the server.
    this.options.relay.heed(outcome);
    return outcome;
  }
}

function outcomeOfSubmission(submission: Submission): AttemptOutcome | null {
  if (submission.taken)
    return { kind: 'submitted', reply: submission.reply, captured: submission.captured === true };
  return submission.fault && outcomeOf(submission.fault);
}

/** One letter's way over the threshold, which may be asked for more than once. */
class LetterStart {
  /** Why the ledger did not record it. */
  failure: unknown = null;
  private begun: Promise<boolean> | null = null;
  private readonly begin: () => Promise<boolean>;
  private readonly holds: () => boolean;

  constructor(begin: () => Promise<boolean>, holds: () => boolean) {
    this.begin = begin;
    this.holds = holds;
  }

  /** The lease is asked last, and by our own clocks: the process may have slept since the ledger was asked. */
  readonly mayLeave: MayLeave = async () => {
    this.begun ??= this.begin().catch((error: unknown) => {
      this.failure = error;
      return false;
    });
    return (await this.begun) && this.holds();
  };
}
