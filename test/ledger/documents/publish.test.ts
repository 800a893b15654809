import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readInForce } from '../../../src/ledger/documents/documents-in-force.ts';
import { readDraft, saveDraft } from '../../../src/ledger/documents/drafts.ts';
import { listPublications } from '../../../src/ledger/documents/publications.ts';
import { type Check, type DocumentChange, publish } from '../../../src/ledger/documents/publish.ts';
import { publishDraft } from '../../../src/ledger/documents/publish-draft.ts';
import { restore } from '../../../src/ledger/documents/restore.ts';
import { checkTemplate } from '../../../src/letters/check/check.ts';
import { hashOf } from '../../../src/letters/template/documents.ts';
import { startChild } from '../../support/child.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { at } from '../../support/outbox.ts';

let databases: FreshDatabases;
beforeEach(async () => {
  databases = await freshDatabases();
});
afterEach(() => databases.close());
const pool = () => databases.ledgerPool;

const ola = { by: 'Ola', why: 'plainer', at: at('09:00') };
const jan = { by: 'Jan', why: 'shorter', at: at('09:05') };
/** For what is not about the check. */
const sound: Check = async () => [];
const PATH = 'en/late.mjml';
const textNow = async (path = PATH) => (await readInForce(pool())).documents.get(path) ?? '';
const newest = async (path = PATH) => (await listPublications(pool(), path))[0]?.id ?? null;
const change = async (note: string, differs: Partial<DocumentChange> = {}): Promise<DocumentChange> => ({
  path: PATH,
  content: `${await textNow()}<!-- ${note} -->\n`,
  ...differs,
});

describe('publishing', () => {
  test('puts a text in force, in the name of a person and with a reason, and says so in the history', async () => {
    const made = await change('one');
    expect(await publish(pool(), [made], ola, checkTemplate)).toEqual({ kind: 'published', paths: [PATH] });
    expect(await textNow()).toBe(made.content);
    expect(await listPublications(pool(), PATH)).toEqual([
      { id: '1', path: PATH, hash: hashOf(made.content ?? ''), ...ola, restores: null },
    ]);
    const { rows } = await pool().query(
      `select what, who, why, detail ->> 'publication' as id from history where subject_kind = 'document'`,
    );
    expect(rows).toEqual([{ what: 'published', who: 'Ola', why: 'plainer', id: '1' }]);
  });

  test('what is in force already is nothing new, whatever line ends a browser gave it', async () => {
    const content = `\uFEFF${(await textNow()).replaceAll('\n', '\r\n')}`;
    expect(await publish(pool(), [{ path: PATH, content }], ola, sound)).toEqual({ kind: 'unchanged' });
    expect(await publish(pool(), [{ path: PATH, content: null }], ola, sound)).toEqual({ kind: 'unchanged' });
  });

  test('is refused by the check, all of it, and names what is wrong and where', async () => {
    const broken = { path: PATH, content: (await textNow()).replace('</mj-text>', '') };
    const other = { path: 'en/task.mjml', content: `${await textNow('en/task.mjml')}\n` };
    const result = await publish(pool(), [other, broken], ola, checkTemplate);
    expect(result).toMatchObject({
      kind: 'refused',
      faults: [{ file: 'emails/en/late.mjml', rule: 'well-formed', line: expect.any(Number) }],
    });
    expect(await listPublications(pool(), other.path)).toEqual([]);
  });

  test.each([[{ ...ola, by: ' ' }], [{ ...ola, why: '' }]])(
    'needs a person and a reason',
    async (publisher) => {
      await expect(publish(pool(), [await change('x')], publisher, sound)).rejects.toThrow(
        /Say who publishes and why/,
      );
    },
  );

  test('on a text that somebody changed since is a conflict with both texts', async () => {
    const [first, second] = [await change('first'), await change('second')];
    const basis = { publication: null };
    await publish(pool(), [{ ...first, basis }], ola, sound);
    expect(await publish(pool(), [{ ...second, basis }], jan, sound)).toEqual({
      kind: 'conflict',
      conflicts: [{ path: PATH, mine: second.content, theirs: first.content, by: 'Ola' }],
    });
    expect(await textNow()).toBe(first.content);
    const merged = { ...second, basis: { publication: await newest() } };
    expect(await publish(pool(), [merged], jan, sound)).toMatchObject({ kind: 'published' });
  });

  test('is judged with what somebody published while it was being checked', async () => {
    const layout = { path: 'layout.mjml', content: `${await textNow('layout.mjml')}\n` };
    const judgedWith: string[] = [];
    let raced = false;
    const check: Check = async (source) => {
      judgedWith.push(source.layout);
      if (!raced) {
        raced = true;
        await publish(pool(), [layout], jan, sound);
      }
      return [];
    };
    expect(await publish(pool(), [await change('late')], ola, check)).toMatchObject({ kind: 'published' });
    expect(judgedWith.at(-1)).toBe(layout.content);
    expect(judgedWith).toHaveLength(2);
  });

  test('gives up when others never stop publishing, and has published nothing', async () => {
    let nth = 0;
    const check: Check = async () => {
      nth += 1;
      await publish(pool(), [{ path: 'en/task.mjml', content: `${nth}` }], jan, sound);
      return [];
    };
    await expect(publish(pool(), [await change('never')], ola, check)).rejects.toThrow(
      /Others keep publishing/,
    );
    expect(await listPublications(pool(), PATH)).toEqual([]);
  });
});

