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
        { apology: 'delay' },
      ),
    );
    expect(letter.lang).toBe('en');
    expect(letter.subject).toBe('Your order 1042: wedding suit');
    expect(letter.html).toContain('lang="en"');
    expect(letter.html).not.toMatch(/<img|https?:\/\/(?!www\.w3\.org)/);
    expect(letter.text).toBe(
      [
        'Dear Mr Smith,',
        'We promised your order 1042 (wedding suit) for Friday 20 November. We are late. We have no new date yet. We are sorry for the delay.',
        'Our supplier is late.',
        'Marta Nowak is pressing the supplier for a firm date.',
        'To change or cancel it, reply to this letter or call +48 600 100 200.',
        'We will write again by Thursday 26 November, even if there is no news.',
        'Marta Nowak\ncustomer care, Pracownia Nowak\n+48 600 100 200',
        'Replies to this letter reach Marta Nowak.\n',
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

  test.each(['en', 'pl', 'ru'])('%s: every letter about one thing has the same subject', async (language) => {
    const single = STATUS_LETTERS.filter((kind) => kind !== 'several-items');
    const subjects = await Promise.all(
      single.map(
        async (kind) =>
          (await template(kind, language)).render(facts(kind, {}, { lettersBefore: 3 })).subject,
      ),
    );
    expect(new Set(subjects).size).toBe(1);
    expect(subjects[0]).toContain('1042: wedding suit');
  });
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
