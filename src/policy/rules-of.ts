import { type Duration, milliseconds } from '../calendar/duration.ts';
import { DAY, HOUR, MINUTE } from '../calendar/time.ts';
import { workingCalendar } from '../calendar/working-days.ts';
import { deepFrozen, frozenMap } from './frozen.ts';
import type { Rules } from './rules.ts';
import type { PolicyFile } from './schema.ts';
import { sourcesOf } from './sources.ts';

const CALL_AFTER_QUIET = 2;
/** Working days. */
const NEXT_WORD = [2, 3, 5];
/** Minutes of the day: eight o'clock. */
const DIGEST_AT = 8 * 60;
/** Working days. */
const ANSWER_WITHIN = 1;
/** Working days. */
const DECIDE_WITHIN = 5;
/** Working days: a transfer takes up to three, and the bank is read once a day. */
const SAID_PAID_HOLDS = 5;
/** Letters. */
const SOFT_BOUNCES = 3;
const CLOSED_PER_DAY = 10;
/** A proxy on this machine, which is what docs/operations.md describes. */
const THIS_MACHINE = ['127.0.0.0/8', '::1'];
const CUSTOMERS_PER_ADDRESS = 20;
const LETTERS_SHARE = 0.3;
const LETTERS_TIMES = 3;
const LETTERS_FLOOR = 50;
const LETTERS_PER_ADDRESS = 10;
/** Working days. */
const TELL_UPGRADE_OVER = 3;
const VANISHED_SHARE = 0.25;
const VANISHED_FLOOR = 50;
/** Calendar days, and contacts. */
const MENDING_DAYS = 30;
const MENDING_CONTACTS = 3;
const GIGABYTE = 1_000_000_000;

/**
 * The rules that an understood policy file means, frozen.
 * @param oldKeys what it says in keys of the first edition
 */
export function rulesOf(file: PolicyFile, oldKeys: readonly string[] = []): Rules {
  return deepFrozen<Rules>({
    company: companyOf(file.company),
    sourceSchema: file.source?.schema ?? 'source',
    sources: sourcesOf(file.sources),
    calendar: workingCalendar({
      country: file.company.country,
      region: file.company.region ?? undefined,
      daysOff: file.company.days_off ?? [],
      workingDays: file.company.working_days ?? [],
    }),
    goLive: file.go_live ?? null,
    supervise: file.supervise ?? 0,
    hours: file.hours,
    waiting: waitingOf(file.waiting),
    dunning: dunningOf(file.dunning),
    escalation: escalationOf(file.escalation),
    feeds: frozenMap([
      ['orders', fixed(file.feeds.orders.max_age)],
      ['service_jobs', fixed(file.feeds.service_jobs.max_age)],
      ['payments', fixed(file.feeds.payments.max_age)],
    ]),
    guards: {
      lettersShare: file.guards.letters_share ?? LETTERS_SHARE,
      lettersTimes: file.guards.letters_times ?? LETTERS_TIMES,
      lettersFloor: file.guards.letters_floor ?? LETTERS_FLOOR,
      lettersPerRound: file.guards.letters_per_round ?? null,
      lettersPerAddress: file.guards.letters_per_address ?? LETTERS_PER_ADDRESS,
      lettersPerCustomerPerDay: file.guards.letters_per_customer_per_day,
      customersPerAddress: file.guards.customers_per_address ?? CUSTOMERS_PER_ADDRESS,
      tellUpgradeOver: file.guards.tell_upgrade_over ?? TELL_UPGRADE_OVER,
      newlyStalledShare: file.guards.newly_stalled_share,
      newlyStalledFloor: file.guards.newly_stalled_floor,
      vanishedShare: file.guards.vanished_share ?? VANISHED_SHARE,
      vanishedFloor: file.guards.vanished_floor ?? VANISHED_FLOOR,
      clockOff: fixedOr(file.guards.clock_off, 10 * MINUTE),
      longestGap: fixedOr(file.guards.longest_gap, 7 * DAY),
    },
    mending: {
      days: file.mending?.days ?? MENDING_DAYS,
      contacts: file.mending?.contacts ?? MENDING_CONTACTS,
    },
    tasks: { digestAt: file.tasks?.digest_at ?? DIGEST_AT },
    inbox: {
      answerWithin: file.inbox?.answer_within ?? ANSWER_WITHIN,
      softBounces: file.inbox?.soft_bounces ?? SOFT_BOUNCES,
      closedPerDay: file.inbox?.closed_per_day ?? CLOSED_PER_DAY,
      dateOrder: file.inbox?.date_order ?? null,
      softBouncesWithin: fixedOr(file.inbox?.soft_bounces_within, 14 * DAY),
      authservId: file.inbox?.authserv_id ?? null,
      readBy: file.inbox?.read_by ?? null,
    },
    post: {
      lastLook: fixed(file.post.last_look),
      expireAfter: fixed(file.post.expire_after),
      perMinute: file.post.per_minute,
      perDomain: new Map(Object.entries(file.post.per_domain ?? {})),
      connections: file.post.connections,
      capturedCounts: file.post.captured_counts ?? false,
    },
    alarms: {
      to: file.alarms_to ?? [],
      oldestDue: fixedOr(file.alarms?.oldest_due, 2 * HOUR),
      diskFree: file.alarms?.disk_free ?? GIGABYTE,
    },
    reportTo: file.report_to ?? [],
    http: { trustedProxies: file.http?.trusted_proxies ?? THIS_MACHINE },
    retention: {
      letters: file.retention?.letters ?? null,
      rounds: file.retention?.rounds ?? null,
      history: file.retention?.history ?? null,
    },
    usual: null,
    oldKeys,
    upgrade: null,
  });
}

