import { afterEach, beforeEach, expect, test } from 'vitest';
import { readInForce } from '../../src/ledger/documents/documents-in-force.ts';
import { publish } from '../../src/ledger/documents/publish.ts';
import { restore } from '../../src/ledger/documents/restore.ts';
import { findLetters } from '../../src/ledger/letters/letters.ts';
import { checkTemplate } from '../../src/letters/check/check.ts';
import { TemplateShelf } from '../../src/post/letter/template-shelf.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * "Our letters said 'To change or cancel it, reply to this letter.' We wanted our own words, without a developer and without
 * a restart; and when the new ones turned out worse, we wanted the old ones back."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const PATH = 'en/phrases.yaml';
const late = (id: string) =>
  company.haveOrder({
    id,
    stage: 'supplier',
    stage_since: '2026-11-10T09:00:00+01:00',
    promised_for: '2026-11-23',
    reason: 'supplier_late',
  });
/** The letter about an order, as it leaves: in the words of the version that it was written with. */
async function wordsAbout(order: string): Promise<string> {
  const { rows } = await company.databases.ledgerPool.query<{ id: string }>(
    `select id from letters where audience = 'customer' and about @> jsonb_build_array(jsonb_build_object('id', $1::text))`,
    [order],
  );
  const [letter] = await findLetters(company.databases.ledgerPool, rows[0]?.id ?? '');
  if (!letter) throw new Error(`no letter about ${order}`);
  const shelf = new TemplateShelf(company.databases.ledgerPool);
  await shelf.prepare([letter]);
  return shelf.render(letter).text;
}

test('the next letters say it, the one that was decided before keeps its words, and the old words come back', async () => {
  const pool = company.databases.ledgerPool;
  await late('O1');
  await company.round(warsaw('2026-11-24 10:00'));

  const { documents } = await readInForce(pool);
  const content =
    documents.get(PATH)?.replaceAll('we can change or cancel it', 'we may change it, or cancel it') ?? '';
  expect(
    await publish(
      pool,
      [{ path: PATH, content }],
      { by: 'Ola', why: 'our own words', at: warsaw('2026-11-24 11:00') },
      checkTemplate,
    ),
  ).toMatchObject({ kind: 'published' });
  await company.change('orders', 'O1', { closed_at: '2026-11-24T12:00:00+01:00', outcome: 'done' });
  await late('O2');
  await company.round(warsaw('2026-11-25 10:00'));
  expect(await wordsAbout('O1')).toContain('we can change or cancel it');
  expect(await wordsAbout('O2')).toContain('we may change it, or cancel it');

  const back = await restore(
    pool,
    PATH,
    null,
    { by: 'Ola', why: 'too much', at: warsaw('2026-11-25 11:00') },
    checkTemplate,
  );
  expect(back).toMatchObject({ kind: 'published' });
  await company.change('orders', 'O2', { closed_at: '2026-11-25T12:00:00+01:00', outcome: 'done' });
  await late('O3');
  await company.round(warsaw('2026-11-26 10:00'));
  expect(await wordsAbout('O2')).toContain('we may change it, or cancel it');
  expect(await wordsAbout('O3')).toContain('we can change or cancel it');
});
