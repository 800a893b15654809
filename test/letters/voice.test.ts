import { describe, expect, test } from 'vitest';
import type { LetterKind } from '../../src/customer/letter-kinds.ts';
import { wordsOf } from '../../src/letters/check/plain-language.ts';
import type { ItemFacts, StatusFacts } from '../../src/letters/facts/letter.ts';
import { anItem, facts, template } from './letters.ts';

async function text(
  kind: LetterKind,
  item: Partial<ItemFacts>,
  differing: Partial<StatusFacts> = {},
  language = 'en',
) {
  return (await template(kind, language)).render(facts(kind, item, differing)).text;
}

describe('what a letter says is true', () => {
  test('silence alone claims no delay, and is no reason to be sorry', async () => {
    const silent = {
      state: 'silent',
      found: ['long_silence'],
      reason: 'supplier_late',
      usually: 10,
    } as const;
    const letter = await text('on-course', silent, { nextWordBy: null });
    expect(letter).toContain('This is where your order 1042 (wedding suit) stands. It is in progress.');
    expect(letter).toContain('It usually takes no more than ten working days there.');
    expect(letter).not.toMatch(/delay|late|sorry|not moved|not ready|write again/i);
    const again = await text('on-course', { ...silent, nth: 1 }, { nextWordBy: null });
    expect(again).not.toContain('This is where');
  });

  test('a needed-by day that passed is missed, not at risk', async () => {
    const letter = await text('at-risk', {
      found: ['needed_by_at_risk'],
      neededBy: '2026-11-21',
      expected: '2026-12-01',
    });
    expect(letter).toContain(
      'You needed your order 1042 (wedding suit) by Saturday 21 November. We missed that day.',
    );
    expect(letter).not.toContain('may miss');
  });

  test('a day by which it is needed is named', async () => {
    const needed = { state: 'at_risk', found: ['needed_by_at_risk'], neededBy: '2026-11-28' } as const;
    const letter = await text('at-risk', { ...needed, expected: '2026-12-01' });
    expect(letter).toContain('by Saturday 28 November. We may miss that day.');
    expect(letter).toContain('Most likely it will be done by Tuesday 1 December.');
    const certain = await text('at-risk', { ...needed, expected: '2026-12-01', certain: true });
    expect(certain).toContain('We will miss that day: we expect it on Tuesday 1 December.');
  });

  test('an expected day that passed is not promised again', async () => {
    expect(
      await text('late', { found: ['promise_missed'], promisedFor: '2026-11-20', expected: '2026-11-23' }),
    ).toContain('We have no new day yet.');
  });

  test('a wait for the customer is no delay of ours, and nobody is blamed', async () => {
    const letter = await text('waiting-for-you', {
      state: 'theirs',
      nth: 1,
      found: ['waiting_for_customer', 'promise_missed'],
      stageKind: 'awaiting_customer',
      promisedFor: '2026-11-20',
    });
    expect(letter).toContain('is still waiting for you, since Monday 16 November.');
    expect(letter).not.toMatch(/sorry|delay|promised|late/i);
  });

  test('no news is said as no news', async () => {
    const quiet = { state: 'stalled', quiet: true, found: ['word_due', 'stage_overrun'] } as const;
    const first = await text('still-late', { ...quiet, nth: 1 });
    expect(first).toContain('We have no news about your order 1042 (wedding suit) since our last letter.');
    expect(await text('still-late', { ...quiet, nth: 2 })).toContain('has not moved since we last wrote.');
  });

  test('a broken word is owned, with one apology', async () => {
    const letter = await text(
      'still-late',
      { found: ['word_due', 'promise_missed'], brokenWord: '2026-11-02', promisedFor: '2026-11-20' },
      { apology: 'silence' },
    );
    expect(letter).toContain('We said we would write by Monday 2 November. We did not.');
    expect(letter.match(/sorry/g)).toHaveLength(1);
  });

  test('a date that moved earlier is good news without an apology', async () => {
    const letter = await text('promise-moved', {
      found: ['promise_moved'],
      promisedBefore: '2026-12-04',
      promisedFor: '2026-11-27',
    });
    expect(letter).toContain(
      'We have an earlier day for your order 1042 (wedding suit). It is Friday 27 November, not Friday 4 December.',
    );
    expect(letter).not.toContain('sorry');
  });

  test('the slow line is named, and the ready ones offered', async () => {
    const line = { description: 'suit jacket', of: 4, ready: 3 };
    const letter = await text('late', { reason: 'stock_transfer', line, offerPartial: true });
    expect(letter).toContain('One of its four items holds it up: suit jacket.');
    expect(letter).toContain('it is coming from another of our warehouses.');
    expect(letter).toContain('You can have the three ready items now');
  });

  test('nothing is offered where nothing is ready', async () => {
    const line = { description: 'suit jacket', of: 4, ready: 0 };
    expect(await text('late', { line, offerPartial: true })).not.toContain('You can have');
  });

  test('that nobody knows why is said where somebody has been given to find out, and only there', async () => {
    const finder = { name: 'Jan Lis', role: 'owner', phone: null, email: null } as const;
    const found = await text('late', { reason: 'xk-42' }, { finder });
    expect(found).toContain(
      'We do not know yet what holds it up.\n\nWe have asked Jan Lis to find out a firm day for it.',
    );
    expect(await text('late', { reason: 'constructor' }, { finder })).toContain('We do not know yet');
    expect(await text('late', { reason: 'xk-42' })).not.toMatch(/do not know|find out/);
    const noted = await text('late', { publicNote: 'The cloth is being woven anew' }, { finder });
    expect(noted).toContain('The cloth is being woven anew.');
    expect(noted).not.toContain('do not know');
  });

  test('a letter without news does not forget the reason that the one before gave', async () => {
    const finder = { name: 'Jan Lis', role: 'owner', phone: null, email: null } as const;
    const quiet = { state: 'broken', nth: 1, quiet: true, promisedFor: '2026-11-20' } as const;
    const known = { ...quiet, stageKind: 'awaiting_supplier', reason: 'supplier_late' } as const;
    const letter = await text('still-late', known, { finder });
    expect(letter).toContain('It is waiting for our supplier.');
    expect(letter).not.toContain('do not know');
    expect(letter).toContain('Jan Lis is still to find out a firm day for it.');
    expect(await text('still-late', quiet, { finder })).toContain('We still do not know what holds it up.');
  });

  test('a credit hold apologises, names who decides by when and how to call them, and calls nobody a debtor', async () => {
    const letter = await text(
      'credit-hold',
      { stageKind: 'awaiting_credit', reason: 'credit_hold' },
      {
        apology: 'delay',
        deciders: [
          { name: 'Ewa Lis', role: 'credit', phone: '+48 1', email: null },
          { name: 'Jan Lis', role: 'manager', phone: '+48 2', email: null },
        ],
      },
    );
    expect(letter).toContain('We are sorry about that.');
    expect(letter).toContain(
      'Ewa Lis (finance director) and Jan Lis (manager) will decide by Thursday 26 November.',
    );
    expect(letter).toMatch(/You can call those who decide:\n+\* Ewa Lis: \+48 1\n\* Jan Lis: \+48 2\n/);
    expect(letter).not.toMatch(/debt|owe|unpaid|overdue/i);
  });

  test('the next person up is named from the second rung', async () => {
    const nextPerson = { name: 'Jan Lis', role: 'manager', phone: '+48 2', email: null } as const;
    expect(await text('still-late', {}, { nextPerson })).toContain(
      'You can also call Jan Lis (manager) on +48 2.',
    );
  });
});