function companyOf(file: PolicyFile['company']): Rules['company'] {
  return {
    name: file.name,
    from: { name: file.from.name || file.name, address: file.from.address },
    languages: [...new Set(file.languages)],
    adminLanguage: file.admin_language,
    timeZone: file.time_zone,
    country: file.country,
    payTo: file.pay_to ?? null,
    legal: file.legal
      ? {
          name: file.legal.name,
          seat: file.legal.seat,
          register: file.legal.register ?? null,
          taxId: file.legal.tax_id ?? null,
        }
      : null,
  };
}

function waitingOf(file: PolicyFile['waiting']): Rules['waiting'] {
  return {
    silence: file.silence,
    nextWord: file.next_word_within ? [file.next_word_within] : (file.next_word ?? NEXT_WORD),
    afterAPerson: file.after_a_person ?? 2,
    warnBefore: file.warn_before ?? 2,
    delayOption: file.delay_option ?? 'none',
    promiseMeans: file.promise_means ?? 'done',
    tellReady: file.tell_ready ?? 'after_delay',
    remindReady: file.remind_ready ?? 10,
    tellDone: file.tell_done ?? 'after_delay',
    onCourseNote: file.on_course_note ?? 'never',
    defaultAllowance: file.default_allowance,
    abandonedAfter: file.abandoned_after,
    atRiskBelow: file.at_risk_below,
    offerPartial: file.offer_partial,
    offerChange: file.offer_change ?? true,
    stages: frozenMap(
      Object.entries(file.stages).map(([name, { kind, allowance, needs }]) => [
        name,
        Object.freeze({
          kind,
          allowance: allowance ?? file.default_allowance,
          hasOwn: allowance != null,
          needs: needs ?? null,
        }),
      ]),
    ),
  };
}

function dunningOf(file: PolicyFile['dunning']): Rules['dunning'] {
  return {
    grace: file.grace,
    smallBalance: frozenMap(file.small_balance),
    minimumGap: file.minimum_gap,
    decideWithin: file.decide_within ?? DECIDE_WITHIN,
    saidPaidHolds: file.said_paid_holds ?? SAID_PAID_HOLDS,
    remindWhenUsualDelayIsOver: file.remind_when_usual_delay_is_over ?? true,
    remindLatePayersAfter: file.remind_late_payers_after ?? null,
    settledAfter: file.settled_after ?? { amount: 14, unit: 'days' },
    cleanRecord: {
      window: file.clean_record.window,
      minSettled: file.clean_record.min_settled,
      tolerance: file.clean_record.tolerance,
      worst: file.clean_record.worst,
      maxLateShare: file.clean_record.max_late_share,
      longTenure: file.clean_record.long_tenure ?? { amount: 120, unit: 'months' },
    },
    poorRecord: {
      lateShare: file.poor_record?.late_share ?? 0.5,
      longOverdue: file.poor_record?.long_overdue ?? { amount: 90, unit: 'days' },
    },
    seasonalGrace: (file.seasonal_grace ?? []).map(({ country, from, to }) => ({
      country: country?.toUpperCase() ?? null,
      from,
      to,
    })),
    thankForPayment: file.thank_for_payment ?? true,
    formalReviewedBy: file.formal_reviewed_by ?? null,
    interest: { person: file.interest?.person ?? null, company: file.interest?.company ?? null },
    legalStepAfter: file.legal_step_after ?? { amount: 14, unit: 'days' },
    holdWhenWeOwe: file.hold_when_we_owe,
    ladder: file.ladder.map((rung) => ({ ...rung, release: rung.release ?? 'automatic' })),
  };
}

function escalationOf(file: PolicyFile['escalation']): Rules['escalation'] {
  return {
    managerAfter: file.manager_after,
    directorAfter: file.director_after,
    callAfterQuiet: file.call_after_quiet ?? CALL_AFTER_QUIET,
  };
}

/** The schema lets only spans of fixed length come here. */
const fixed = (span: Duration): number => milliseconds(span) ?? 0;
const fixedOr = (span: Duration | undefined, otherwise: number): number =>
  span === undefined ? otherwise : fixed(span);
