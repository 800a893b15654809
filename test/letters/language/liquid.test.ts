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
  expect(() => text.parse('{{ a.b.c }}')({ a: { b: null } })).toThrow('undefined variable');
  expect(text.parse('{% if a.b %}{{ a.b.c }}{% endif %}')({ a: { b: null } })).toBe('');
  expect(() => text.parse('{% for i in (1..99999999) %}x{% endfor %}')({})).toThrow();
});