describe('a letter does not say more than is so', () => {
  test.each([
    ['en', 'We are sorry to leave you uncertain.', /delay|missed|late\b/],
    ['pl', 'Przepraszamy, że tak wychodzi.', /opóźnienie|nie zdążyliśmy/],
    ['ru', 'Простите, что заставляем Вас волноваться.', /задержк|не успели/],
    ['de', 'Die Ungewissheit tut uns leid.', /Verspätung|eingehalten/],
  ])('%s: what is only at risk is not late yet', async (language, apology, late) => {
    const item = { found: ['promise_at_risk'], promisedFor: '2026-11-27', expected: '2026-12-02' } as const;
    const letter = await text('at-risk', item, { apology: 'risk' }, language);
    expect(letter).toContain(apology);
    expect(letter).not.toMatch(late);
  });

  test('no news of what is only at risk is no delay, and says so in other words', async () => {
    const item = {
      state: 'at_risk',
      found: ['word_due', 'promise_at_risk'],
      promisedFor: '2026-11-27',
    } as const;
    const letter = await text('at-risk', { ...item, nth: 1, quiet: true });
    expect(letter).toContain('Nothing has changed since our last letter.');
    expect(letter).toContain('may still miss Friday 27 November, the day we promised.');
    expect(letter).not.toMatch(/delay|sorry|It will probably take longer/);
  });

  test('a day that is only likely to be lost is not said to be lost', async () => {
    const item = { state: 'at_risk', found: ['promise_at_risk'], promisedFor: '2026-11-27' } as const;
    const needed = { ...item, neededBy: '2026-11-28', expected: '2026-12-01' } as const;
    expect(await text('at-risk', needed)).toContain('and we will probably miss that day.');
    const line = { description: 'suit jacket', of: 4, ready: 3, due: '2026-12-01' };
    expect(await text('at-risk', { ...needed, certain: true, line })).toContain('and we will miss that day.');
  });

  test('a day that an earlier letter named as likely is admitted when it has passed', async () => {
    const late = { state: 'broken', nth: 1, promisedFor: '2026-11-18', passedDay: '2026-11-23' } as const;
    expect(await text('still-late', late)).toContain(
      'We had expected it on Monday 23 November. We were wrong.',
    );
  });

  test('the next letter about a credit limit does not pass over the day it named for the decision', async () => {
    const held = { state: 'on_hold', stageKind: 'awaiting_credit', reason: 'credit_hold' } as const;
    expect(await text('credit-hold', { ...held, nth: 0 })).not.toContain('decided yet');
    expect(await text('credit-hold', { ...held, nth: 1 })).toContain('Nothing is decided yet.');
  });

  test('the last letter without news names who calls and by when; a call that did not come is owned up to', async () => {
    const quiet = { state: 'broken', nth: 2, quiet: true, promisedFor: '2026-11-18' } as const;
    const calls = { callBy: '2026-11-30', nextWordBy: '2026-12-01' } as const;
    const letter = await text('still-late', quiet, calls);
    expect(letter).toContain('Marta Nowak will call you by Monday 30 November.');
    const after = { ...quiet, nth: 3, callMissed: '2026-11-23' } as const;
    const missed = await text('still-late', after, { apology: 'silence' });
    expect(missed).toContain('We said we would call you by Monday 23 November.');
    expect(missed.match(/sorry/g)).toHaveLength(1);
  });

  test('what is over or goes well promises no further letter', async () => {
    const ends = { nextWordBy: null };
    expect(await text('cancelled', { state: 'over', found: ['cancelled'] }, ends)).not.toContain(
      'write again',
    );
    const redeemed = { state: 'on_course', found: ['word_due'], promisedFor: '2026-12-04' } as const;
    const letter = await text('word-redeemed', redeemed, ends);
    expect(letter).toContain('We said that we would write again.');
    expect(letter).toContain('is on course for Friday 4 December.');
    expect(letter).not.toMatch(/sorry|We will write/);
  });

  test('where and when it can be fetched is said as the company writes it', async () => {
    const ready = { state: 'ready', found: ['ready'], stageKind: 'ready' } as const;
    const letter = await text(
      'ready',
      { ...ready, collectAt: '12 Long Street, 9 to 17' },
      { nextWordBy: null },
    );
    expect(letter).toContain('12 Long Street, 9 to 17. If somebody else comes for it, tell us.');
    const nowhere = await text('ready', ready, { nextWordBy: null });
    expect(nowhere).toContain('Before you come for it, reply to this letter or call +48 600 100 200');
  });

  test('what travels moves: it is only slow', async () => {
    const letter = await text('late', { stageKind: 'in_transit', reason: 'carrier_delay' });
    expect(letter).toContain('has been on its way since Monday 16 November. That is too long.');
    expect(letter).not.toContain('not moved');
  });

  test('work in progress is not said to stand still and go on at once', async () => {
    expect(await text('late', { stageKind: 'in_progress' })).not.toContain('It is in progress.');
  });

  test.each(['unknown', 'xk-42'])(
    'reason %s: a stage that tells what it waits for is the why',
    async (reason) => {
      const letter = await text('late', { stageKind: 'awaiting_parts', reason });
      expect(letter).toContain('The parts for it have not reached us yet.');
      expect(letter).not.toMatch(/do not know|It is waiting for parts/);
    },
  );

  test('what the reason says, the stage does not say again', async () => {
    const item = {
      state: 'stalled',
      nth: 1,
      stageKind: 'awaiting_supplier',
      reason: 'supplier_late',
    } as const;
    const letter = await text('still-late', { ...item, found: ['word_due', 'stage_overrun'] });
    expect(letter).toContain('Our supplier is late.');
    expect(letter).not.toContain('It is waiting for our supplier.');
  });

  test('a service request is not a thing that is ready', async () => {
    const item = { kind: 'service_job', number: '77', thing: 'no heating' } as const;
    const missed = { found: ['promise_missed'], promisedFor: '2026-11-20' } as const;
    expect(await text('late', { ...item, ...missed })).toContain(
      'We promised the work on your service request 77 (no heating) for Friday 20 November. We did not keep that day.',
    );
  });

  test('a day that passed is not called close, and the code of a reason is said in words', async () => {
    const letter = (await template('escalation')).render({
      letter: 'escalation',
      company: 'Pracownia Nowak',
      today: '2026-11-24',
      person: { name: 'Jan Lis', role: 'manager', phone: null, email: 'jan@nowak.example' },
      task: 'escalation',
      why: 'needed_soon',
      customer: { id: 'C-17', name: 'Mark Smith', email: null },
      items: [
        anItem({ neededBy: '2026-11-20', reason: 'supplier_late' }),
        anItem(),
        anItem({ reason: 'xk-42' }),
      ],
      story: [],
    }).text;
    expect(letter).toContain('The day by which they needed it has passed.');
    expect(letter).not.toContain('is close');
    expect(letter).toContain('Why it waits: the supplier is late.');
    expect(letter).toContain('Why it waits: our tables do not say.');
    expect(letter).toContain('Why it waits: xk-42.');
  });
});

