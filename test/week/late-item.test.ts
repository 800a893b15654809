import { expect, test } from 'vitest';
import { attend } from '../../src/attend/attend.ts';
import { isoDay } from '../../src/calendar/time.ts';
import { NOTHING_ABSENT } from '../../src/customer/absence.ts';
import type { Case, WaitingItem } from '../../src/customer/customer.ts';
import { refKey } from '../../src/customer/ids.ts';
import { type InboxMemory, NOTHING_RECEIVED, type Reply } from '../../src/customer/replies.ts';
import { lateItemsOf } from '../../src/week/late-item.ts';
import {
  aCase,
  aContact,
  aJob,
  aLetter,
  aLine,
  anOrder,
  day,
  facts,
  memoryOf,
  personId,
  rules,
  warsaw,
} from '../support/builders.ts';

const NOW = warsaw('2026-11-30 09:00');
const theRules = rules();
const late = (
  items: readonly WaitingItem[],
  rest: Parameters<typeof facts>[0] = {},
  cases: readonly Case[] = [],
  inbox: Partial<InboxMemory> = {},
) => {
  const theirs = facts({ ...rest, items });
  const before = { ...memoryOf(...cases), inbox: { ...NOTHING_RECEIVED, ...inbox } };
  const { decisions } = attend(theirs, before, NOW, theRules);
  return lateItemsOf(theirs, decisions, before, theRules).map((item) => ({
    ...item,
    since: isoDay(item.since),
  }));
};

test('an order whose promised day is over is late from the day after, with what its row says', () => {
  const order = anOrder({ promisedFor: day('2026-11-26'), reason: ' Supplier_Late ', supplier: 'Bosch' });
  expect(late([order])).toEqual([
    {
      kind: 'order',
      id: 'O1',
      customerId: 'C1',
      late: 'promise',
      stage: 'picking',
      reason: 'supplier_late',
      supplier: 'Bosch',
      owner: personId('anna'),
      since: '2026-11-27',
      heard: false,
    },
  ]);
});

test('what is on course, at risk or ready is not late', () => {
  expect(late([anOrder({ promisedFor: day('2026-12-01') })])).toEqual([]);
  expect(late([anOrder({ promisedFor: day('2026-11-26'), stage: 'ready' })])).toEqual([]);
});

test('a line that has outrun its stage speaks for its order', () => {
  const line = aLine({
    lineNo: 2,
    stage: 'waiting for parts',
    stageSince: warsaw('2026-11-02 09:00'),
    reason: 'weather',
  });
  const order = anOrder({
    stage: 'sewing',
    openedAt: warsaw('2026-11-02 09:00'),
    lines: [aLine({ lineNo: 1 }), line],
  });
  expect(late([order])).toMatchObject([{ late: 'stage', stage: 'waiting for parts', reason: 'weather' }]);
});

test('a person who spoke with the customer since it is late is known; before it is not the same', () => {
  const job = aJob({ promisedFor: day('2026-11-26') });
  const spoke = (at: string) =>
    late([job], { contacts: [aContact({ at: warsaw(at), item: null })] })[0]?.heard;
  expect(spoke('2026-11-27 10:00')).toBe(true);
  expect(spoke('2026-11-26 10:00')).toBe(false);
});

test('a call of theirs and an answered mail are words of ours too; a mail alone is none', () => {
  const job = aJob({ promisedFor: day('2026-11-26') });
  const wrote = (channel: string) =>
    late([job], {
      contacts: [
        aContact({ at: warsaw('2026-11-27 10:00'), item: null, direction: 'from_customer', channel }),
      ],
    })[0]?.heard;
  expect(wrote('phone')).toBe(true);
  expect(wrote('email')).toBe(false);
  const answered = (at: string | null, about: Reply['about'] = []) => {
    const reply = {
      id: 'R1',
      at: warsaw('2026-11-20 10:00'),
      letterId: null,
      about,
      owedBy: day('2026-11-24'),
    };
    const replies = [{ ...reply, answeredAt: at === null ? null : warsaw(at) }];
    return late([job], {}, [], { replies })[0]?.heard;
  };
  expect(answered('2026-11-27 10:00')).toBe(true);
  expect(answered('2026-11-27 10:00', [{ kind: job.kind, id: job.id }])).toBe(true);
  expect(answered('2026-11-27 10:00', [{ kind: 'order', id: job.id }]), 'about another').toBe(false);
  expect(answered('2026-11-25 10:00'), 'before it was late').toBe(false);
  expect(answered(null)).toBe(false);
});

test('nobody is known to wait for a row that was never closed, or that the exports leave out', () => {
  const old = anOrder({
    promisedFor: day('2025-11-26'),
    openedAt: warsaw('2025-11-01 09:00'),
    stageSince: warsaw('2025-11-01 09:00'),
  });
  expect(late([old])).toEqual([]);
  const order = anOrder({ promisedFor: day('2026-11-26') });
  const absence = { ...NOTHING_ABSENT, unnamed: new Map([[refKey(order), warsaw('2026-11-28 09:00')]]) };
  expect(late([order], { absence })).toEqual([]);
});

test('who wants to be written to less asked for the silence', () => {
  const order = anOrder({
    promisedFor: null,
    stageSince: warsaw('2026-11-02 09:00'),
    openedAt: warsaw('2026-11-02 09:00'),
  });
  expect(late([order])).toMatchObject([{ late: 'stage', heard: false }]);
  expect(late([order], {}, [], { lessSince: warsaw('2026-11-20 10:00') })).toMatchObject([{ heard: true }]);
});

test('a letter that told of it is known; one that was held, or went before it was late, is not the same', () => {
  const order = anOrder({ promisedFor: day('2026-11-26') });
  const heard = (decidedAt: string, status: 'submitted' | 'held') =>
    late([order], {}, [aCase({ letters: [aLetter({ decidedAt: warsaw(decidedAt), status })] })])[0]?.heard;
  expect(heard('2026-11-27 08:00', 'submitted')).toBe(true);
  expect(heard('2026-11-27 08:00', 'held')).toBe(false);
  expect(heard('2026-11-25 08:00', 'submitted')).toBe(false);
});

test('a stage of any length is cut between characters: it stands in a key, and in JSON', () => {
  const stage = `${'😀'.repeat(5_000)}`;
  const [found] = late([anOrder({ promisedFor: day('2026-11-26'), stage })]);
  expect(found?.stage).toBe('😀'.repeat(200));
});
