import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, type Instant, instantOf, isoInstant, MINUTE } from '../../../src/calendar/time.ts';
import { fixedClock } from '../../../src/clock.ts';
import { STATUS_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { RELEASABLE } from '../../../src/customer/letter-status.ts';
import { releaseLetter } from '../../../src/ledger/letter-states/released.ts';
import { deliver } from '../../../src/post/queue/deliver.ts';
import { lastLookWith } from '../../../src/post/queue/last-look.ts';
import { recipientsWith } from '../../../src/post/queue/recipients.ts';
import type { Transport } from '../../../src/post/server/transport.ts';
import { isClosing } from '../../../src/waiting/told-before.ts';
import { rules, warsaw } from '../../support/builders.ts';
import { aCompany, type Company, freshen } from '../../support/company.ts';
import { quiet } from '../../support/delivery.ts';
import { haveRecord } from '../../support/owing.ts';

/*
 * The law, through the queue itself: no letter ever leaves for an address that the company's tables do not give for it as it leaves,
 * whatever became of addresses, orders, invoices and customers while it waited, was held, released, or tried again.
 */
const POLICY = {
  guards: { letters_per_customer_per_day: 5 },
  dunning: { minimum_gap: '1 days' },
  waiting: { tell_ready: 'always' },
};
const ADDRESSES = ['a@new.example', 'B@New.example', 'c@new.example', 'no address', '', null];
const ORDERS = ['O1', 'O2', 'O3'];
const INVOICES = ['F1', 'F2', 'F3'];
/** Whose they are; the second of each pair may be merged into the first. */
const OWNERS = ['C1', 'C2', 'C3', 'D1', 'D2', 'D3'];

type Step =
  | { readonly do: 'address'; readonly of: string; readonly field: string; readonly to: string | null }
  | { readonly do: 'contact'; readonly of: string; readonly to: string | null }
  | { readonly do: 'wanted'; readonly of: string; readonly yes: boolean }
  | { readonly do: 'order'; readonly of: string; readonly becomes: 'ready' | 'cancelled' | 'picking' }
  | { readonly do: 'paid'; readonly of: string; readonly is: boolean }
  | { readonly do: 'merge'; readonly of: string; readonly into: string }
  | { readonly do: 'hold' | 'release' | 'round' }
  | { readonly do: 'post'; readonly server: 'takes' | 'later' | 'cut' };

const email = fc.constantFrom(...ADDRESSES);
const happens: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('address' as const),
      of: fc.constantFrom(...OWNERS),
      field: fc.constantFrom('email', 'billing_email'),
      to: email,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('contact' as const),
      of: fc.constantFrom(...ORDERS),
      to: email,
    }),
  },
  fc.record({ do: fc.constant('wanted' as const), of: fc.constantFrom(...OWNERS), yes: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      of: fc.constantFrom(...ORDERS),
      becomes: fc.constantFrom('ready' as const, 'cancelled' as const, 'picking' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('paid' as const),
      of: fc.constantFrom(...INVOICES),
      is: fc.boolean(),
    }),
  },
  fc.constantFrom<Step>({ do: 'merge', of: 'C2', into: 'C1' }, { do: 'merge', of: 'D2', into: 'D1' }),
  fc.constantFrom<Step>({ do: 'hold' }, { do: 'release' }),
);
/** What happens, then how long it takes, in minutes, until the letters that wait are looked for. */
const turn = fc.record({
  before: fc.array(happens, { maxLength: 2 }),
  between: fc.array(happens, { minLength: 2, maxLength: 8 }),
  minutes: fc.constantFrom(1, 1, 20, 180),
  server: fc.constantFrom('takes' as const, 'takes' as const, 'later' as const, 'cut' as const),
  hold: fc.boolean(),
});

const monday = turn.map((each) => ({ ...each, before: [], hold: false, server: 'takes' as const }));