describe('several items', () => {
  const late = { state: 'broken', found: ['promise_missed'], promisedFor: '2026-11-20' } as const;

  test('that we broke our word is said once, above them', async () => {
    const items = ['2026-11-20', '2026-11-23', null].map((brokenWord, index) =>
      anItem({ number: String(2001 + index), brokenWord, found: ['word_due', 'stage_overrun'] }),
    );
    const letter = await text('several-items', {}, { items, apology: 'silence' });
    expect(letter.match(/We said we would write/g)).toHaveLength(1);
    expect(letter).toMatch(
      /^Dear.*\n\nHere is where .*We said we would write by Friday 20 November\. We did not\./,
    );
  });

  test('what stands alike is listed together by number, and its reason is said once', async () => {
    const items = ['M-10', 'M-2', 'M-1'].map((number) =>
      anItem({ ...late, number, thing: null, reason: 'supplier_late' }),
    );
    const letter = await text(
      'several-items',
      {},
      { items: [...items, anItem({ ...late, number: 'M-30' })] },
    );
    expect(letter).toMatch(
      /Later than we promised:\n\n?\* order M-1,.*\n\* order M-2,.*\n\* order M-10,.*\n\* order M-30/,
    );
    const alike = await text('several-items', {}, { items });
    expect(alike.match(/Our supplier is late\./g)).toHaveLength(1);
  });

  test('two things that stand otherwise are told in sentences', async () => {
    const ready = { state: 'ready', found: ['ready'], stageKind: 'ready', number: '1043' } as const;
    const letter = await text('several-items', {}, { items: [anItem(late), anItem(ready)] });
    expect(letter).toContain('We promised your order 1042 (wedding suit) for Friday 20 November.');
    expect(letter).toContain('Your order 1043 (wedding suit) is ready for you.');
    expect(letter).not.toContain('* ');
  });

  test('a letter about ninety lists sixty, says how many more there are, and is read in a minute', async () => {
    const items = Array.from({ length: 90 }, (_, index) => anItem({ ...late, number: String(2001 + index) }));
    const letter = await text('several-items', {}, { items, rest: 5 });
    expect(letter.match(/^\* /gm)).toHaveLength(60);
    expect(letter).toContain('And 30 more.');
    expect(letter).toContain('Everything else that you have with us is on course.');
    const body = (await template('several-items')).body(facts('several-items', {}, { items, rest: 5 }));
    expect(wordsOf(body.replace(/^\* .*$/gm, '')).length).toBeLessThanOrEqual(120);
  });
});