describe('restoring', () => {
  test('publishes an earlier text again and names it; the shipped file comes back too', async () => {
    const shipped = await textNow();
    const one = await change('one');
    await publish(pool(), [one], ola, sound);
    await publish(pool(), [await change('two')], ola, sound);
    expect(await restore(pool(), PATH, '1', jan, sound)).toMatchObject({ kind: 'published' });
    expect(await textNow()).toBe(one.content);
    expect((await listPublications(pool(), PATH))[0]).toMatchObject({ id: '3', restores: '1', by: 'Jan' });
    expect(await restore(pool(), PATH, null, jan, sound)).toMatchObject({ kind: 'published' });
    expect(await textNow()).toBe(shipped);
    const { rows } = await pool().query(
      `select what from history where subject_kind = 'document' order by id desc limit 2`,
    );
    expect(rows).toEqual([{ what: 'followed the shipped file again' }, { what: 'restored' }]);
  });

  test('finds no version of another document, and none that is no number', async () => {
    await publish(pool(), [await change('one')], ola, sound);
    expect(await restore(pool(), 'en/task.mjml', '1', jan, sound)).toBeNull();
    expect(await restore(pool(), PATH, "1' or true", jan, sound)).toBeNull();
  });

  test('does not go around the check', async () => {
    await pool().query(
      `insert into publications (path, content, hash, by, at, why) values ($1, '<mjml>', 'h', 'psql', now(), 'by hand')`,
      [PATH],
    );
    await publish(pool(), [{ path: PATH, content: null }], ola, sound);
    expect(await restore(pool(), PATH, '1', jan, checkTemplate)).toMatchObject({ kind: 'refused' });
  });
});

describe('a draft', () => {
  const draft = async (content: string, revision: number | null = null) => {
    const saved = await saveDraft(pool(), {
      path: PATH,
      content,
      revision,
      basedOn: await newest(),
      by: 'Ola',
      at: at('09:00'),
    });
    if (saved.kind !== 'saved') throw new Error('a conflict');
    return saved.draft;
  };

  test('is published and ends', async () => {
    const made = await draft((await change('draft')).content ?? '');
    expect(await publishDraft(pool(), made, ola, sound)).toMatchObject({ kind: 'published' });
    expect(await textNow()).toBe(made.content);
    expect(await readDraft(pool(), PATH)).toBeNull();
  });

  test('that somebody saved since, before the check or during it, is not published', async () => {
    const old = await draft('old');
    const newer = await draft('newer', old.revision);
    expect(await publishDraft(pool(), old, ola, sound)).toEqual({ kind: 'draft changed' });
    const check: Check = async () => {
      await draft('newest', newer.revision);
      return [];
    };
    expect(await publishDraft(pool(), newer, ola, check)).toEqual({ kind: 'draft changed' });
    expect(await listPublications(pool(), PATH)).toEqual([]);
    expect((await readDraft(pool(), PATH))?.content).toBe('newest');
  });

  test('whose document was published since is a conflict, and stays', async () => {
    const made = await draft('mine');
    await publish(pool(), [await change('theirs')], jan, sound);
    expect(await publishDraft(pool(), made, ola, sound)).toMatchObject({
      kind: 'conflict',
      conflicts: [{ mine: 'mine', by: 'Jan' }],
    });
    expect(await readDraft(pool(), PATH)).toEqual(made);
  });
});

test('two processes that publish at once: one does, the other hears of it', async () => {
  const children = await Promise.all(
    ['Ola', 'Jan'].map((by) =>
      startChild('test/support/publish-child.ts', [by], {
        DATABASE_URL: databases.url,
        SOURCE_DATABASE_URL: '',
      }),
    ),
  );
  await Promise.all(children.map((child) => child.line()));
  for (const child of children) child.tell('publish');
  const said = await Promise.all(children.map((child) => child.line()));
  expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0]);
  expect([...said].sort()).toEqual(['conflict', 'published']);
  expect(await listPublications(pool(), 'en/phrases.yaml')).toHaveLength(1);
});

test.each(['update publications set why = why', 'delete from publications', 'truncate publications cascade'])(
  'what was published stays: %s',
  async (statement) => {
    await publish(pool(), [await change('kept')], ola, sound);
    await expect(pool().query(statement)).rejects.toThrow(/what was published stays/);
    expect(await listPublications(pool(), PATH)).toHaveLength(1);
  },
);
