import type { KeptAlarm } from '../../alarms/alarm.ts';
import { type Instant, type IsoDay, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { refKey } from '../../customer/ids.ts';
import { openAlarms } from '../../ledger/alarms/alarms.ts';
import { rulesInForce } from '../../ledger/documents/published-policy.ts';
import { countUnsettled } from '../../ledger/letters/unsettled.ts';
import { tasksNow } from '../../ledger/lists/tasks.ts';
import { listWaiting } from '../../ledger/lists/waiting-list.ts';
import { unseenMails } from '../../ledger/mail/listed-mails.ts';
import { type HoldingGuard, holdingGuards } from '../../ledger/rounds/guard-view.ts';
import { type LateRow, lateUntold } from '../../ledger/rounds/late-items.ts';
import { openPause } from '../../ledger/rounds/pauses.ts';
import { type LastReport, lastReport } from '../../ledger/rounds/rounds.ts';
import { telOf } from '../../letters/words/common-words.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import { type KnownUser, peopleOfUser } from '../../source/find/people-of-user.ts';
import { stillOpen } from '../../source/find/still-open.ts';
import type { ConsoleWorld } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import { COUNTED, storyAddress } from '../show/list-page.ts';
import type { Need, NeedKind } from '../show/needs.ts';

/** So many of each are shown: the lists have the rest. */
const SHOWN = 25;
/** So many items without a word are looked up in the company's tables, whether they are open still. */
const LOOKED_UP = 200;

/** All that waits for somebody now, as the ledger and the company's tables have it. */
export async function gatherNeeds(world: ConsoleWorld, user: KnownUser, now: Instant) {
  const { databases, rules } = world;
  const pool = databases.ledgerPool;
  const today = isoDay(zoneOf(rules.company.timeZone).dayAt(now));
  const [mine, pause, alarms, guards, unsettled, broken, mails, report, late] = await Promise.all([
    peopleOfUser(databases.sourcePool, rules.sourceSchema, user),
    openPause(pool),
    openAlarms(pool),
    holdingGuards(pool),
    countUnsettled(pool, COUNTED + 1),
    listWaiting(pool, { filter: 'broken', today, among: null, after: null }, SHOWN),
    unseenMails(pool, SHOWN),
    lastReport(pool),
    lateUntold(pool, LOOKED_UP),
  ]);
  const inForce = await rulesInForce(pool, rules);
  const open = await stillOpen(databases.sourcePool, inForce, late.map(itemOf));
  const untold = late.filter((row) => open.has(refKey(itemOf(row))));
  const tasks = await tasksNow(pool, mine, today, SHOWN);
  const names = await readNames(databases.sourcePool, rules.sourceSchema, {
    customers: new Set([...untold, ...broken, ...tasks].map(({ customer_id }) => customer_id)),
    people: new Set([
      ...tasks.flatMap(({ for_person }) => for_person ?? []),
      ...untold.flatMap(({ owner_id }) => owner_id ?? []),
    ]),
    items: [
      ...untold.map(itemOf),
      ...broken.map(({ item_kind: kind, item_id: id }) => ({ kind, id })),
      ...tasks.flatMap(({ about }) => about),
    ],
  });
  return {
    mine: new Set(mine),
    today,
    pause,
    alarms,
    guards,
    unsettled,
    broken,
    mails,
    report,
    untold,
    tasks,
    names,
  };
}
type Gathered = Awaited<ReturnType<typeof gatherNeeds>>;

const itemOf = ({ item_kind: kind, item_id: id }: LateRow) => ({ kind, id });

/** Each thing that waits, as the list tells it. */
export const needsOf = (gathered: Gathered, say: Say): readonly Need[] => [
  ...gathered.tasks.map((task) => taskNeed(task, gathered, say)),
  ...gathered.untold.slice(0, SHOWN).map((row) => untoldNeed(row, gathered.names, say)),
  ...gathered.broken.map((row) => wordNeed(row, gathered.names, say)),
  ...ofTheHouse(gathered, say),
];

type GatheredTask = Gathered['tasks'][number];
const isMine = ({ for_person }: GatheredTask, { mine }: Pick<Gathered, 'mine'>): boolean =>
  for_person !== null && mine.has(for_person);

const customerOf = (id: string, names: Names): string => shown(names.customers.get(id) || id, 60);
const personOf = (id: string | null, names: Names): string | null =>
  id === null ? null : shown(names.people.get(id) || id, 60);

function taskNeed(task: GatheredTask, { names, mine, today }: Gathered, say: Say): Need {
  const story = task.mail === null ? storyAddress(task.customer_id) : '/mail';
  const isOverdue = task.due_on !== null && task.due_on < today;
  const kind: NeedKind = isOverdue ? 'overdue' : task.urgent ? 'urgent' : 'task';
  const numbers = task.about.map((one) => names.items.get(refKey(one))?.number ?? one.id);
  const why = [
    label(say, 'tasks', task.kind),
    ...(numbers.length > 0 ? [numbers.slice(0, 3).join(', ')] : []),
  ];
  const phone = names.phones.get(task.customer_id) ?? null;
  const tel = task.kind === 'call-customer' ? telOf(phone) : null;
  return {
    kind,
    title:
      task.mail === null
        ? customerOf(task.customer_id, names)
        : shown(task.mail.subject ?? task.mail.sender ?? '…', 60),
    href: story,
    why: `${why.join(', ')}: ${label(say, 'task_reasons', task.why)}`,
    person: personOf(task.for_person, names),
    mine: isMine(task, { mine }),
    day: task.due_on,
    act: {
      says:
        tel === null
          ? say(`today.do.${DO[task.kind]}`)
          : say('today.do.call_number', { number: shown(phone, 40) }),
      href: tel === null ? story : `tel:${tel}`,
    },
    tell:
      task.mail === null
        ? { what: 'task', key: task.key, hasItem: task.about.some(({ kind }) => kind !== 'invoice') }
        : null,
    customerId: task.mail === null ? task.customer_id : null,
  };
}

const DO: Readonly<Record<GatheredTask['kind'], string>> = {
  'call-customer': 'call',
  'answer-customer': 'answer',
  'find-out': 'find_out',
  'review-credit-limit': 'decide',
  escalation: 'look',
  'decide-money': 'decide',
  'read-mail': 'read',
  'watch-contacts': 'look',
};

function untoldNeed(row: LateRow, names: Names, say: Say): Need {
  const story = storyAddress(row.customer_id);
  const number = shown(names.items.get(refKey(itemOf(row)))?.number ?? row.item_id, 40);
  return {
    kind: 'untold',
    title: customerOf(row.customer_id, names),
    href: story,
    why: say('today.why.untold', { number, late: say(`week.late.${row.late}`) }),
    person: personOf(row.owner_id, names),
    mine: false,
    day: row.since,
    act: telling(row.customer_id, names, say),
    tell: spoken(row),
    customerId: row.customer_id,
  };
}

/** The customer is called where their number is known; else the story has what there is to do. */
function telling(customerId: string, names: Names, say: Say): Need['act'] {
  const phone = names.phones.get(customerId) ?? null;
  const tel = telOf(phone);
  return tel === null
    ? { says: say('today.do.tell'), href: storyAddress(customerId) }
    : { says: say('today.do.call_number', { number: shown(phone, 40) }), href: `tel:${tel}` };
}

const spoken = (row: {
  readonly customer_id: string;
  readonly item_kind: string;
  readonly item_id: string;
}): Need['tell'] => ({
  what: 'contact',
  story: storyAddress(row.customer_id),
  about: `${row.item_kind === 'order' ? 'order' : 'job'}:${row.item_id}`,
});

function wordNeed(row: Gathered['broken'][number], names: Names, say: Say): Need {
  const story = storyAddress(row.customer_id);
  const number = names.items.get(refKey({ kind: row.item_kind, id: row.item_id }))?.number ?? row.item_id;
  return {
    kind: 'word',
    title: customerOf(row.customer_id, names),
    href: story,
    why: say('today.why.word', { number: shown(number, 40) }),
    person: null,
    mine: false,
    day: row.word_by,
    act: telling(row.customer_id, names, say),
    tell: spoken(row),
    customerId: row.customer_id,
  };
}

/** What is about no customer. */
function ofTheHouse(gathered: Gathered, say: Say): readonly Need[] {
  const { pause, alarms, guards, unsettled, report } = gathered;
  // One's own stand in the list, each by itself.
  const mails =
    gathered.mails.length -
    gathered.tasks.filter((task) => task.mail !== null && isMine(task, gathered)).length;
  const one = (kind: NeedKind, what: string, href: string, does: string, count = 0): Need => ({
    kind,
    title: say(`today.what.${what}`, { count }),
    href,
    why: say(`today.why.${what}`),
    person: null,
    mine: false,
    day: null,
    act: { says: say(`today.do.${does}`), href },
    tell: null,
    customerId: null,
  });
  const byHand = unsettled.held - guards.reduce((sum, { count }) => sum + count, 0);
  return [
    ...(pause === null ? [] : [one('resume', 'paused', '/settings', 'resume')]),
    ...alarms.filter(({ code }) => !TOLD_ELSEWHERE.has(code)).map((alarm) => alarmNeed(alarm, say)),
    ...guards.map(({ id, count }: HoldingGuard) =>
      one('guard', 'guard', `/letters/held/${id}`, 'decide', count),
    ),
    ...(byHand > 0 ? [one('letters', 'letters', '/letters?status=held', 'decide', byHand)] : []),
    ...(unsettled.uncertain > 0
      ? [one('letters', 'uncertain', '/letters?status=uncertain', 'decide', unsettled.uncertain)]
      : []),
    ...(mails > 0 ? [one('mails', 'mails', '/mail', 'read', mails)] : []),
    ...ofTheReport(report, one),
  ];
}

function ofTheReport(
  report: LastReport | null,
  one: (kind: NeedKind, what: string, href: string, does: string, count?: number) => Need,
): readonly Need[] {
  if (report === null) return [];
  const { id, backlog, unmapped, setAside } = report;
  return [
    ...(backlog > 0 ? [one('backlog', 'backlog', '/backlog', 'release', backlog)] : []),
    ...(unmapped > 0 ? [one('stages', 'stages', '/settings/data', 'map', unmapped)] : []),
    ...(setAside > 0 ? [one('mend', 'mend', `/rounds/${id}`, 'mend', setAside)] : []),
  ];
}

/** Alarms of which the list has what they are about, one by one. */
const TOLD_ELSEWHERE: ReadonlySet<KeptAlarm['code']> = new Set([
  'guard_tripped',
  'uncertain_letters',
  'money_undecided',
  'mails_waiting',
]);

/** Where an alarm is seen and mended; elsewhere the worker's machine is. */
const SEEN_AT: Readonly<Partial<Record<KeptAlarm['code'], string>>> = {
  feed_stale: '/settings/data',
  rows_vanished: '/rounds',
  template_fell_back: '/templates',
  oldest_due_too_old: '/letters',
  breaker_open: '/letters',
  source_failed: '/sources',
  refused_about_us: '/mail',
  suppressions_jump: '/mail',
  held_by_address: '/mail',
  mailbox_unread: '/mail',
};

function alarmNeed({ code, subject, raisedAt }: KeptAlarm, say: Say): Need {
  const href = SEEN_AT[code] ?? '/rounds';
  const about = subject === '' ? '' : `: ${shown(subject, 60)}`;
  return {
    kind: 'alarm',
    title: `${label(say, 'alarms', code)}${about}`,
    href,
    why: say('today.why.alarm'),
    person: null,
    mine: false,
    day: dayUtc(raisedAt),
    act: { says: say('today.do.look'), href },
    tell: null,
    customerId: null,
  };
}

const dayUtc = (at: Instant): IsoDay => new Date(at).toISOString().slice(0, 10);
