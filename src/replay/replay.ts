import { setImmediate } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Day, Instant } from '../calendar/time.ts';
import { RunFailure } from '../failure.ts';
import type { Rules } from '../policy/rules.ts';
import { type ReplayReport, replayReport } from './figures/report.ts';
import type { CompanyHistory } from './past/history.ts';
import { type PlayProgress, play } from './playing/play.ts';
import type { Played } from './playing/played.ts';
import { customerOf, type ReplayedStory, type StoryEntry, storyOf } from './playing/story.ts';
import { readHistory } from './reading/read-history.ts';
import { ShippedWords } from './shipped-words.ts';

/** What a replay is asked. */
export interface ReplayOptions {
  /** The first and the last day to play; null: of the history. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly team: boolean;
  /** Customers are named in the report. */
  readonly names: boolean;
  readonly progress?: (progress: PlayProgress) => void;
}

/** A company's past, once read, and its replays under whatever rules. */
export class Replay {
  readonly #history: CompanyHistory;
  readonly #options: ReplayOptions;

  private constructor(history: CompanyHistory, options: ReplayOptions) {
    this.#history = history;
    this.#options = options;
  }

  /**
   * Reads the past over a read-only connection.
   * @throws RunFailure when there is none, saying what is missing and what is possible without
   */
  static async of(pool: Pool, rules: Rules, now: Instant, options: ReplayOptions): Promise<Replay> {
    return new Replay(await readHistory(pool, rules, now), options);
  }

  async report(rules: Rules): Promise<ReplayReport> {
    const span = this.#span();
    const words = await ShippedWords.of(rules);
    const { team, names } = this.#options;
    const playing = play(this.#history, rules, { ...span, team, inWords: await words.bodies(rules) });
    return replayReport(this.#history, await this.#toItsEnd(playing), names);
  }

  /**
   * One customer's replayed days, with the words of the letters.
   * @param id of a customer, or id or number of an order, a job or an invoice
   */
  async story(rules: Rules, id: string): Promise<ReplayedStory> {
    const customer = customerOf(this.#history, id);
    if (customer === null)
      throw new RunFailure(
        `Nobody has the id ${id.slice(0, 80)}: no customer, order, job or invoice of the history.`,
      );
    const story = storyOf(this.#history, customer, rules, { ...this.#span(), team: this.#options.team });
    const words = await ShippedWords.of(rules);
    const worded = new Map<StoryEntry, StoryEntry>();
    for (const { entry, letter } of story.letters) {
      const said = await words.letter(letter.kind, letter.language, letter.facts);
      worded.set(entry, { ...entry, subject: said?.subject ?? null, text: said?.text ?? null });
    }
    return { ...story, entries: story.entries.map((entry) => worded.get(entry) ?? entry) };
  }

  #span(): { from: Day; to: Day } {
    const { days, counts } = this.#history;
    const { from, to } = this.#options;
    if (days === null)
      throw new RunFailure(
        `There is no past to replay: ${counts.customers === 0 ? 'nobody has orders, service jobs or invoices' : 'nothing has happened yet'}. ` +
          'A replay needs orders or service_jobs, closed ones too, with placed_at or reported_at, promised_for and closed_at, and better ' +
          'with stage_events; for reminders, invoices and payments with their days. `tidings round --dry-run` tells what would be written now.',
      );
    const span = { from: from ?? days.first, to: to ?? days.last };
    if (span.from > span.to) throw new RunFailure('The first day of a replay lies after its last.');
    return span;
  }

  /** A turn for everything else after each day: the bar on the terminal, a signal. */
  async #toItsEnd(playing: Generator<PlayProgress, Played>): Promise<Played> {
    for (;;) {
      const step = playing.next();
      if (step.done) return step.value;
      this.#options.progress?.(step.value);
      await setImmediate();
    }
  }
}
