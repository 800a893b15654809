import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import {
  seeBatch,
  seeCorrection,
  sendCorrection,
  type WrongSaid,
  withdrawBatch,
} from '../../src/round/correct.ts';
import type { World } from '../../src/round/round.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { writeSafety } from '../support/own-language.ts';
import { rules } from '../support/policy.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

/* "A column had slipped: forty customers read of a day that was another order's. We could only call all of them." */
let company: Company;
let world: World;
beforeEach(async () => {
  company = await aCompany();
  const of = (id: string, language: string) => ({
    id,
    name: `Customer ${id}`,
    email: `${id.toLowerCase()}@customer.example`,
    language,
    owner_id: 'anna',
  });
  await company.have('customers', of('C2', 'pl'), of('C3', 'en'), of('C4', 'en'));
  for (const [id, customer_id] of [
    ['O1', 'C1'],
    ['O2', 'C2'],
    ['O3', 'C3'],
  ] as const)
    await company.haveOrder({ id, number: `ZK ${id}`, customer_id, promised_for: '2026-11-25' });
  world = {
    databases: company.databases,
    rules: rules(),
    clock: fixedClock(warsaw('2026-11-26 11:00')),
    templates: await shippedTemplates(),
  };
  await company.day(warsaw('2026-11-26 10:00'));
  await company.haveOrder({ id: 'O4', number: 'ZK O4', customer_id: 'C4', promised_for: '2026-11-25' });
  await company.round(warsaw('2026-11-26 10:30'));
});
afterEach(() => company.close());

const NOW = warsaw('2026-11-26 11:00');
const BATCH = { kind: 'late', since: warsaw('2026-11-26 00:00') } as const;
const SAID = {
  en: 'The day in it was that of another order.',
  pl: 'Podany dzień dotyczył innego zamówienia.',
};
const OLA = { by: 'Ola', at: NOW };
const lettersOf = async (customer: string) =>
  (await company.letters())
    .filter(({ customer_id }) => customer_id === customer)
    .map(({ kind, status }) => `${kind} ${status}`);
const ledger = async (text: string) => (await company.databases.ledgerPool.query(text)).rows;

test('it is seen how far the letters have come, and what has not gone is kept back at once', async () => {
  const pool = company.databases.ledgerPool;
  expect(await seeBatch(pool, BATCH, world.rules)).toEqual({
    waiting: 1,
    leaving: 0,
    out: 3,
    readers: [
      { language: 'en', readers: 2 },
      { language: 'pl', readers: 1 },
    ],
  });
  expect(await withdrawBatch(pool, BATCH, { ...OLA, why: 'the column slipped' })).toBe(1);
  expect(await lettersOf('C4')).toEqual(['late withdrawn']);
  expect(await lettersOf('C1')).toEqual(['late submitted']);
});

test('each who got one is told once what was wrong; it counts as told no longer, and they are mended', async () => {
  expect(await sendCorrection(world, BATCH, SAID, OLA)).toEqual({
    done: 'corrected',
    withdrawn: 1,
    corrected: 3,
    written: 3,
  });
  // Older than the last look, and nothing of it became untrue.
  await company.post(warsaw('2026-11-26 12:30'));
  expect(await lettersOf('C1')).toEqual(['late corrected', 'correction submitted']);
  expect(await lettersOf('C4'), 'who never got it hears of no correction').toEqual(['late withdrawn']);
  expect((await company.captured()).filter((name) => name.includes('correction'))).toHaveLength(3);
  expect(await company.text(1)).toMatch(/was that of another order|dotyczył innego zamówienia/);

  // The same once more finds nobody.
  expect(await sendCorrection(world, BATCH, SAID, OLA)).toMatchObject({ corrected: 0, written: 0 });
  expect(await ledger(`select count(*)::int as n from letters where kind = 'correction'`)).toEqual([
    { n: 3 },
  ]);

  // Told anew from the beginning, on another day, signed by the manager; and somebody watches.
  await company.day(warsaw('2026-11-27 10:00'));
  expect(await lettersOf('C1')).toEqual(['late corrected', 'correction submitted', 'late submitted']);
  const [order] = await ledger(`select l.facts -> 'person' ->> 'role' as role from letters l
    where customer_id = 'C1' and kind = 'late' and status = 'submitted'`);
  expect(order).toEqual({ role: 'manager' });
  expect(
    await ledger(
      `select distinct customer_id, why from tasks where kind = 'watch-contacts' order by customer_id`,
    ),
  ).toEqual(['C1', 'C2', 'C3'].map((customer_id) => ({ customer_id, why: 'letter_was_wrong' })));
  expect(await ledger(`select distinct who, what from history where subject_kind = 'correction'`)).toEqual([
    { who: 'Ola', what: 'added' },
  ]);
});

