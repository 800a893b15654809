import type pg from 'pg';
import { Signals } from '../../src/alarms/signals.ts';
import { DAY, type Instant, instantOf, isoInstant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { withdrawGuarded } from '../../src/ledger/letter-states/guarded.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import { round } from '../../src/round/round.ts';
import { watch } from '../../src/worker/watch.ts';
import { freshen } from '../support/company.ts';
import { insert } from '../support/company-rows.ts';
import { deliverOnce, untilNoneIsPutOff } from '../support/deliver-once.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';
import { invariants } from './invariants.ts';
import { type MailRecord, mailRecord } from './mail-record.ts';
import { type Figure, report, type Setting, zero } from './ordeal.ts';
import { addOwing, emptyCompany } from './waiting-company.ts';

/*
 * A week of a company, hour by hour on a clock of its own, played twice: once as it should be, and once with an export
 * that stops, an export that stalls every order, a template that breaks and a mail server that goes away. What customers
 * of the healthy feeds read must be the same in both; what the person in charge was told is printed as a timeline.
 */
const DAYS = [
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
];
const WEEKEND = DAYS.slice(5);
const OLA = 'ola@nowak.example';
const NOBODY_LISTENS = 'smtp://127.0.0.1:1';

type Company = Awaited<ReturnType<typeof emptyCompany>>;

/** One letter that reached somebody: to whom, which, on what day. */
interface Reached {
  readonly customer: string;
  readonly kind: string;
  readonly day: string;
}

interface Week {
  readonly letters: readonly Reached[];
  readonly lines: readonly string[];
  readonly told: readonly string[];
  readonly guarded: number;
  readonly figures: readonly Figure[];
}

/** Plays the week and says what was read and when. */
export async function tortureWeek(
  setting: Partial<Pick<Setting, 'short' | 'progress' | 'say'>> = {},
): Promise<{ readonly lines: readonly string[]; readonly figures: readonly Figure[] }> {
  const { short = true, progress = () => undefined, say = () => undefined } = setting;
  const hours = short ? [8, 9, 11, 13, 14, 17] : [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
  const steps = 2 * (5 * hours.length + 2);
  let done = 0;
  const step = () => progress(++done, steps);
  const calm = await play(hours, false, step, say);
  const week = await play(hours, true, step, say);
  return { lines: week.lines, figures: [...compare(calm, week), ...week.figures] };
}

/** What must be the same, and what must have been told. */
function compare(calm: Week, week: Week): readonly Figure[] {
  let empty = 0;
  const missing = (prefix: string, days: readonly string[] = DAYS) => {
    const read = calm.letters.filter(
      ({ customer, day }) => customer.startsWith(prefix) && days.includes(day),
    );
    if (read.length === 0) empty += 1;
    return read.filter((letter) => !week.letters.some((other) => same(letter, other))).length;
  };
  const more = (prefix: string) =>
    week.letters.filter(({ customer }) => customer.startsWith(prefix)).length -
    calm.letters.filter(({ customer }) => customer.startsWith(prefix)).length;
  const [, tuesday = '', wednesday = '', thursday = '', friday = ''] = DAYS;
  const twice = (letters: readonly Reached[]) =>
    letters.filter((one, index) =>
      letters.some((other, at) => at < index && other.customer === one.customer && other.day === one.day),
    ).length;
  const figures = [
    report(
      'letters that customers read in a calm week, and in this one',
      `${calm.letters.length}, ${week.letters.length}`,
    ),
    zero('who owes: letters missing or late, all week', missing('M')),
    zero('who owes: letters more than in a calm week', Math.abs(more('M'))),
    zero(
      'who waits for an order: letters missing while the export of jobs stood still',
      missing('A', [tuesday]),
    ),
    zero(
      'who waits for a job: letters missing while the export of orders was broken',
      missing('J', [wednesday]),
    ),
    zero(
      'customers whose orders were ready and who were told that they stand still',
      calm.letters.concat(week.letters).filter(({ customer }) => customer.startsWith('Q')).length,
    ),
    zero('letters missing because a template broke', missing('A', [thursday])),
    zero('letters missing on the day on which the mail server was away', missing('A', [friday])),
    zero(
      'who waits for a job and was forgotten',
      new Set(calm.letters.filter(({ customer }) => customer.startsWith('J')).map(({ customer }) => customer))
        .size -
        new Set(
          week.letters.filter(({ customer }) => customer.startsWith('J')).map(({ customer }) => customer),
        ).size,
    ),
    zero('customers written to twice on one day', twice(week.letters)),
    report('letters that a guard held', week.guarded),
    zero('alarms in the calm week', calm.told.length),
    ...toldOf(week.told),
  ];
  return [...figures, zero('comparisons that compared nothing', empty)];
}

const same = (a: Reached, b: Reached): boolean =>
  a.customer === b.customer && a.kind === b.kind && a.day === b.day;

/** Each began once and ended once. */
const WHAT_IS_TOLD = [
  'The data are too old: service jobs',
  'Letters are held for you to look at',
  'breaks',
  'takes no letters',
];

function toldOf(subjects: readonly string[]): readonly Figure[] {
  const times = (wanted: string, over: boolean) =>
    subjects.filter((subject) => subject.includes(wanted) && subject.startsWith('Over: ') === over).length;
  return [
    report('letters that the person in charge read', subjects.length),
    zero(
      'conditions that were not told once when they began and once when they ended',
      WHAT_IS_TOLD.filter((wanted) => times(wanted, false) !== 1 || times(wanted, true) !== 1).length,
    ),
    zero('letters to the person in charge beyond those', subjects.length - 2 * WHAT_IS_TOLD.length),
  ];
}

async function play(
  hours: readonly number[],
  breaks: boolean,
  step: () => void,
  say: (text: string) => void,
): Promise<Week> {
  const company = await emptyCompany();
  const record = await mailRecord();
  try {
    await fill(company.pool);
    const theWeek = new SimulatedWeek(company, record, breaks);
    for (const day of DAYS)
      for (const hour of WEEKEND.includes(day) ? [9] : hours) {
        await theWeek.hour(day, hour);
        step();
      }
    const { ledgerPool } = company.databases;
    const figures = breaks ? [await invariants(ledgerPool, say)] : [];
    return { ...(await readWeek(ledgerPool)), lines: await theWeek.timeline(), figures };
  } finally {
    await company.pool.end();
    await record.close();
    await company.databases.close();
  }
}

/** Ten who wait for an order and ten for a job, each begun on another day; sixty whose order is ready; ten who owe. */
async function fill(pool: pg.Pool): Promise<void> {
  await addOwing(pool, 'M', 10);
  const customers = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      id: `${prefix}${n + 1}`,
      name: `Customer ${n + 1}`,
      email: `${prefix.toLowerCase()}${n + 1}@kunde.example`,
      language: 'en',
      owner_id: 'anna',
    }));
  await insert(pool, 'customers', [...customers('A', 10), ...customers('J', 10), ...customers('Q', 60)]);
  const since = (n: number) => isoInstant(instantOf(warsaw('2026-11-17 09:00') + (n % 10) * DAY));
  await insert(pool, 'orders', [
    ...Array.from({ length: 10 }, (_, n) => order(`A${n + 1}`, 'sewing', since(n))),
    ...Array.from({ length: 60 }, (_, n) => order(`Q${n + 1}`, 'ready', since(0))),
  ]);
  await insert(
    pool,
    'service_jobs',
    Array.from({ length: 10 }, (_, n) => ({
      id: `S-J${n + 1}`,
      customer_id: `J${n + 1}`,
      number: `S-J${n + 1}`,
      asset: 'excavator',
      reported_at: since(n),
      stage: 'repair',
      stage_since: since(n),
    })),
  );
}

