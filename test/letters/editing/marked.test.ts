import { describe, expect, test } from 'vitest';
import { readSamples } from '../../../src/ledger/documents/letter-samples.ts';
import { marked, saidIn, unmarked, withSpans } from '../../../src/letters/editing/marked.ts';
import { lookAtSentences, putInto } from '../../../src/letters/editing/sentence-look.ts';
import { sourcesOf } from '../../../src/letters/template/documents.ts';
import { compileTemplate } from '../../../src/letters/template/template.ts';
import { readDocuments } from '../../../src/settings/letter-folders.ts';

const documents = await readDocuments(['en']);
const source = sourcesOf(documents, ['en']).find(({ letter }) => letter === 'late');
const [sample] = await readSamples('late', 'en');

describe('a preview that tells its sentences apart', () => {
  test('says word for word what the letter says, of every kind of letter', async () => {
    const kinds = ['late', 'several-items', 'reminder-friendly', 'digest', 'week', 'alarm', 'call-customer'];
    for (const each of sourcesOf(documents, ['en']).filter(({ letter }) => kinds.includes(letter))) {
      const one = (await readSamples(each.letter, 'en')).find(({ hostile }) => !hostile);
      if (!one) throw new Error(`${each.letter} has no sample`);
      const plain = (await compileTemplate(each)).render(one.facts);
      const look = await lookAtSentences(each, one.facts, null, new Set());
      expect(look.text, each.letter).toBe(plain.text);
      expect(look.subject, each.letter).toBe(plain.subject);
      expect(look.html.replace(/<\/?span[^>]*>/g, '')).toBe(plain.html.replace(/<\/?span[^>]*>/g, ''));
      expect(look.said.length, each.letter).toBeGreaterThan(2);
    }
  });

  test('a sentence within a sentence has its own span; tags and titles have none', async () => {
    if (!source || !sample) throw new Error('there is no letter');
    const { html, said } = await lookAtSentences(source, sample.facts, null, new Set(['what.late']));
    expect(html).toMatch(
      /<span data-phrase="what\.late" class="changed">We promised <span data-phrase="names\.order\.mid">/,
    );
    expect(/<title>[^<]*<\/title>/.test(html)).toBe(true);
    expect(said.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['subjects.late', 'what.late', 'names.order.mid']),
    );
    expect(/[\ue000-\uf8ff]/.test(html)).toBe(false);
  });

  test('marks that somebody typed do no harm', () => {
    const { keys } = marked({} as never);
    expect(withSpans('<p title="\ue022">\ue020\ue035\ue021a\ue022\ue022</p>', keys, new Set())).toBe(
      '<p title="">a</p>',
    );
    expect(withSpans('<p>\ue020\ue030\ue021a</p>', ['"><script>'], new Set())).toBe(
      '<p><span data-phrase="&#34;&#62;&#60;script&#62;">a</span></p>',
    );
    expect(unmarked('a\ue020\ue031\ue021b\ue022')).toBe('ab');
    expect(saidIn('\ue020\ue039\ue021', ['a'])).toEqual([]);
  });
});

describe('a sentence is changed', () => {
  const put = (sentence: string, key = 'what.late') => {
    if (!source || !sample) throw new Error('there is no letter');
    return putInto(source, sample.facts, key, sentence);
  };

  test('in its place in the file, and nothing else is', async () => {
    const { content, slips } = await put('It is late: "sorry" # {{ item.name_mid }}.');
    expect(slips).toEqual([]);
    const before = (source?.phrases ?? '').split('\n');
    const changed = content.split('\n').filter((line, at) => line !== before[at]);
    expect(changed).toEqual(['  late: "It is late: \\"sorry\\" # {{ item.name_mid }}."']);
  });

  test('a name that nobody knows is told with the one that was meant', async () => {
    expect((await put('{{ item.nume_mid }} is late.')).slips).toEqual([
      { kind: 'unknown', name: 'item.nume_mid', nearest: 'item.name_mid' },
    ]);
    expect((await put('{{ itm.number }} is late.')).slips).toEqual([
      { kind: 'unknown', name: 'itm.number', nearest: 'item.number' },
    ]);
    expect((await put('{{ item.name_mid is late.')).slips).toMatchObject([{ kind: 'syntax' }]);
    expect((await put('  ')).slips).toEqual([{ kind: 'empty' }]);
  });

  test('what is long, harsh or worn out is marked', async () => {
    const long =
      'We are writing to you today because the day that we had promised to you is over and we have not kept it at all.';
    expect((await put(long)).slips).toMatchObject([{ kind: 'long', most: 20 }]);
    expect((await put('Your order has been delayed!')).slips).toEqual([
      { kind: 'forbidden', phrase: 'has been delayed' },
      { kind: 'exclaims' },
    ]);
    expect((await put('We may go to court.')).slips).toEqual([{ kind: 'forbidden', phrase: 'court' }]);
    expect((await put(`Your order ${'is late '.repeat(9)}`, 'subjects.late')).slips).toMatchObject(
      expect.arrayContaining([{ kind: 'subject', most: 60, signs: expect.any(Number) }]),
    );
  });
});