/** The letters' words, with some of what is done with them done otherwise. */
const templatesBut = (otherwise: Partial<Pick<Templates, 'of' | 'prepare'>>): Templates =>
  Object.assign(Object.create(world.templates) as Templates, {
    of: (...given: Parameters<Templates['of']>) => world.templates.of(...given),
    compile: (...given: Parameters<Templates['compile']>) => world.templates.compile(...given),
    prepare: (...given: Parameters<Templates['prepare']>) => world.templates.prepare(...given),
    refresh: (...given: Parameters<Templates['refresh']>) => world.templates.refresh(...given),
    ...otherwise,
  });

describe('nothing at all is done', () => {
  const untouched = async () => [await lettersOf('C1'), await lettersOf('C4')];
  const UNTOUCHED = [['late submitted'], ['late queued']];

  test.each([
    ['a language without a word', { en: SAID.en }, { language: 'pl', fault: 'missing' }],
    ['a link', { ...SAID, en: 'See nowak.example.com for it.' }, { language: 'en', fault: 'link' }],
    ['what is too long', { ...SAID, en: 'It was wrong. '.repeat(40) }, { language: 'en', fault: 'too_long' }],
    ['an exclamation', { ...SAID, en: 'It was wrong!' }, { language: 'en', fault: 'voice' }],
    ['a threat', { ...SAID, en: 'Pay it or a court will decide.' }, { language: 'en', fault: 'voice' }],
  ] as readonly (readonly [string, WrongSaid, object])[])('for %s', async (_, sentences, fault) => {
    expect((await seeCorrection(world, BATCH, sentences, NOW)).faults).toContainEqual(
      expect.objectContaining(fault),
    );
    expect(await sendCorrection(world, BATCH, sentences, OLA)).toHaveProperty('faults');
    expect(await untouched()).toEqual(UNTOUCHED);
  });

  test('in a language of which nobody can tell any more what it never says', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tidings-emails-'));
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    });
    await writeSafety(folder, 'pl', 'never: [pomidor');
    vi.stubEnv('TIDINGS_EMAILS', folder);
    const spoilt = { ...world, templates: await Templates.shipped() };
    expect(await sendCorrection(spoilt, BATCH, { en: SAID.en }, OLA)).toEqual({
      faults: [
        {
          language: 'pl',
          fault: 'no_safety',
          message: expect.stringContaining('emails/pl/safety.yaml:1:'),
        },
      ],
      previews: [],
    });
    expect(await untouched()).toEqual(UNTOUCHED);
  });

  test('where it ends in the middle; and then it goes once', async () => {
    let asked = 0;
    const dies = templatesBut({
      of: (letter) => {
        asked += 1;
        if (asked === 5) throw new Error('killed');
        return world.templates.of(letter);
      },
    });
    await expect(sendCorrection({ ...world, templates: dies }, BATCH, SAID, OLA)).rejects.toThrow('killed');
    expect(asked, 'in the middle of writing').toBe(5);
    expect(await untouched()).toEqual(UNTOUCHED);
    const both = await Promise.all([
      sendCorrection(world, BATCH, SAID, OLA),
      sendCorrection(world, BATCH, SAID, OLA),
    ]);
    expect(both.map((each) => ('written' in each ? each.written : null)).sort()).toEqual([0, 3]);
  });

  test('where one left since it was looked at, in a language in which nobody said anything', async () => {
    const leaves = templatesBut({
      prepare: async (...given) => {
        await world.templates.prepare(...given);
        await company.databases.ledgerPool.query(
          `update letters set language = 'ru', status = 'submitted', submitted_at = $1, settled_at = $1, first_attempt_at = $1, attempts = 1
           where customer_id = 'C4'`,
          [isoInstant(NOW)],
        );
      },
    });
    expect(await sendCorrection({ ...world, templates: leaves }, BATCH, SAID, OLA)).toMatchObject({
      faults: [{ language: 'ru', fault: 'missing' }],
    });
    expect(await untouched()).toEqual([['late submitted'], ['late submitted']]);
  });

  test('while letters of it are just being sent', async () => {
    await company.databases.ledgerPool.query(
      `update letters set status = 'sending', leased_by = 'w', lease_until = now() + interval '1 hour' where customer_id = 'C4'`,
    );
    expect(await sendCorrection(world, BATCH, SAID, OLA)).toEqual({ done: 'leaving', leaving: 1 });
    expect(await lettersOf('C1')).toEqual(['late submitted']);
  });
});