/** Where the tables say that a letter may go: the same rules, in SQL. */
const GIVEN = `
  with letter as (select * from letters where id = $1),
  usable as (
    select c.id, c.email_allowed is not false as wanted,
      case when c.email like '%@%' then lower(c.email) end as own,
      case when c.billing_email like '%@%' then lower(c.billing_email) end as bills
    from source.customers c)
  select l.kind, case when l.kind like 'reminder-%' or l.kind = 'payment-seen'
    then array[coalesce(u.bills, u.own)]
    else (select array_agg(case when o.customer_id = l.customer_id
            then coalesce(case when o.contact_email like '%@%' then lower(o.contact_email) end, u.own) end)
          from jsonb_array_elements(l.about) a left join source.orders o on o.id = a ->> 'id') end as given
  from letter l left join usable u on u.id = l.customer_id and u.wanted`;

interface Left {
  readonly kind: string;
  readonly to: string;
  readonly given: readonly (string | null)[] | null;
}

/** A mail server that asks the company's tables, as each letter reaches it, whom it should go to. */
function serverAt({ databases }: Company, answer: 'takes' | 'later' | 'cut', left: Left[]): Transport {
  const fault = { code: 'ESOCKET', command: 'DATA', responseCode: null, response: null, message: 'cut' };
  return {
    kind: 'smtp',
    where: 'the test',
    lanes: 2,
    submit: async ({ envelope }, name, mayLeave) => {
      if (mayLeave && !(await mayLeave())) return { taken: false, fault: null };
      const id = /[0-9a-f]{16}$/.exec(name)?.[0];
      const { rows } = await databases.ledgerPool.query<Left>(GIVEN, [id]);
      for (const { kind, given } of rows)
        if (!['digest', 'task', 'escalation', 'call-customer', 'review-credit-limit'].includes(kind))
          left.push({ kind, to: envelope.to.toLowerCase(), given });
      if (answer === 'takes') return { taken: true, reply: '250 ok' };
      const bodyBegun = answer === 'cut';
      return { taken: false, fault: { ...fault, code: bodyBegun ? 'ESOCKET' : null, bodyBegun } };
    },
    verify: async () => undefined,
    close: () => undefined,
  };
}

async function post(company: Company, transport: Transport, now: Instant): Promise<void> {
  await freshen(company.pool, now);
  const theRules = rules(POLICY);
  await deliver({
    databases: company.databases,
    rules: theRules,
    clock: fixedClock(now),
    transport,
    recipients: recipientsWith(company.databases, theRules),
    lastLook: lastLookWith(company.databases, theRules),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });
}

async function play(company: Company, step: Step, now: Instant): Promise<void> {
  const { databases, pool } = company;
  switch (step.do) {
    case 'address':
      return company.change('customers', step.of, { [step.field]: step.to });
    case 'contact':
      return company.change('orders', step.of, { contact_email: step.to });
    case 'wanted':
      return company.change('customers', step.of, { email_allowed: step.yes });
    case 'order':
      return company.change('orders', step.of, { stage: step.becomes, stage_since: isoInstant(now) });
    case 'paid':
      await pool.query('delete from source.payments where invoice_id = $1', [step.of]);
      if (step.is)
        await company.have('payments', {
          id: `P-${step.of}`,
          invoice_id: step.of,
          amount: 480,
          currency: 'PLN',
          status: 'booked',
          booked_on: isoInstant(now).slice(0, 10),
        });
      return company.change(
        'invoices',
        step.of,
        step.is
          ? { open_amount: 0, closed_on: isoInstant(now).slice(0, 10) }
          : { open_amount: 480, closed_on: null },
      );
    case 'merge':
      await company.change('customers', step.of, { merged_into: step.into });
      for (const table of ['orders', 'invoices'])
        await pool.query(`update source.${table} set customer_id = $2 where customer_id = $1`, [
          step.of,
          step.into,
        ]);
      return;
    case 'hold':
      await databases.ledgerPool.query(
        "update letters set status = 'held', status_reason = 'a person looks' where status in ('queued', 'retry') and audience = 'customer'",
      );
      return;
    case 'release': {
      const { rows } = await databases.ledgerPool.query<{ id: string }>(
        'select id from letters where status = any($1)',
        [RELEASABLE],
      );
      for (const { id } of rows) await releaseLetter(databases.ledgerPool, id, 'Ola', isoInstant(now));
      return;
    }
    default:
      throw new Error(`nobody plays ${step.do}`);
  }
}

