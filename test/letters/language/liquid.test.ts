import { expect, test } from 'vitest';
import { enginesFor } from '../../../src/letters/language/liquid.ts';
import { readPhrases } from '../../../src/letters/language/phrases.ts';
import { localeIn, sourceOf } from '../letters.ts';

async function engines() {
  const read = readPhrases((await sourceOf('late', 'en')).phrases, 'en');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return enginesFor(await localeIn('en'), read.phrases);
}

test('renders with the words of a language, strictly, and escapes for HTML alone', async () => {
  const { html, text } = await engines();
  const source = '{% if n > 1 %}{{ n | in_words | capitalize }} & {{ name }}{% endif %}';
  const context = { n: 2, name: '<b>', today: '2026-11-24' };
  expect(html.parse(source)(context)).toBe('Two & &lt;b&gt;');
  expect(text.parse(source)(context)).toBe('Two & <b>');
  expect(() => html.parse(source)({ n: 2, today: '2026-11-24' })).toThrow('undefined variable');
});

test.each([
  '{% include "x" %}',
  '{% render "x" %}',
  '{% layout "x" %}',
  '{% raw %}x{% endraw %}',
  '{{ a | raw }}',
  '{% tablerow i in a %}{% endtablerow %}',
])('%s is not allowed', async (source) => {
  const { html } = await engines();
  expect(() => html.parse(source)).toThrow();
});

test('reaches own properties only, and stops endless work', async () => {
  const { text } = await engines();
  expect(() => text.parse('{{ a.constructor }}')({ a: {} })).toThrow('undefined variable');
  expect(() => text.parse('{{ toString }}')({})).toThrow('undefined variable');
  expect(() => text.parse('{% for i in (1..99999999) %}x{% endfor %}')({})).toThrow();
});

test('prints nothing that is not there, and asks for it in conditions', async () => {
  const { text } = await engines();
  const line = { item: { line: { of: 3 } } };
  const none = { item: { line: null } };
  expect(() => text.parse('{{ item.line.of }}')(none)).toThrow('undefined variable');
  for (const guard of ['item.line', 'item.line and item.line.of > 1', 'item.line.of > 1', 'item.line.of']) {
    const sentence = text.parse(`{% if ${guard} %}one of {{ item.line.of }}{% else %}whole{% endif %}`);
    expect(sentence(line), guard).toBe('one of 3');
    expect(sentence(none), guard).toBe('whole');
  }
  for (const unknown of ['item.lines', 'item.line and item.line.off', 'thing'])
    expect(() => text.parse(`{% if ${unknown} %}x{% endif %}`)(line), unknown).toThrow('undefined variable');
});

test('a day in a sentence that is not told the day of its letter is a fault, a count is none', async () => {
  const { text } = await engines();
  expect(() => text.parse('{{ due | by }}')({ due: '2026-11-26' })).toThrow('undefined variable: today');
  expect(text.parse('{{ n | in_words }}')({ n: 2 })).toBe('two');
});
