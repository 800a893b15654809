import { describe, expect, test } from 'vitest';
import type { ItemFacts, StatusFacts } from '../../../src/letters/facts/letter.ts';
import { offeredAnswers } from '../../../src/letters/facts/offered-answers.ts';
import { facts, template } from '../letters.ts';

/* What whole stories read as, letter by letter: each sentence true on its day, and none of them said once more. */
const read = async (
  letter: StatusFacts['letter'],
  item: Partial<ItemFacts>,
  language = 'en',
  differing: Partial<StatusFacts> = {},
): Promise<string> => {
  const { subject, text } = (await template(letter, language)).render(facts(letter, item, differing));
  return `${subject}\n${text}`;
};

describe('an end that was none is owned up to', () => {
  const back = { state: 'on_course', found: ['reopened'], ended: 'ready', endedOn: '2026-11-20' } as const;

  test.each([
    ['en', 'Your order 1042 is not ready after all', 'We wrote on Friday 20 November that it is ready.'],
    [
      'pl',
      'Zamówienie 1042 jednak nie jest gotowe',
      'Pisaliśmy w piątek, 20 listopada, że zamówienie jest gotowe.',
    ],
    ['ru', 'Заказ 1042: оказалось, ещё не готово', 'Мы писали в пятницу, 20 ноября, что всё готово.'],
    [
      'de',
      'Bestellung 1042 ist doch nicht fertig',
      'Sie haben am Freitag, 20. November, von uns gelesen, alles sei fertig.',
    ],
  ])('%s: subject and first sentence', async (language, subject, first) => {
    const letter = await read('still-late', back, language, { apology: 'delay' });
    expect(letter.split('\n')[0]).toBe(subject);
    expect(letter).toContain(first);
  });

  test('with what is promised now, one apology, and no word of a delay that there is none of', async () => {
    const letter = await read('still-late', { ...back, promisedFor: '2026-12-04' }, 'en', {
      apology: 'delay',
    });
    expect(letter).toContain('is on course for Friday 4 December');
    expect(letter.match(/sorry/g)).toHaveLength(1);
    expect(letter).not.toMatch(/delay|late/);
  });

  test('what is late besides is called late', async () => {
    const late = {
      ...back,
      state: 'broken',
      found: ['promise_missed', 'reopened'],
      promisedFor: '2026-11-23',
    } as const;
    expect(await read('late', late, 'en', { apology: 'delay' })).toMatch(
      /not ready after all\..*We did not keep that day\..*sorry for the delay/s,
    );
  });
});

describe('a cancelled order says why', () => {
  const cancelled = { state: 'over', found: ['cancelled'], stageKind: 'cancelled' } as const;

  test.each([
    ['en', 'Our supplier has not delivered what it needs.'],
    ['pl', 'Nasz dostawca nie dostarczył tego, co było potrzebne.'],
    ['ru', 'Наш поставщик так и не привёз того, что было нужно.'],
    ['de', 'Unser Lieferant hat nicht geliefert, was dafür nötig war.'],
  ])('%s: of a wait that is over', async (language, why) => {
    expect(await read('cancelled', { ...cancelled, reason: 'supplier_late' }, language)).toContain(why);
  });

  test('and nothing that its stage would say of a wait', async () => {
    const letter = await read('cancelled', { ...cancelled, stageKind: 'in_transit' });
    expect(letter).not.toMatch(/has left|arrived/);
    expect(await read('cancelled', { ...cancelled, reason: 'our_mistake' })).toContain(
      'The mistake was ours.',
    );
  });
});

describe('a letter without news still says something that the one two before it did not', () => {
  const quiet = {
    state: 'broken',
    quiet: true,
    found: ['promise_missed', 'word_due'],
    promisedFor: '2026-11-02',
  } as const;
  const later = (nth: number, lateBy: number, language = 'en') =>
    read('still-late', { ...quiet, nth, lateBy }, language);

  test('by how many working days it is late', async () => {
    expect(await later(1, 3)).toContain('It is now 3 working days late.');
    expect(await later(3, 13)).toContain('It is now 13 working days late.');
    expect(await later(3, 22, 'pl')).toContain('Opóźnienie wynosi już 22 dni robocze.');
    expect(await later(3, 21, 'ru')).toContain('Задержка составляет уже 21 рабочий день.');
    expect(await later(3, 1, 'de')).toContain('Inzwischen ist es ein Arbeitstag Verspätung.');
    expect(await later(3, 12, 'de')).toContain('Inzwischen sind es zwölf Arbeitstage Verspätung.');
  });

  test('a stage that stands for how long', async () => {
    const stalled = {
      state: 'stalled',
      quiet: true,
      nth: 1,
      found: ['stage_overrun', 'word_due'],
      inStageFor: 12,
    } as const;
    expect(await read('still-late', stalled)).toContain('That is 12 working days now.');
  });

  test('a letter with news counts no days', async () => {
    expect(await read('late', { ...quiet, quiet: false, nth: 0, lateBy: 1 })).not.toContain('working day');
  });
});

test('what is on its way will reach them, and is not done', async () => {
  const travels = {
    state: 'broken',
    found: ['promise_missed'],
    stageKind: 'in_transit',
    promisedFor: '2026-11-23',
    expected: '2026-11-27',
  } as const;
  const letter = await read('late', travels);
  expect(letter).toContain('Most likely it will reach you by Friday 27 November.');
  expect(letter).not.toContain('be done');
});

