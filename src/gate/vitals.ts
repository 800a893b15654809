import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ALARM_CODES, type AlarmCode } from '../alarms/alarm.ts';
import type { Instant } from '../calendar/time.ts';
import { SETTLED } from '../customer/letter-status.ts';
import type { SourceRun } from '../ledger/alarms/source-runs.ts';
import type { InboxReport } from '../mailbox/read-inbox.ts';
import type { DeliveryReport } from '../post/queue/delivery-report.ts';
import type { RoundReport } from '../round/round-report.ts';
import type { HangingPart } from './pulse.ts';

/** What a worker tells of itself: Prometheus metrics. No names, no addresses. */
export class Vitals {
  readonly registry = new Registry();
  #lastRound: Instant | null = null;
  #seen: Partial<DeliveryReport> = {};

  readonly #rounds = this.#counter('tidings_rounds_total', 'Rounds by how they ended.', ['result']);
  readonly #seconds = new Histogram({
    name: 'tidings_round_seconds',
    help: 'How long rounds take.',
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
    registers: [this.registry],
  });
  readonly #items = this.#gauge('tidings_open_items', 'Open items the last round looked at.', ['kind']);
  readonly #decided = this.#counter('tidings_decisions_total', 'Decisions of rounds.', ['decision']);
  readonly #quarantined = this.#gauge('tidings_quarantined_rows', 'Rows the last round set aside.');
  readonly #letters = this.#counter('tidings_letters_total', 'Letters by what became of them.', ['status']);
  readonly #gate = this.#counter('tidings_gate_answers_total', 'Answers of the gate by HTTP status.', [
    'status',
  ]);
  readonly #paused = this.#gauge('tidings_paused', '1 while a person has paused everything.');
  readonly #guard = this.#gauge('tidings_guard_tripped', '1 while the last round tripped a guard.');

  readonly #fellBack = this.#counter(
    'tidings_template_fell_back_total',
    'Letters that went in the words of an earlier version, because their own broke.',
    ['template'],
  );
  readonly #relay = this.#gauge(
    'tidings_relay_left_alone',
    '1 while the mail server takes nothing and is tried by one letter at a time.',
  );

  readonly #mails = this.#counter('tidings_mails_total', 'Mails that were read, by what they were.', [
    'kind',
  ]);
  readonly #mailbox = this.#gauge('tidings_mailbox_unread', '1 while the mailbox cannot be read.');
  readonly #pulse = this.#gauge('tidings_pulse_seconds', 'Seconds since a part of the worker last got on.', [
    'part',
  ]);
  readonly #sourceRows = this.#counter(
    'tidings_source_rows_total',
    'Rows of files of watched folders, by source, table and what became of them.',
    ['source', 'table', 'result'],
  );
  readonly #sourceFailed = this.#gauge(
    'tidings_source_failed',
    '1 while the last files of a source failed.',
    ['source'],
  );
  readonly #sourceAt = this.#gauge(
    'tidings_source_last_load_timestamp_seconds',
    'When files of a source were last loaded.',
    ['source'],
  );
  readonly #alarms = this.#gauge('tidings_alarm', 'Alarms that stand, by code.', ['code']);

  constructor() {
    this.#gauge('tidings_last_round_timestamp_seconds', 'Clock of the last finished round.', [], (gauge) => {
      if (this.#lastRound !== null) gauge.set(this.#lastRound / 1000);
    });
    collectDefaultMetrics({ register: this.registry });
  }

  #counter(name: string, help: string, labelNames: string[]) {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #gauge(name: string, help: string, labelNames: string[] = [], collect?: (gauge: Gauge) => void) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      ...(collect && { collect: () => collect(gauge) }),
    });
    return gauge;
  }

  /** @param at the clock of the last finished round, of any worker */
  roundSeen(at: Instant | null): void {
    this.#lastRound = at;
  }

  roundDone(report: RoundReport, ms: number): void {
    this.#rounds.inc({ result: report.paused === null ? 'done' : 'paused' });
    this.#seconds.observe(ms / 1000);
    this.#items.set({ kind: 'order' }, report.looked.orders);
    this.#items.set({ kind: 'service_job' }, report.looked.service_jobs);
    this.#decided.inc({ decision: 'write' }, report.written);
    this.#decided.inc({ decision: 'hold' }, report.held);
    this.#decided.inc({ decision: 'hand_over' }, report.handed_over);
    this.#quarantined.set(report.counts.quarantined);
    this.#guard.set(report.guard === null ? 0 : 1);
  }

  /** @param ages for how long each part has not got on */
  pulse(ages: readonly HangingPart[]): void {
    for (const { part, ms } of ages) this.#pulse.set({ part }, ms / 1000);
  }

  paused(paused: boolean): void {
    this.#paused.set(paused ? 1 : 0);
  }

  relayLeftAlone(leftAlone: boolean): void {
    this.#relay.set(leftAlone ? 1 : 0);
  }

  /** @param template as `pl/late` */
  fellBack(template: string): void {
    this.#fellBack.inc({ template });
  }

  mailRead({ kinds }: InboxReport): void {
    for (const [kind, mails] of Object.entries(kinds)) this.#mails.inc({ kind }, mails);
  }

  mailboxUnread(unread: boolean): void {
    this.#mailbox.set(unread ? 1 : 0);
  }

  /** What one import of a watched folder did. */
  sourceTaken({ source, outcome, tables }: SourceRun): void {
    for (const { table, inserted, changed, unchanged, vanished, rejected } of tables) {
      const rows = outcome === 'loaded' ? { inserted, changed, unchanged, vanished, rejected } : { rejected };
      for (const [result, number] of Object.entries(rows))
        this.#sourceRows.inc({ source, table, result }, number);
    }
  }

  /** @param runs the last of each source, of any worker */
  sourcesSeen(runs: readonly SourceRun[]): void {
    for (const { source, outcome, endedAt } of runs) {
      this.#sourceFailed.set({ source }, outcome === 'failed' ? 1 : 0);
      if (outcome === 'loaded') this.#sourceAt.set({ source }, endedAt / 1000);
    }
  }

  /** @param open codes of the alarms that stand, one for each */
  alarms(open: readonly AlarmCode[]): void {
    for (const code of ALARM_CODES) this.#alarms.set({ code }, open.filter((each) => each === code).length);
  }

  roundFailed(): void {
    this.#rounds.inc({ result: 'failed' });
  }

  gateAnswered(status: number): void {
    this.#gate.inc({ status: String(status) });
  }

  /** A delivery's running totals: what grew since the last call is counted. */
  delivered(report: Readonly<DeliveryReport>): void {
    for (const status of SETTLED) {
      const grown = report[status] - (this.#seen[status] ?? 0);
      // A delivery that began again counts from zero.
      this.#letters.inc({ status }, grown >= 0 ? grown : report[status]);
    }
    this.#seen = { ...report };
  }
}
