import { describe, expect, test } from 'vitest';
import type { LetterKind } from '../../src/customer/letter-kinds.ts';
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
  test('silence alone claims no delay', async () => {
    const letter = await text(
      'late',
      {
        found: ['long_silence'],
        silentSince: '2026-11-12',
        reason: 'supplier_late',
        promisedFor: '2026-12-04',
      },
      { apology: 'silence' },
    );
    expect(letter).toContain(
      'You have heard nothing from us about your order 1042 (wedding suit) since Thursday 12 November.',
    );
    expect(letter).toContain('It is promised for Friday 4 December.');
    expect(letter).not.toMatch(/delay|late|not moved|not ready/i);
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
    const letter = await text('at-risk', {
      found: ['needed_by_at_risk'],
      neededBy: '2026-11-28',
      expected: '2026-12-01',
    });
    expect(letter).toContain('by Saturday 28 November. We may miss that day.');
    expect(letter).toContain('we expect it on Tuesday 1 December');
  });

  test('an expected day that passed is not promised again', async () => {
    expect(
      await text('late', { found: ['promise_missed'], promisedFor: '2026-11-20', expected: '2026-11-23' }),
    ).toContain('We have no new date yet.');
  });

  test('a wait for the customer is no delay of ours, and nobody is blamed', async () => {
    const letter = await text(
      'waiting-for-you',
      {
        found: ['waiting_for_customer', 'promise_missed'],
        stageKind: 'awaiting_customer',
        promisedFor: '2026-11-20',
      },
      { apology: 'delay' },
    );
    expect(letter).toContain('has been waiting for your answer since Monday 16 November.');
    expect(letter).not.toMatch(/sorry|delay|promised|late/i);
  });

  test('no news is said as no news', async () => {
    expect(
      await text('still-late', { found: ['word_due', 'stage_overrun'] }, { noNews: true, lettersBefore: 1 }),
    ).toContain('We have no news about your order 1042 (wedding suit) since our last letter.');
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
    const letter = await text(
      'promise-moved',
      { found: ['promise_moved'], promisedBefore: '2026-12-04', promisedFor: '2026-11-27' },
      { apology: 'delay' },
    );
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

  test('a reason without a sentence is said as unknown; the company’s own note is said instead of not knowing', async () => {
    expect(await text('late', { reason: 'xk-42' })).toContain('We do not know why yet. We are finding out.');
    expect(await text('late', { reason: 'constructor' })).toContain('We do not know why yet.');
    const noted = await text('late', { publicNote: 'The cloth is being woven anew' });
    expect(noted).toContain('The cloth is being woven anew.');
    expect(noted).not.toContain('do not know why');
  });

  test('a credit hold apologises, names who decides by when and how to call them, and calls nobody a debtor', async () => {
    const letter = await text(
      'credit-hold',
      { stageKind: 'awaiting_credit', reason: 'credit_hold' },
      {
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
    expect(letter).toContain('You can call those who decide:\nEwa Lis: +48 1\nJan Lis: +48 2\n');
    expect(letter).not.toMatch(/debt|owe|unpaid|overdue/i);
  });

  test('the next person up is named from the second rung', async () => {
    const nextPerson = { name: 'Jan Lis', role: 'manager', phone: '+48 2', email: null } as const;
    expect(await text('still-late', {}, { nextPerson })).toContain(
      'You can also call Jan Lis (manager) on +48 2.',
    );
  });

  test('several items are told one by one; the rest of a long list by name', async () => {
    const items = Array.from({ length: 12 }, (_, index) =>
      anItem({ number: String(2001 + index), thing: null }),
    );
    const letter = await text('several-items', {}, { items });
    expect(letter).toContain('You are waiting for twelve things from us.');
    for (const { number } of items) expect(letter).toContain(`order ${number}`);
    expect(letter.match(/Also waiting/g)).toHaveLength(4);
  });
});

describe('a letter does not say more than is so', () => {
  test.each([
    ['en', 'We are sorry for the worry.', /delay|missed|late\b/],
    ['pl', 'Przepraszamy za tę niepewność.', /opóźnienie|nie zdążyliśmy/],
    ['ru', 'Просим прощения за беспокойство.', /задержк|не успели/],
  ])('%s: what is only at risk is not late yet', async (language, apology, late) => {
    const item = { found: ['promise_at_risk'], promisedFor: '2026-11-27', expected: '2026-12-02' } as const;
    const letter = await text('at-risk', item, { apology: 'delay' }, language);
    expect(letter).toContain(apology);
    expect(letter).not.toMatch(late);
  });

  test('no news of what is only at risk is no delay either', async () => {
    const item = { found: ['word_due', 'needed_by_at_risk'], neededBy: '2026-11-28' } as const;
    const again = { noNews: true, lettersBefore: 1, apology: 'delay' } as const;
    expect(await text('still-late', item, again)).toContain('We are sorry for the worry.');
    const late = { ...item, promisedFor: '2026-11-20' };
    const letter = await text('still-late', late, again);
    expect(letter).toContain('We are sorry for the delay.');
    expect(letter).toContain('It will still be later than Friday 20 November, the day we promised.');
  });

  test('the next letter about a credit limit does not pass over the day it named for the decision', async () => {
    const held = { stageKind: 'awaiting_credit', reason: 'credit_hold' } as const;
    expect(await text('credit-hold', held)).not.toContain('decided yet');
    expect(await text('credit-hold', held, { lettersBefore: 1 })).toContain('Nothing is decided yet.');
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
      expect(letter).not.toMatch(/do not know why|It is waiting for parts/);
    },
  );

  test('what the reason says, the stage does not say again', async () => {
    const item = { stageKind: 'awaiting_supplier', reason: 'supplier_late' } as const;
    const letter = await text(
      'still-late',
      { ...item, found: ['word_due', 'stage_overrun'] },
      { noNews: true },
    );
    expect(letter).toContain('Our supplier is late.');
    expect(letter).not.toContain('It is waiting for our supplier.');
  });

  test('a service request is not a thing that is ready', async () => {
    const item = { kind: 'service_job', number: '77', thing: 'no heating' } as const;
    const missed = { found: ['promise_missed'], promisedFor: '2026-11-20' } as const;
    expect(await text('late', { ...item, ...missed })).toContain(
      'We promised the work on your service request 77 (no heating) for Friday 20 November. We are late.',
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
  test('that we broke our word is said once, above them', async () => {
    const items = ['2026-11-20', '2026-11-23', null].map((brokenWord, index) =>
      anItem({ number: String(2001 + index), brokenWord, found: ['word_due', 'stage_overrun'] }),
    );
    const letter = await text('several-items', {}, { items, apology: 'silence' });
    expect(letter.match(/We said we would write/g)).toHaveLength(1);
    expect(letter).toMatch(
      /^Dear.*\n\nYou are waiting .*We said we would write by Friday 20 November\. We did not\./,
    );
  });

  test('a reason is not given twice in the same words', async () => {
    const late = { reason: 'supplier_late' };
    const items = [anItem(), anItem(late), anItem(late), anItem()];
    const letter = await text('several-items', {}, { items });
    expect(letter.match(/We do not know why yet\./g)).toHaveLength(1);
    expect(letter.match(/Here too we do not know why yet\./g)).toHaveLength(1);
    expect(letter.match(/Our supplier is late\./g)).toHaveLength(1);
    expect(letter.match(/The reason is the same\./g)).toHaveLength(1);
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