test('on the day that a letter named nobody is told that there is none', async () => {
  const late = { state: 'broken', found: ['promise_missed'], promisedFor: '2026-11-23' } as const;
  expect(await read('late', { ...late, namedToday: true })).not.toContain('no new day');
  expect(await read('late', late)).toContain('We have no new day yet.');
});

test('a day of theirs that has passed is called missed, and not late or possibly late', async () => {
  const need = {
    state: 'at_risk',
    certain: true,
    found: ['needed_by_at_risk'],
    neededBy: '2026-11-23',
  } as const;
  for (const [language, subject] of [
    ['en', 'Your order 1042 has missed the day you needed it'],
    ['pl', 'Zamówienie 1042: nie zdążyliśmy na czas'],
    ['ru', 'Заказ 1042: мы не успели к нужному дню'],
    ['de', 'Bestellung 1042: Wir haben Ihren Tag verpasst'],
  ] as const)
    for (const item of [need, { ...need, nth: 1, quiet: true }])
      expect((await read('at-risk', item, language)).split('\n')[0]).toBe(subject);
});

test('a word that falls due on course names the day of theirs that is ahead', async () => {
  const word = { state: 'on_course', found: ['word_due'], neededBy: '2026-11-27' } as const;
  expect(await read('word-redeemed', word)).toContain('We know that you need it by Friday 27 November.');
  expect(await read('word-redeemed', { ...word, neededBy: '2026-11-20' })).not.toContain('need');
});

test('a day that came is told as one that came, and one that went by as one that has passed', async () => {
  const given = { state: 'on_course', found: ['promise_given'], promisedFor: '2026-12-04' } as const;
  expect(await read('promise-moved', given)).toContain(
    'We have a day for your order 1042 (wedding suit) now: Friday 4 December.',
  );
  const gone = {
    state: 'stalled',
    found: ['stage_overrun', 'promise_withdrawn'],
    withdrawn: '2026-11-20',
  } as const;
  const letter = await read('promise-moved', gone);
  expect(letter).toContain('has passed: Friday 20 November. We have no new day yet.');
  expect(letter).not.toContain('cannot keep');
});

test('on hold, with a day that was taken back: the letter says so', async () => {
  const held = {
    state: 'on_hold',
    nth: 1,
    found: ['credit_hold', 'promise_withdrawn'],
    stageKind: 'awaiting_credit',
    withdrawn: '2026-11-27',
  } as const;
  expect(await read('credit-hold', held)).toContain(
    'Friday 27 November, the day that we had named, no longer holds.',
  );
});

test('a warning that goes on gives the reason that its row has now', async () => {
  const risk = {
    state: 'at_risk',
    nth: 1,
    found: ['promise_at_risk', 'word_due'],
    promisedFor: '2026-11-27',
    reason: 'no_technician',
  } as const;
  expect(await read('at-risk', risk)).toContain('We have not had a technician free for it.');
  expect(await read('at-risk', { ...risk, quiet: true })).not.toContain('technician');
});

test('one item of theirs that waits for a fitting is named, the rest is offered, and nobody offers to come', async () => {
  const line = { description: 'coat, charcoal', of: 2, ready: 1 };
  const fitting = {
    state: 'theirs',
    found: ['waiting_for_customer'],
    stageKind: 'awaiting_customer',
    needs: 'appointment',
    line,
    offerPartial: true,
  } as const;
  const letter = await read('waiting-for-you', fitting);
  expect(letter).toContain('This is about one of its two items: coat, charcoal.');
  expect(letter).toContain('We need you to come by');
  expect(letter).toContain('You can have the one ready item now');
  expect(letter).not.toContain('come to you');
});

test('an office that offers neither change nor cancelling says so nowhere', async () => {
  const late = {
    state: 'broken',
    found: ['promise_missed'],
    promisedFor: '2026-11-20',
    offerChange: false,
  } as const;
  for (const nth of [0, 2]) {
    expect(await read('late', { ...late, nth })).not.toMatch(/cancel|change|another way/);
    expect(await read('late', { ...late, nth })).toContain('If you have a question');
  }
  expect(offeredAnswers(facts('late', late))).toEqual(['call']);
  expect(offeredAnswers(facts('late', { ...late, offerChange: true }))).toEqual(['cancel', 'call']);
  const both = facts('several-items', late);
  const several = (await template('several-items')).render({
    ...both,
    items: [...both.items, ...both.items],
  });
  expect(several.text).not.toMatch(/cancel|change/);
});

test('a letter about several without news says that, and who finds out, as often as nobody else does', async () => {
  const finder = { name: 'Jan Lis', role: 'owner', phone: null, email: null } as const;
  const quiet = {
    state: 'broken',
    nth: 1,
    quiet: true,
    found: ['promise_missed', 'word_due'],
    promisedFor: '2026-11-20',
  } as const;
  const told = (differing: Partial<StatusFacts>) => {
    const base = facts('several-items', quiet, { noNews: true, finder, ...differing });
    return template('several-items').then(
      (one) => one.render({ ...base, items: [...base.items, ...base.items] }).text,
    );
  };
  expect(await told({})).toMatch(
    /Nothing has changed since our last letter\..*Jan Lis is still to find out firm days/s,
  );
  expect(await told({ noNews: false, finder: null })).not.toMatch(/Nothing has changed|Jan Lis/);
});
