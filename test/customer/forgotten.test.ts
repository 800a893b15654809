import { expect, test } from 'vitest';
import { zoneOf } from '../../src/calendar/zone.ts';
import { NO_ACCOUNT } from '../../src/customer/account.ts';
import { faultText } from '../../src/customer/data-fault.ts';
import { hashOfForgotten, isLeftOut, leaveOutForgotten } from '../../src/customer/forgotten.ts';
import { aCustomer, anOrder, facts, warsaw } from '../support/builders.ts';

const zone = zoneOf('Europe/Warsaw');
const AT = warsaw('2026-11-26 10:00');
const forgotten = new Map([[hashOfForgotten('C1'), AT]]);
const before = anOrder({ id: 'O1', openedAt: AT });
const after = anOrder({ id: 'O2', openedAt: warsaw('2026-11-26 10:01') });

test('what was opened until then is left out, and it is said', () => {
  const left = leaveOutForgotten(facts({ items: [before, after] }), forgotten, zone);
  expect(left.items.map(({ id }) => id)).toEqual(['O2']);
  expect(left.doubts.map(({ fault }) => faultText(fault))).toEqual([
    'they were forgotten on 2026-11-26: nothing from before is written about',
  ]);
  expect(isLeftOut(left)).toBe(true);
});

test('others, and who came back with nothing old, are as they were', () => {
  const another = facts({ customer: aCustomer({ id: 'C2' }), items: [before] });
  const back = facts({ items: [after], account: NO_ACCOUNT });
  expect(leaveOutForgotten(another, forgotten, zone)).toBe(another);
  expect(leaveOutForgotten(back, forgotten, zone)).toBe(back);
  expect(isLeftOut(back)).toBe(false);
});
