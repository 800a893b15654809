import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attend } from '../../src/attend/attend.ts';
import { DAY, type Instant, instantOf } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { NO_ACCOUNT } from '../../src/customer/account.ts';
import type { CustomerFacts, CustomerMemory } from '../../src/customer/customer.ts';
import type { CustomerId } from '../../src/customer/ids.ts';
import type { Move } from '../../src/ledger/memory/remembered.ts';
import { asIfMoved } from '../../src/round/moved-memory.ts';
import { anInvoice } from '../support/account.ts';
import { aCustomer, aJob, anOrder, day, facts, memoryOf, rules, warsaw } from '../support/builders.ts';

const RULES = rules();
const ZONE = zoneOf(RULES.company.timeZone);
const START = warsaw('2026-11-23 10:00');
const at = (nth: number): Instant => instantOf(START + nth * DAY);
const ITEMS = [
  anOrder({ promisedFor: day('2026-11-20'), openedAt: warsaw('2026-11-02 09:00') }),
  aJob({ promisedFor: day('2026-11-25'), openedAt: warsaw('2026-11-02 09:00') }),
];
const INVOICES = [
  anInvoice({ id: 'F1', dueOn: day('2026-10-05'), issuedOn: day('2026-09-05') }),
  anInvoice({ id: 'F2', dueOn: day('2026-11-16'), issuedOn: day('2026-10-16') }),
];

/** Rows that a round finds: the nth bit of each tells whether the nth row is there. */
interface Present {
  readonly items: number;
  readonly invoices: number;
}
const ALL: Present = { items: 3, invoices: 3 };

function factsWith({ items, invoices }: Present, id: string, waits: boolean): CustomerFacts {
  const there =
    (bits: number) =>
    (_: unknown, nth: number): boolean =>
      ((bits >> nth) & 1) === 1;
  return facts({
    customer: aCustomer({ id }),
    items: waits ? ITEMS.filter(there(items)) : [],
    account: { ...NO_ACCOUNT, open: waits ? [] : INVOICES.filter(there(invoices)) },
  });
}

/** What the post made of it: all of it went. */
const sent = (memory: CustomerMemory): CustomerMemory => ({
  ...memory,
  writtenToday: new Map(),
  cases: memory.cases.map((c) => ({
    ...c,
    letters: c.letters.map((l) => ({ ...l, status: 'submitted', submittedAt: l.decidedAt })),
  })),
  dunning: {
    ...memory.dunning,
    reminders: memory.dunning.reminders.map((r) => ({ ...r, status: 'submitted', submittedAt: r.decidedAt })),
  },
});

const present: fc.Arbitrary<Present> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(ALL) },
  { weight: 1, arbitrary: fc.record({ items: fc.nat(3), invoices: fc.nat(3) }) },
);
const days = fc.array(present, { minLength: 4, maxLength: 40 });

test('rows that vanish and return make no letter twice, no second case, and no reminder within its gap', () => {
  fc.assert(
    fc.property(days, fc.boolean(), (rounds, waits) => {
      let memory = memoryOf();
      const ids: string[] = [];
      for (const [nth, rows] of rounds.entries()) {
        const outcome = attend(factsWith(rows, 'C1', waits), memory, at(nth), RULES);
        for (const { id, audience } of outcome.letters) if (audience === 'customer') ids.push(id);
        memory = sent(outcome.memory);
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(memory.cases.map(({ item }) => item.id)).size).toBe(memory.cases.length);
      for (const { letters } of memory.cases)
        for (const [nth, letter] of letters.entries()) {
          const before = letters[nth - 1];
          if (before?.nextWordBy == null) continue;
          // A promise that broke since is news; nothing else changes in this story.
          const broke = ITEMS.some(
            ({ promisedFor }) => promisedFor !== null && promisedFor >= ZONE.dayAt(before.decidedAt),
          );
          if (!broke) expect(ZONE.dayAt(letter.decidedAt)).toBeGreaterThanOrEqual(before.nextWordBy);
        }
      const reminded = [
        ...new Set(
          memory.dunning.reminders.filter(({ tone }) => tone).map(({ decidedAt }) => ZONE.dayAt(decidedAt)),
        ),
      ];
      for (const [nth, one] of reminded.entries())
        if (nth > 0) expect(one - (reminded[nth - 1] ?? 0)).toBeGreaterThanOrEqual(7);
    }),
    { numRuns: 150 },
  );
});

test('merging customers neither shortens nor lengthens what was promised', async () => {
  await fc.assert(
    fc.asyncProperty(days, fc.boolean(), fc.nat(39), async (rounds, waits, when) => {
      const story = async (mergedOn: number): Promise<readonly unknown[]> => {
        let memory: CustomerMemory = { ...memoryOf(), customerId: 'D2' as CustomerId };
        const told: unknown[] = [];
        for (const [nth, rows] of rounds.entries()) {
          if (nth === mergedOn) memory = await merged(memory);
          const id = nth >= mergedOn ? 'C1' : 'D2';
          const outcome = attend(factsWith(rows, id, waits), memory, at(nth), RULES);
          for (const letter of outcome.letters)
            told.push([
              nth,
              letter.kind,
              letter.to.address,
              letter.about,
              'nextWordBy' in letter ? letter.nextWordBy : null,
            ]);
          for (const { invoiceId, do: does, tone, until, holds } of outcome.verdicts)
            told.push([nth, invoiceId, does, tone, until, holds.map(({ code }) => code)]);
          for (const { do: does, item } of outcome.decisions) told.push([nth, does, item.id]);
          memory = sent(outcome.memory);
        }
        return told;
      };
      expect(await story(when % rounds.length)).toEqual(await story(rounds.length));
    }),
    { numRuns: 60 },
  );
});

async function merged(memory: CustomerMemory): Promise<CustomerMemory> {
  const [from, to] = ['D2' as CustomerId, 'C1' as CustomerId];
  const address = 'zofia@maj.example';
  const things = [...ITEMS, ...INVOICES.map(({ id }) => ({ kind: 'invoice' as const, id }))];
  const moves = things.map(({ kind, id }): Move => ({ kind, id, from, to, address, merged: false }));
  const remember = asIfMoved(
    async () => new Map([[from, memory]]),
    moves,
    async () => new Map([[from, memory]]),
  );
  const moved = (await remember({ after: null, through: null })).get(to);
  if (!moved) throw new Error('nothing was moved');
  return moved;
}
