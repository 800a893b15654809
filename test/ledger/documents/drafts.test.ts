import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardDraft, readDraft, type Save, saveDraft } from '../../../src/ledger/documents/drafts.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { at } from '../../support/outbox.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());
const pool = () => databases.ledgerPool;

const save = (path: string, content: string, differs: Partial<Save> = {}) =>
  saveDraft(pool(), { path, content, revision: null, basedOn: null, by: 'Ola', at: at('09:00'), ...differs });
async function saved(...args: Parameters<typeof save>) {
  const result = await save(...args);
  if (result.kind !== 'saved') throw new Error('a conflict');
  return result.draft;
}

test('two editors at once: the second hears of the first, and both texts are there', async () => {
  const begun = await saved('en/late.mjml', 'begun');
  const ola = await saved('en/late.mjml', "Ola's", { revision: begun.revision });
  const jan = await save('en/late.mjml', "Jan's", { revision: begun.revision, by: 'Jan' });
  expect(jan).toEqual({ kind: 'conflict', mine: "Jan's", theirs: ola });
  expect(await readDraft(pool(), 'en/late.mjml')).toEqual(ola);
  const merged = await saved('en/late.mjml', 'both', { revision: ola.revision, by: 'Jan' });
  expect(merged).toMatchObject({ content: 'both', by: 'Jan' });
});

test('one that is begun while another stands is a conflict too', async () => {
  const first = await saved('en/task.mjml', 'first');
  expect(await save('en/task.mjml', 'second')).toEqual({ kind: 'conflict', mine: 'second', theirs: first });
});

test('of many who save the same revision at once exactly one does, and no other text is lost', async () => {
  const { revision } = await saved('layout.mjml', 'begun');
  const texts = Array.from({ length: 12 }, (_, nth) => `by editor ${nth}`);
  const results = await Promise.all(texts.map((text) => save('layout.mjml', text, { revision })));
  const winner = results.filter(({ kind }) => kind === 'saved');
  expect(winner).toHaveLength(1);
  const lost = results.flatMap((result) => (result.kind === 'conflict' ? [result.mine] : []));
  expect([...lost, (await readDraft(pool(), 'layout.mjml'))?.content].sort()).toEqual(texts.sort());
});

test('a discarded draft that is begun anew is another one: an editor of the first writes over nothing', async () => {
  const old = await saved('pl/task.mjml', 'old');
  expect(await discardDraft(pool(), { path: old.path, revision: old.revision + 1, by: 'Jan' })).toBe(false);
  expect(await discardDraft(pool(), { path: old.path, revision: old.revision, by: 'Jan' })).toBe(true);
  expect(await save('pl/task.mjml', 'late', { revision: old.revision })).toEqual({
    kind: 'conflict',
    mine: 'late',
    theirs: null,
  });
  const anew = await saved('pl/task.mjml', 'anew');
  expect(await save('pl/task.mjml', 'late', { revision: old.revision })).toMatchObject({ theirs: anew });
});

test('its history tells who began it, who took it over and who ended it, and not each keystroke', async () => {
  let { revision } = await saved('ru/task.mjml', 'a');
  for (const by of ['Ola', 'Ola', 'Jan', 'Jan'])
    ({ revision } = await saved('ru/task.mjml', `a by ${by}`, { revision, by }));
  await discardDraft(pool(), { path: 'ru/task.mjml', revision, by: 'Ewa' });
  const { rows } = await pool().query(
    `select what, who, detail::text from history where subject_kind = 'document' and subject_id = 'ru/task.mjml' order by id`,
  );
  expect(rows).toEqual([
    { what: 'draft begun', who: 'Ola', detail: null },
    { what: 'draft taken over', who: 'Jan', detail: '{"before": "Ola"}' },
    { what: 'draft ended', who: 'Ewa', detail: null },
  ]);
});

test.each([
  ['a path out of the folder', '../stalled.mjml', 'x'],
  ['another kind of file', 'en/late.sh', 'x'],
  ['more than a megabyte', 'en/late.mjml', 'x'.repeat(1_048_577)],
  ['what is no text', 'en/late.mjml', 'a\0b'],
])('the database refuses %s', async (_what, path, content) => {
  await expect(save(path, content)).rejects.toThrow(/check constraint|invalid byte sequence/);
});
