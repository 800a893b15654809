import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { lineOf, reasonOf } from '../../src/waiting/reason.ts';
import { aCase, aLetter, aLine, anOrder, day, situation, told, warsaw } from '../support/builders.ts';

const now = warsaw('2026-12-01 10:00');
const old = warsaw('2026-11-20 09:00');
function reason(order: object, letters: readonly ReturnType<typeof aLetter>[] = []) {
  const cases = letters.length > 0 ? [aCase({ letters })] : [];
  const given = situation(anOrder({ openedAt: old, stageSince: old, ...order }), { now, cases });
  return reasonOf(given, find(given));
}
const late = { promisedFor: day('2026-11-25') };
const gave = (stage: string, code: string, lineNo: number | null = null) =>
  aLetter({ decidedAt: warsaw('2026-11-26 10:00'), told: told({ stage, lineNo, reason: code, ...late }) });

test('the code of its row, in whatever letters', () => {
  expect(reason({ ...late, reason: ' Machine_Down ' })).toBe('machine_down');
  expect(reason({ ...late, reason: ' ' })).toBeNull();
  expect(reason(late)).toBeNull();
});

test('it is void after the item went on: nothing comes from another warehouse at the packing table', () => {
  const says = { ...late, reason: 'stock_transfer' };
  expect(reason({ ...says, stage: 'from warehouse' })).toBe('stock_transfer');
  expect(reason({ ...says, stage: 'packing' })).toBeNull();
});

test('a reason that fits any stage is void at another stage than the letter gave it for', () => {
  const says = { ...late, reason: 'machine_down' };
  expect(reason({ ...says, stage: 'sewing' }, [gave('sewing', 'machine_down')])).toBe('machine_down');
  expect(reason({ ...says, stage: 'quality check' }, [gave('sewing', 'machine_down')])).toBeNull();
  expect(
    reason({ ...says, reason: 'staff_ill', stage: 'quality check' }, [gave('sewing', 'machine_down')]),
  ).toBe('staff_ill');
});

test('a line speaks with its own stage and its own reason, never with those of its order', () => {
  const line = aLine({ lineNo: 2, stage: 'from warehouse', stageSince: old });
  const lines = [aLine({ lineNo: 1, stage: 'ready' }), line];
  const order = { ...late, stage: 'sewing', reason: 'machine_down' };
  expect(reason({ ...order, lines })).toBeNull();
  const own = [aLine({ lineNo: 1, stage: 'ready' }), { ...line, reason: 'stock_transfer' }];
  expect(reason({ ...order, lines: own })).toBe('stock_transfer');
});

test('the line that holds a broken promise up: the open one dated last, or the only open one', () => {
  const lineNo = (...lines: readonly ReturnType<typeof aLine>[]) => {
    const given = situation(anOrder({ stage: 'sewing', ...late, lines }), { now });
    return lineOf(given, find(given))?.lineNo ?? null;
  };
  const line = (no: number, stage: string, promised: string | null = null) =>
    aLine({ lineNo: no, stage, promisedFor: promised === null ? null : day(promised) });
  expect(lineNo(line(1, 'sewing', '2026-12-03'), line(2, 'sewing', '2026-12-08'))).toBe(2);
  expect(lineNo(line(1, 'delivered', '2026-12-24'), line(2, 'sewing', '2026-12-03'), line(3, 'sewing'))).toBe(
    2,
  );
  expect(lineNo(line(1, 'delivered'), line(2, 'sewing'))).toBe(2);
  expect(lineNo(line(1, 'sewing'), line(2, 'sewing'))).toBeNull();
});

test('what was cancelled says why: what its row still gives, and no reason to wait', () => {
  const ended = { stage: 'cancelled', closedAt: now, outcome: 'cancelled' };
  expect(reason({ ...ended, reason: 'supplier_late' }, [gave('fabric ordered', 'supplier_late')])).toBe(
    'supplier_late',
  );
  expect(reason({ ...ended, reason: 'no_technician' }, [gave('sewing', 'machine_down')])).toBe(
    'no_technician',
  );
  expect(
    reason({ ...ended, reason: 'stock_transfer' }, [gave('from warehouse', 'stock_transfer')]),
  ).toBeNull();
  const left = { ...ended, stage: 'from warehouse', reason: 'stock_transfer' };
  expect(reason(left, [gave('from warehouse', 'stock_transfer')]), 'its stage was left as it was').toBeNull();
});

test('the line that waits for the customer, where the others do not', () => {
  const fitting = aLine({ lineNo: 2, stage: 'waiting for approval', stageSince: old });
  const lineNo = (...lines: readonly ReturnType<typeof aLine>[]) => {
    const given = situation(anOrder({ stage: 'waiting for approval', stageSince: old, lines }), { now });
    return lineOf(given, find(given))?.lineNo ?? null;
  };
  expect(lineNo(aLine({ lineNo: 1, stage: 'ready' }), fitting)).toBe(2);
  expect(lineNo({ ...fitting, lineNo: 1 }, fitting)).toBeNull();
});
