import type { Clock } from '../../clock.ts';
import { isUsableAddress } from '../../customer/address.ts';
import type { LetterId } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import { letterWords, type WordsOptions } from '../letter/letter-words.ts';
import { mailOf } from '../letter/mail.ts';
import type { MailWords } from '../letter/template-shelf.ts';
import { withWords } from '../said-words.ts';
import { captureName } from '../server/capture.ts';
import { type Outcome, outcomeOf } from '../server/outcome.ts';
import type { Relay } from '../server/relay.ts';
import type { Transport } from '../server/transport.ts';
import { Threshold } from './begun-in-portions.ts';
import type { HeldLease, LeaseKeeper } from './lease-keeper.ts';
import { settlementOf, unsent } from './settlement-of.ts';
import type { Settler } from './settler.ts';

export interface LanesOptions extends WordsOptions {
  readonly rules: Pick<Rules, 'company'>;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly settler: Settler;
  readonly lease: LeaseKeeper;
  /** Records that these letters begin, and returns those that are still ours. */
  readonly begin: (letters: readonly LetterId[]) => Promise<ReadonlySet<LetterId>>;
  readonly log: { error(fields: object, text: string): void; warn(fields: object, text: string): void };
  readonly relay: Relay;
}

interface Waiting {
  readonly letter: ClaimedLetter;
  readonly lease: HeldLease;
}

// One claim is sent while the next one comes in.
const LOW_WATER = 100;

/** Sends claimed letters, as many at once as the transport has lanes. */
export class Lanes {
  /** Why nothing more is sent: the ledger does not take what happened. */
  failure: unknown = null;
  private halted = false;
  private readonly waiting: Threshold<Waiting>;
  private open = 0;
  private wake: (() => void) | null = null;
  private readonly options: LanesOptions;

  constructor(options: LanesOptions) {
    this.options = options;
    this.waiting = new Threshold(async (portion) => {
      const ours = await options.begin(portion.map(({ letter }) => letter.id));
      for (const { letter } of portion) if (!ours.has(letter.id)) this.sayLate(letter);
      return portion.filter(({ letter }) => ours.has(letter.id));
    });
  }

  add(letters: readonly ClaimedLetter[], lease: HeldLease): void {
    this.waiting.add(letters.map((letter) => ({ letter, lease })));
    this.openLanes();
  }

  private openLanes(): void {
    if (this.stopped || this.failure !== null) return;
    const wanted = Math.min(this.options.relay.allowed, this.open + this.waiting.size);
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
    this.wake?.();
  }

  /** Resolves when more letters are wanted, or none can be sent. */
  async room(): Promise<void> {
    while (this.busy && !this.stopped && !this.wantsMore) await this.change();
    if (this.stopped) await this.settledDown();
  }

  private get wantsMore(): boolean {
    const { isTrusted, allowed } = this.options.relay;
    return isTrusted ? this.waiting.size <= LOW_WATER : this.waiting.size === 0 && this.open < allowed;
  }

  /** Resolves when nothing is under way. */
  async settledDown(): Promise<void> {
    while (this.busy) await this.change();
  }

  /** Lets what is under way finish, and gives back the letters whose turn had not come. */
  async drain(): Promise<readonly ClaimedLetter[]> {
    await this.settledDown();
    const left = await this.waiting.drain();
    return left.map(({ letter }) => letter);
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private async lane(): Promise<void> {
    try {
      while (!this.stopped && this.failure === null && this.open <= this.options.relay.allowed) {
        if (this.options.settler.behind) await this.options.settler.done();
        const next = await this.waiting.next();
        if (!next) break;
        if (this.stopped) {
          this.waiting.putBack(next);
          break;
        }
        await this.send(next);
        this.openLanes();
        if (this.wantsMore || this.stopped) this.wake?.();
      }
    } catch (error) {
      this.failure ??= error;
    } finally {
      this.open--;
      this.wake?.();
    }
  }

  private async send({ letter, lease }: Waiting): Promise<void> {
    const { clock, log, settler } = this.options;
    if (!this.options.lease.holds(lease)) return this.sayLate(letter);
    const rendered = await letterWords(letter, clock.now(), this.options);
    if (typeof rendered === 'string') return settler.add(unsent(letter, 'held', rendered));
    const outcome = await this.attempt(letter, rendered);
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
      'This letter was held too long to be sent now: it is left to the next look.',
    );
  }

  private async attempt(letter: ClaimedLetter, rendered: MailWords): Promise<Outcome> {
    if (!isUsableAddress(letter.to.address)) {
      return {
        kind: 'refused',
        reason: `${JSON.stringify(letter.to.address)} is not an address`,
        badRecipient: true,
        relay: false,
      };
    }
    const submission = await this.options.transport.submit(
      mailOf(letter, rendered, this.options.rules.company),
      captureName({ ...letter, today: letter.facts.today }),
    );
    const outcome: Outcome = submission.taken
      ? { kind: 'submitted', reply: submission.reply }
      : outcomeOf(submission.fault);
    // A letter that was never handed over says nothing of the server.
    this.options.relay.heed(outcome);
    return outcome;
  }
}
