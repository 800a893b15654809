import { describe, expect, test } from 'vitest';
import { STATUS_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { BadTemplate, compileTemplate, versionOf } from '../../../src/letters/template/template.ts';
import { facts, samplesOf, sourceOf, template } from '../letters.ts';

describe('a rendered letter', () => {
  test('is in its language, answers, and is signed by a person who can be called', async () => {
    const letter = (await template('late')).render(
      facts(
        'late',
        { promisedFor: '2026-11-20', found: ['promise_missed'], reason: 'supplier_late' },
        {
          apology: 'delay',
          finder: { name: 'Marta Nowak', role: 'owner', phone: null, email: null },
        },
      ),
    );
    expect(letter.lang).toBe('en');
    expect(letter.subject).toBe('Your order 1042 is late');
    expect(letter.html).toContain('lang="en"');
    expect(letter.html).not.toMatch(/<img|https?:\/\/(?!www\.w3\.org)/);
    expect(letter.text).toBe(
      [
        'Dear Mr Smith,',
        'We promised your order 1042 (wedding suit) for Friday 20 November. We did not keep that day. We have no new day yet. We are sorry for the delay.',
        'Our supplier is late.',
        'We have asked Marta Nowak to find out a firm day for it.',
        'If you cannot wait, reply to this letter or call +48 600 100 200: we can change or cancel it.',
        'We will write again by Thursday 26 November, even if there is no news.',
        'Marta Nowak\ncustomer care, Pracownia Nowak\n+48 600 100 200',
        'Replies to this letter reach Marta Nowak.',
        'You get this letter as a customer of Pracownia Nowak.\n',
      ].join('\n\n'),
    );
  });

  test('gives a link in the text part as text and address', async () => {
    const { text, html } = (await template('late')).render(
      facts('late', { url: 'https://nowak.example/o?a=1&b=2' }),
    );
    expect(text).toContain('See where it stands: https://nowak.example/o?a=1&b=2\n');
    expect(html).toContain('href="https://nowak.example/o?a=1&amp;b=2"');
  });

  test('says nothing of calling when there is no phone', async () => {
    const person = { name: 'Jan Lis', role: 'manager', phone: null, email: 'jan@nowak.example' } as const;
    for (const kind of STATUS_LETTERS) {
      const letter = (await template(kind)).render(facts(kind, {}, { person }));
      expect(`${letter.text}${letter.html}`).not.toMatch(/\bcall\b|null/);
    }
  });

  test.each(['en', 'pl', 'ru', 'de'])(
    '%s: each kind of letter about one thing says its own event',
    async (language) => {
      const single = STATUS_LETTERS.filter((kind) => kind !== 'several-items');
      const subjects = await Promise.all(
        single.map(async (kind) => (await template(kind, language)).render(facts(kind, {})).subject),
      );
      expect(new Set(subjects).size).toBe(single.length);
      for (const subject of subjects) expect(subject).toContain('1042');
    },
  );
});

describe('a version', () => {
  test('changes with the letter, the layout and the phrases, and with nothing else', async () => {
    const source = await sourceOf('late');
    const version = versionOf(source);
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    expect(versionOf(JSON.parse(JSON.stringify(source)))).toBe(version);
    for (const part of ['template', 'layout', 'phrases'] as const) {
      expect(versionOf({ ...source, [part]: `${source[part]}\n` })).not.toBe(version);
    }
  });

  test('renders the same letter again from its JSON', async () => {
    const source = await sourceOf('several-items', 'ru');
    const [sample] = await samplesOf(source);
    if (!sample) throw new Error('no sample');
    const again = await compileTemplate(JSON.parse(JSON.stringify(source)));
    expect(again.render(JSON.parse(JSON.stringify(sample.facts)))).toEqual(
      (await template('several-items', 'ru')).render(sample.facts),
    );
  });
});

test('a template whose loop MJML would delete is not compiled', async () => {
  const source = await sourceOf('late');
  const bare = source.template
    .replace('<mj-section>', '{% if apology %}<mj-section>')
    .replace('</mj-section>', '</mj-section>{% endif %}');
  await expect(compileTemplate({ ...source, template: bare })).rejects.toThrow(BadTemplate);
});
