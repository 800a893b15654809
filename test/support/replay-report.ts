import { ALL_LETTERS } from '../../src/customer/letter-kinds.ts';
import { TASK_KINDS } from '../../src/customer/task.ts';
import { FIGURES, UNITS } from '../../src/replay/figures/figure.ts';
import { NAIVE_RULES } from '../../src/replay/figures/naive.ts';
import { type ReplayReport, replayReportSchema } from '../../src/replay/figures/report.ts';
import { ASSUMPTIONS } from '../../src/replay/past/history.ts';
import { asideWhy } from '../../src/replay/past/set-aside.ts';

/** What somebody may have written into a name, an id or a stage. */
export const HOSTILE =
  '<script src=https://evil.example/x.js></script><img src=x onerror=alert(1)> "quoted" \'single\' \u202e {{ reader }}';

const ASIDE_WHYS = asideWhy.options.flatMap(({ shape }) => shape.code.options);

const countAll = (kinds: readonly string[]) => Object.fromEntries(kinds.map((kind, nth) => [kind, nth + 1]));
const example = { id: HOSTILE, reason: HOSTILE, fault: { code: 'not_day', it: HOSTILE }, shows: [] };

/** A report that has something of everything, all of it named by somebody who means harm. */
export const fullReport = (differs: Partial<ReplayReport> = {}): ReplayReport =>
  replayReportSchema.parse({
    company: HOSTILE,
    span: {
      from: '2026-01-01',
      to: '2026-01-20',
      days: 14,
      rounds: 28,
      go_live: '2026-01-01T00:00:00.000Z',
      team: true,
    },
    history: {
      first: '2025-12-01',
      last: '2026-01-20',
      customers: 5,
      orders: 40,
      service_jobs: 2,
      stage_events: 90,
      promised: 41,
      invoices: 9,
      contacts: 3,
      missing: ['items', 'stage_events', 'promises', 'invoices', 'contacts', 'a_month'],
      assumed: ASSUMPTIONS.map((code) => ({ code, rows: 7 })),
      set_aside: [
        {
          table: HOSTILE,
          what: HOSTILE,
          why: { code: 'no_id' },
          whole_row: true,
          count: 3,
          examples: [example],
        },
        {
          table: 'stages',
          what: 'odd',
          why: { code: 'events_at_once' },
          whole_row: false,
          count: 1,
          examples: [
            { id: 'O1', reason: 'odd', fault: null, shows: [HOSTILE, { at: '2026-01-03T09:00:00.000Z' }] },
          ],
        },
        ...ASIDE_WHYS.map((code) => ({
          table: 'orders',
          what: 'odd',
          why: { code, field: HOSTILE },
          whole_row: false,
          count: 1,
          examples: [],
        })),
      ],
      failed: Array.from({ length: 12 }, () => ({ customer: HOSTILE, reason: HOSTILE })),
    },
    guards: {
      trips: 2,
      first: [
        {
          day: '2026-01-02',
          reason: HOSTILE,
          why: [{ code: 'addresses', address: HOSTILE, customers: 31, most: 10, others: 0 }],
        },
        { day: '2026-01-03', reason: '', why: [{ code: 'emptied', about: 'service_job', gone: 9 }] },
      ],
    },
    items: { late: 4, on_time: 30, unpromised: 1, elsewhere: 2, open_on_average: 12.5 },
    figures: FIGURES.map((code, nth) => ({
      code,
      unit: UNITS[nth % UNITS.length],
      value: 0.5,
      part: nth % 3 === 0 ? null : 2,
      whole: 4,
    })),
    naive: NAIVE_RULES.map((rule) => ({
      rule,
      late_warned: 1,
      late: 4,
      late_warned_ahead: 0,
      warned: 2,
      on_time_written: 3,
      on_time: 30,
    })),
    letters: {
      to_customers: 91,
      to_staff: 80,
      by_kind: countAll(ALL_LETTERS),
      by_day: [{ day: '2026-01-02', to_customers: 3, to_staff: 1 }],
      items_by_letters: { 0: 3, 1: 20, 2: 19 },
      most: [
        {
          customer: HOSTILE,
          name: HOSTILE,
          letters: 14,
          story: [{ at: '2026-01-02T09:00:00.000Z', kind: 'late', about: [HOSTILE] }],
        },
        { customer: 'C2', name: null, letters: 1, story: [] },
      ],
    },
    weeks: [
      { week: '2025-12-29', letters: { stalled: 2, 'at-risk': 1 }, tasks: {} },
      { week: '2026-01-05', letters: countAll(ALL_LETTERS), tasks: countAll(TASK_KINDS) },
      { week: '2026-01-12', letters: {}, tasks: {} },
    ],
    words: {
      by_a_letter: 1,
      by_a_person: 1,
      by_a_task: 1,
      by_being_done: 1,
      by_a_later_letter: 1,
      ended_in_silence: 1,
      never: 1,
      not_due_yet: 1,
    },
    unheard: [
      { held_by: null, items: 1, examples: [HOSTILE] },
      { held_by: 'asked_a_person_before', items: 2, examples: [] },
      { held_by: 'feed_stale', items: 1, examples: ['O1'] },
    ],
    asked: [
      ...Array.from({ length: 22 }, () => ({
        person: HOSTILE,
        tasks: 4,
        per_week: 1.5,
        by_kind: countAll(TASK_KINDS),
        most_in_a_week: 3,
      })),
      { person: null, tasks: 1, per_week: 0.3, by_kind: { escalation: 1 }, most_in_a_week: 1 },
    ],
    silences: [
      {
        kind: 'order',
        id: HOSTILE,
        customer: HOSTILE,
        days: 40,
        from: '2025-12-02',
        to: '2026-01-11',
        late: true,
      },
      {
        kind: 'service_job',
        id: 'J1',
        customer: 'C1',
        days: 9,
        from: '2026-01-02',
        to: '2026-01-11',
        late: false,
      },
    ],
    potholes: (['stage', 'lane', 'supplier'] as const).flatMap((by) => [
      { by, name: HOSTILE, late: 3, of: 4, days_lost: 12, median_days_late: 3 },
      { by, name: '', late: 1, of: 4, days_lost: 1, median_days_late: null },
    ]),
    reminders: {
      by_tone: { friendly: { clean: 4, unknown: 1 }, formal: { poor: 2 } },
      thanks: 2,
      held_for_a_person: 1,
      held: { money_here: 2, disputed: 1 },
    },
    ...differs,
  });

