import { expect, test } from 'vitest';
import { reminderFigures } from '../../../src/replay/figures/reminders.ts';
import type { CustomerHistory, InvoiceHistory } from '../../../src/replay/past/history.ts';
import { play } from '../../../src/replay/playing/play.ts';
import { replayedOf } from '../../../src/replay/playing/replayed.ts';
import { aCustomer, day, rules, warsaw } from '../../support/builders.ts';
import { dayAfter, pastCompany, pastCustomer, pastInvoice } from '../../support/past.ts';

/* A year of twenty customers, each with habits of their own, under the shipped ladder. */
const FROM = day('2026-01-05');
const TO = day('2026-12-18');
const CUSTOMERS = 20;
const LADDER = [
  { rung: 'nudge', after: '7 days', tone: 'friendly' },
  { rung: 'reminder', after: '14 days', tone: 'plain' },
  { rung: 'notice', after: '30 days', tone: 'firm' },
  { rung: 'final', after: '45 days', tone: 'formal', release: 'human' },
];

/** Numbers from 0 to 1 that are the same each time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Days after the due day by which customer n pays, give or take some: in time, around the first rung, or weeks later. */
const habitOf = (n: number): number => [-5, 8, 9, 6, 7, 8, 7, 16, 9, 20][n % 10] ?? 0;

/** @param stretched how many times later everybody pays who pays late */
function customer(n: number, stretched: number): CustomerHistory {
  const chance = chances(n + 1);
  const invoices: InvoiceHistory[] = [];
  for (let issued = FROM + (n % 28); issued <= TO; issued += 21 + Math.floor(chance() * 14)) {
    const issuedOn = dayAfter(FROM, issued - FROM);
    const dueOn = dayAfter(issuedOn, 21);
    const late = Math.round(habitOf(n) + (chance() + chance() - 1) * 6);
    const paidOn = dayAfter(dueOn, late > 0 ? late * stretched : Math.max(-20, late));
    const id = `F${n}-${invoices.length}`;
    const disputed = chance() < 0.1;
    const isPaid = paidOn <= TO;
    invoices.push(
      pastInvoice(
        { id, issuedOn, dueOn, disputed },
        isPaid
          ? {
              openAtEnd: 0n,
              closedOn: paidOn,
              payments: [{ on: paidOn, amount: 48_000n }],
              updatedOn: paidOn,
            }
          : { updatedOn: issuedOn },
      ),
    );
  }
  const id = `C${n}`;
  return pastCustomer({ customer: aCustomer({ id, email: `${id.toLowerCase()}@payers.example` }), invoices });
}

function played(stretched: number, dunning: object = {}) {
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => customer(n, stretched));
  const history = pastCompany(customers, warsaw('2026-12-18 23:00'));
  const policy = rules({
    hours: { from: '08:00', to: '09:00', on: 'working days' },
    dunning: { ladder: LADDER, ...dunning },
  });
  const playing = play(history, policy, { from: FROM, to: TO, learn: null });
  let step = playing.next();
  while (!step.done) step = playing.next();
  const replayed = replayedOf(history, step.value);
  const { figures } = reminderFigures(replayed);
  const figure = (code: string) => figures.find((each) => each.code === code);
  return { replayed, figure };
}

test('few are reminded of what comes by itself, and who usually pays late hears no later', () => {
  const { figure } = played(1);
  const needless = figure('paid_within_three');
  const unaware = played(1, { remind_when_usual_delay_is_over: false }).figure('paid_within_three');
  expect(needless?.whole).toBeGreaterThan(50);
  expect(needless?.value).toBeLessThanOrEqual(0.35);
  expect(needless?.part, 'habits spare letters').toBeLessThan(unaware?.part ?? 0);
  expect(figure('clean_above_friendly')?.part).toBe(0);
  expect(figure('disputed_or_covered')?.part).toBe(0);
});

test('where everybody pays three times as late, nobody who pays weeks late goes without a firm step', () => {
  const { figure, replayed } = played(3);
  expect(figure('firm_step_wait')?.value).toBeLessThanOrEqual(33);
  expect(figure('firm_step_wait')?.whole).toBeGreaterThan(30);
  expect(figure('clean_above_friendly')?.part).toBe(0);
  expect(figure('disputed_or_covered')?.part).toBe(0);
  const firm = new Set<string>(
    replayed.toCustomers.flatMap(({ invoices }) =>
      invoices.filter(({ tone }) => tone === 'firm' || tone === 'formal').map(({ id }) => id),
    ),
  );
  const called = new Set(replayed.played.tasks.flatMap(({ about }) => about.map(({ id }) => id as string)));
  const late = replayed.history.customers
    .flatMap(({ invoices }) => invoices)
    .filter(({ invoice, settledOn }) => {
      const on = invoice.dueOn + 45;
      return !invoice.disputed && on < TO && (settledOn === null || settledOn >= on);
    })
    .map(({ invoice }) => invoice.id);
  expect(late.length).toBeGreaterThan(20);
  expect(late.filter((id) => !firm.has(id) && !called.has(id))).toEqual([]);
});
