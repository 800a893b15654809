import { expect, test } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import type { CaseId } from '../../../src/customer/ids.ts';
import type { Task } from '../../../src/customer/task.ts';
import { Player } from '../../../src/replay/playing/player.ts';
import { TeamWork } from '../../../src/replay/playing/team-work.ts';
import { aCustomer, anOrder, day, personId, rules, warsaw } from '../../support/builders.ts';
import { pastCustomer } from '../../support/past.ts';

/* In a replay people do what they were given on the day by which it was to be done, as the letter had said that they would. */
const ROUND = warsaw('2026-11-26 08:00');

function asked(dueOn: Task['dueOn']): Task {
  const { kind, id } = anOrder();
  return {
    key: `call ${dueOn}`,
    kind: 'call-customer',
    forPerson: personId('anna'),
    customerId: aCustomer().id,
    about: [{ kind, id }],
    caseId: 'case' as CaseId,
    why: 'past_letters',
    dueOn,
    urgent: true,
  };
}

test.each([
  ['no day: on the next working day', null, '2026-11-27 13:00'],
  ['today, after the round', day('2026-11-26'), '2026-11-26 13:00'],
  ['on a day ahead', day('2026-12-02'), '2026-12-02 13:00'],
  ['a day that has passed: on the next working day', day('2026-11-25'), '2026-11-27 13:00'],
])('%s', (_, dueOn, called) => {
  const team = new TeamWork(rules());
  team.assign({ tasks: [asked(dueOn)], letters: [] }, new Player(pastCustomer()), ROUND, day('2026-11-26'));
  expect(team.workUntil(instantOf(warsaw(called) - 1))).toEqual([]);
  expect(team.workUntil(warsaw(called))).toMatchObject([{ item: { id: 'O1' }, at: warsaw(called) }]);
  expect(team.workUntil(warsaw('2026-12-24 18:00'))).toEqual([]);
});