describe('how to reach us', () => {
  test('answers reach a person with an address; of one without nothing is said of them', async () => {
    expect(await text('late', {})).toContain('Replies to this letter reach Marta Nowak.');
    const person = { name: 'Jan Lis', role: 'owner', phone: '+48 600 100 300', email: null } as const;
    const letter = await text('late', {}, { person });
    expect(letter).not.toContain('Replies');
    expect(letter).toContain('You get this letter as a customer of Pracownia Nowak.');
  });

  test('a phone can be tapped where it is one number, and is only shown where it is not', async () => {
    const html = async (phone: string) => {
      const person = { name: 'Jan Lis', role: 'owner', phone, email: null } as const;
      return (await template('late')).render(facts('late', {}, { person })).html;
    };
    expect(await html('+48 (600) 100-300')).toContain('href="tel:+48600100300"');
    for (const phone of ['600 100 300 ext. 7', '600 100 300 / 600 100 301', 'javascript:alert(1)', '12']) {
      const shown = await html(phone);
      expect(shown).not.toContain('href="tel:');
      expect(shown).toContain(phone);
    }
  });
});

test('a long name is cut where it still reads', async () => {
  const named = async (thing: string) => (await text('late', { thing })).match(/1042 \((.*?)\)/)?.[1];
  expect(await named('morning coat, let out at the waist')).toBe('morning coat');
  expect(await named('sewing machine in a laundry room')).toBe('sewing machine in…');
  expect(await named('three linen shirts')).toBe('three linen shirts');
});

test('a date stays whole in HTML, and plain mail has plain spaces', async () => {
  const letter = (await template('late')).render(facts('late', { number: 'ZK 1042' }));
  expect(letter.html).toContain('26\u00a0November');
  expect(letter.html).toContain('ZK\u00a01042');
  expect(`${letter.subject}${letter.preheader}${letter.text}`).not.toContain('\u00a0');
});

test('Polish and Russian greet by the salutation, and fall back to a plain greeting', async () => {
  const nobody = { customer: { name: 'X', salutation: null } };
  expect(await text('late', {}, { customer: { name: 'X', salutation: 'Panie Marku' } }, 'pl')).toMatch(
    /^Dzień dobry, Panie Marku,\n/,
  );
  expect(await text('late', {}, nobody, 'pl')).toMatch(/^Dzień dobry,\n/);
  expect(await text('late', {}, { customer: { name: 'X', salutation: 'Анна Сергеевна' } }, 'ru')).toMatch(
    /^Здравствуйте, Анна Сергеевна\.\n/,
  );
  expect(await text('late', {}, nobody, 'ru')).toMatch(/^Здравствуйте\.\n/);
});