/** A report of days on which nothing was promised, written or asked. */
export const emptyReport = (): ReplayReport =>
  fullReport({
    company: 'The shop',
    history: {
      ...fullReport().history,
      orders: 0,
      service_jobs: 0,
      missing: [],
      assumed: [],
      set_aside: [],
      failed: [],
    },
    guards: { trips: 0, first: [] },
    items: { late: 0, on_time: 0, unpromised: 0, elsewhere: 0, open_on_average: 0 },
    figures: FIGURES.map((code) => ({ code, unit: 'share', value: null, part: 0, whole: 0 })),
    naive: NAIVE_RULES.map((rule) => ({
      rule,
      late_warned: 0,
      late: 0,
      late_warned_ahead: 0,
      warned: 0,
      on_time_written: 0,
      on_time: 0,
    })),
    letters: { to_customers: 0, to_staff: 0, by_kind: {}, by_day: [], items_by_letters: {}, most: [] },
    weeks: [{ week: '2026-01-05', letters: {}, tasks: {} }],
    words: {
      by_a_letter: 0,
      by_a_person: 0,
      by_a_task: 0,
      by_being_done: 0,
      by_a_later_letter: 0,
      ended_in_silence: 0,
      never: 0,
      not_due_yet: 0,
    },
    unheard: [],
    asked: [],
    silences: [],
    potholes: [],
    reminders: { by_tone: {}, thanks: 0, held_for_a_person: 0, held: {} },
  });