const LATE = {
  placed_at: '2026-11-02T09:00:00+01:00',
  stage_since: '2026-11-09T09:00:00+01:00',
  promised_for: '2026-11-19',
  stage: 'sewing',
};
const later = (at: Instant, ms: number): Instant => instantOf(at + ms);

async function begin(): Promise<Company> {
  const company = await aCompany(POLICY);
  await company.have(
    'customers',
    ...OWNERS.filter((id) => id !== 'C1').map((id) => ({
      id,
      name: id,
      email: `${id}@old.example`,
      language: 'en',
      owner_id: 'anna',
    })),
  );
  for (const [n, id] of ORDERS.entries()) await company.haveOrder({ id, customer_id: `C${n + 1}`, ...LATE });
  for (const [n, id] of INVOICES.entries()) {
    await company.haveInvoice({ id, customer_id: `D${n + 1}` });
    await haveRecord(company, 40, `D${n + 1}`);
  }
  return company;
}

test('no letter ever leaves for an address that the company no longer gives', async () => {
  const left: Left[] = [];
  const becameOf = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(monday, fc.array(turn, { minLength: 3, maxLength: 4 })),
      async ([first, others]) => {
        const turns = [first, ...others];
        const company = await begin();
        try {
          const before = left.length;
          let now = warsaw('2026-11-23 10:00');
          for (const [nth, { before: first, between, minutes, server, hold }] of turns.entries()) {
            // Who was reminded on Monday pays on Tuesday, so that there are thanks too.
            if (nth === 1) await play(company, { do: 'paid', of: 'F2', is: true }, now);
            for (const step of first) await play(company, step, now);
            await company.round(now);
            if (hold) await play(company, { do: 'hold' }, now);
            for (const step of between) await play(company, step, now);
            if (hold) await play(company, { do: 'release' }, later(now, minutes * MINUTE));
            await post(company, serverAt(company, server, left), later(now, minutes * MINUTE));
            now = later(now, DAY + HOUR / 4);
          }
          for (const { kind, to, given } of left.slice(before))
            expect(given?.length ? new Set(given) : null, `${kind} to ${to}`).toEqual(new Set([to]));
          const { rows } = await company.databases.ledgerPool.query<{ what: string; n: string }>(
            `select 'withdrawn' as what, count(*) as n from letters where status = 'withdrawn' and audience = 'customer'
           union all select 'readdressed', count(*) from history where what = 'readdressed'
           union all select 'retried', count(*) from letters where status = 'submitted' and attempts > 1`,
          );
          for (const { what, n } of rows) becameOf.set(what, (becameOf.get(what) ?? 0) + Number(n));
        } finally {
          await company.close();
        }
      },
    ),
    { numRuns: 3, endOnFailure: true },
  );
  // It says something of each kind of letter, and each thing came to pass.
  const kinds = new Set(left.map(({ kind }) => kind));
  expect([...kinds].filter((kind) => kind.startsWith('reminder-'))).not.toEqual([]);
  expect(STATUS_LETTERS.filter((kind) => kinds.has(kind) && isClosing(kind))).not.toEqual([]);
  expect(kinds).toContain('late');
  expect(kinds).toContain('payment-seen');
  for (const what of ['withdrawn', 'readdressed', 'retried'])
    expect(becameOf.get(what), what).toBeGreaterThan(0);
});