const order = (customer: string, stage: string, since: string) => ({
  id: `O-${customer}`,
  customer_id: customer,
  number: `O-${customer}`,
  summary: 'coat',
  placed_at: since,
  stage,
  stage_since: since,
});

const templates = Templates.shipped();

/** The company's week: its clock, its exports, what breaks, and the person who reads the alarms and acts. */
class SimulatedWeek {
  readonly #company: Company;
  readonly #record: MailRecord;
  readonly #breaks: boolean;
  readonly #signals = new Signals('worker');
  readonly #rules: Rules = rules({ alarms_to: [`Ola <${OLA}>`], post: { connections: 2 } });
  readonly #events: { readonly at: Instant; readonly text: string }[] = [];
  #jobsStopped = false;

  constructor(company: Company, record: MailRecord, breaks: boolean) {
    this.#company = company;
    this.#record = record;
    this.#breaks = breaks;
  }

  /** One hour: the exports run, a round, what is due is sent, the watch looks, and a person does what it asks for. */
  async hour(day: string, hour: number): Promise<void> {
    const now = warsaw(`${day} ${String(hour).padStart(2, '0')}:00`);
    const is = (weekday: number, at: number) => this.#breaks && DAYS[weekday] === day && hour === at;
    if (is(0, 13)) this.#happens(now, 'the export of service jobs stops');
    if (is(2, 9)) this.#happens(now, 'the export of service jobs runs again');
    if (is(0, 13) || is(2, 9)) this.#jobsStopped = is(0, 13);
    await freshen(this.#company.pool, now, this.#jobsStopped ? ['orders', 'payments'] : undefined);
    if (is(2, 13)) await this.#breakOrders(now);
    if (is(2, 14)) await this.#mendOrders(now);
    const { databases } = this.#company;
    const world = { databases, rules: this.#rules, clock: fixedClock(now), templates: await templates };
    await round(world, { wait: true });
    // The letters of the day are decided at nine, a week of silence after the hour at which each began to wait.
    if (is(3, 9)) await this.#breakTemplate(now);
    if (is(4, 8)) this.#happens(now, 'the mail server goes away');
    if (is(4, 11)) this.#happens(now, 'the mail server is back');
    const away = this.#breaks && DAYS[4] === day && hour < 11;
    await this.#send(now, away);
    const watched = await watch({ ...world, signals: this.#signals, home: '/' });
    if (watched.raised.length + watched.ended.length > 0) await this.#send(now, away);
  }

  #send(hour: Instant, away: boolean): Promise<void> {
    return untilNoneIsPutOff(this.#company.databases, hour, (now) => this.#sendAt(now, away));
  }

  async #sendAt(now: Instant, away: boolean): Promise<void> {
    const { databases } = this.#company;
    const url = away ? NOBODY_LISTENS : this.#record.url;
    const transport = smtpTransport(url, { connections: 2 });
    try {
      const { relayFault } = await deliverOnce({
        databases,
        rules: this.#rules,
        transport,
        now,
        onFallBack: (template) => this.#signals.signal('template_fell_back', template, 'it broke', now),
      });
      // One delivery ends with the hour here, so what the relay came to is told after it.
      this.#signals.signal('breaker_open', 'mail.nowak.example:587', relayFault, now);
    } finally {
      transport.close();
    }
  }

  async #breakOrders(now: Instant): Promise<void> {
    this.#happens(now, 'the export of orders writes every order as picking since three weeks ago');
    await this.#company.pool.query(
      `create table source.sound as select id, stage, stage_since from source.orders;
       update source.orders set stage_since = '2026-11-04T09:00+01' where id like 'O-A%';
       update source.orders set stage = 'picking', stage_since = '2026-11-04T09:00+01' where id like 'O-Q%'`,
    );
  }

  /** An hour after the alarm: the export is mended, and what it made us write is withdrawn. */
  async #mendOrders(now: Instant): Promise<void> {
    const { databases, pool } = this.#company;
    await pool.query(
      `update source.orders o set stage = s.stage, stage_since = s.stage_since from source.sound s where s.id = o.id`,
    );
    const { rows } = await databases.ledgerPool.query<{ id: string }>(
      'select id from guard_trips where ended_at is null',
    );
    for (const { id } of rows) {
      const { letters } = await withdrawGuarded(
        databases.ledgerPool,
        { guardId: id, most: null, by: 'Ola', at: now },
        'the export was broken',
      );
      this.#happens(
        now,
        `Ola has the export mended and withdraws what the guard held: ${letters.length} letters`,
      );
    }
  }

  /** An admin's edit that passes no check: what is queued is pinned to it. */
  async #breakTemplate(now: Instant): Promise<void> {
    const { ledgerPool } = this.#company.databases;
    const { rows } = await ledgerPool.query<{ kind: string; n: number }>(
      `with most as (select kind from letters where status = 'queued' and audience = 'customer'
                     group by kind order by count(*) desc, kind limit 1),
            broken as (insert into template_versions (hash, letter, language, source, first_used)
                       select 'broken', kind, 'en', '{"template": "<mjml>", "layout": "", "phrases": ""}', $1 from most),
            pinned as (update letters set template_version = 'broken'
                       where status = 'queued' and kind = (select kind from most) returning kind)
       select kind, count(*)::int as n from pinned group by kind`,
      [isoInstant(now)],
    );
    const [broken] = rows;
    this.#happens(now, `the template en/${broken?.kind} breaks under ${broken?.n ?? 0} letters`);
  }

  #happens(at: Instant, text: string): void {
    this.#events.push({ at, text });
  }

  /** What happened and what the person in charge read, in the order of the clock. */
  async timeline(): Promise<readonly string[]> {
    const { rows } = await this.#company.databases.ledgerPool.query<{ submitted_at: Date; subject: string }>(
      `select submitted_at, subject from letters where kind = 'alarm' and status = 'submitted' order by submitted_at, decided_at`,
    );
    const read = rows.map(({ submitted_at, subject }) => ({
      at: instantOf(submitted_at.getTime()),
      text: `    Ola reads: ${subject}`,
    }));
    const zoned = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Warsaw',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    return [...this.#events, ...read]
      .sort((a, b) => a.at - b.at)
      .map(({ at, text }) => `${zoned.format(at)}  ${text}`);
  }
}

async function readWeek(ledgerPool: pg.Pool): Promise<Pick<Week, 'letters' | 'told' | 'guarded'>> {
  const letters = await ledgerPool.query<Reached>(
    `select customer_id as customer, kind, to_char(submitted_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD') as day
     from letters where audience = 'customer' and status = 'submitted' order by submitted_at`,
  );
  const told = await ledgerPool.query<{ subject: string }>(
    `select subject from letters where kind = 'alarm' and status = 'submitted' and to_address = $1 order by submitted_at`,
    [OLA],
  );
  const guarded = await ledgerPool.query<{ n: number }>(
    'select coalesce(sum(letters), 0)::int as n from guard_trips',
  );
  return {
    letters: letters.rows,
    told: told.rows.map(({ subject }) => subject),
    guarded: guarded.rows[0]?.n ?? 0,
  };
}
