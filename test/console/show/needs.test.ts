import { describe, expect, test } from 'vitest';
import { answerOf, type Need, needsInOrder } from '../../../src/console/show/needs.ts';

const need = (differs: Partial<Need> & Pick<Need, 'kind'>): Need => ({
  title: differs.kind,
  href: '/',
  why: '',
  person: null,
  mine: false,
  day: null,
  act: { says: 'Open', href: '/' },
  tell: null,
  customerId: null,
  ...differs,
});
const titles = (...needs: readonly Need[]) => needsInOrder(needs).map(({ title }) => title);

describe('what needs somebody', () => {
  test('stands with the reader’s own first, then the worst, then the longest', () => {
    expect(
      titles(
        need({ kind: 'mend' }),
        need({ kind: 'task', title: 'mine', mine: true, day: '2026-12-01' }),
        need({ kind: 'overdue', title: 'since Friday', day: '2026-11-27' }),
        need({ kind: 'overdue', title: 'since Thursday', day: '2026-11-26' }),
        need({ kind: 'untold' }),
        need({ kind: 'alarm' }),
        need({ kind: 'resume' }),
      ),
    ).toEqual(['mine', 'resume', 'alarm', 'untold', 'since Thursday', 'since Friday', 'mend']);
  });

  test('tells the silence to a customer once, and not beside a task that somebody has for them', () => {
    const of = (kind: Need['kind'], customerId: string) =>
      need({ kind, customerId, title: `${kind} ${customerId}` });
    expect(
      titles(of('untold', 'C1'), of('task', 'C1'), of('word', 'C2'), of('untold', 'C2'), of('untold', 'C3')),
    ).toEqual(['word C2', 'untold C3', 'task C1']);
  });
});

describe('the one sentence', () => {
  const calm = { isPaused: false, hadRound: true, alarms: 0, untold: 0, broken: 0, needs: 0 };
  test.each([
    [{}, 'well', 'good'],
    [{ needs: 3 }, 'needs', 'warn'],
    [{ needs: 3, hadRound: false }, 'no_round', 'warn'],
    [{ needs: 3, alarms: 1 }, 'alarms', 'bad'],
    [{ needs: 3, alarms: 1, broken: 1 }, 'broken', 'bad'],
    [{ needs: 3, alarms: 1, broken: 1, untold: 1 }, 'untold', 'bad'],
    [{ untold: 1, isPaused: true }, 'paused', 'bad'],
  ] as const)('of %o is %s', (standing, key, grave) => {
    expect(answerOf({ ...calm, ...standing })).toMatchObject({ key: `today.answers.${key}`, grave });
  });

  test('is never green while anybody is late without a word', () => {
    for (const needs of [0, 5]) expect(answerOf({ ...calm, untold: 1, needs }).grave).toBe('bad');
  });
});
