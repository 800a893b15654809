import mjml2html from 'mjml';
import { expect, test } from 'vitest';
import { enginesFor } from '../../../src/letters/language/liquid.ts';
import { ownFilters } from '../../../src/letters/language/own-filters.ts';
import { readPhrases } from '../../../src/letters/language/phrases.ts';
import { compileQuickly } from '../../../src/letters/language/quick-liquid.ts';
import { parseSentences } from '../../../src/letters/language/sentences.ts';
import { wordsFor } from '../../../src/letters/words/words.ts';
import { localeIn, samplesOf, sourceOf, template } from '../letters.ts';

async function tools(language: string) {
  const read = readPhrases((await sourceOf('late', language)).phrases, language);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const locale = await localeIn(language);
  const engines = enginesFor(locale, read.phrases);
  return {
    engines,
    filters: ownFilters(locale, read.phrases),
    say: parseSentences(read.phrases, engines.text),
  };
}

test.each(['en', 'pl', 'ru', 'de'])(
  '%s: every shipped letter runs quickly, and means what LiquidJS means',
  async (language) => {
    const { engines, filters, say } = await tools(language);
    for (const letter of ['late', 'credit-hold', 'several-items', 'escalation'] as const) {
      const { merged } = await template(letter, language);
      const { html } = await mjml2html(merged, { fonts: {} });
      const quick = compileQuickly(html, filters, true);
      expect(quick).not.toBeNull();
      for (const { facts } of await samplesOf(await sourceOf(letter, language))) {
        const words = wordsFor(facts, language, say);
        expect(quick?.(words)).toBe(engines.html.liquid.parseAndRenderSync(html, words));
      }
    }
  },
);

test.each([
  '{% assign x = company %}{{ x }}',
  '{% if a == 1 %}x{% endif %}',
  '{% case a %}{% when 1 %}x{% endcase %}',
  '{{ items.size }}',
  '{{ company | capitalize }}',
  '{%- if a -%}x{%- endif -%}',
  '{% for i in items limit:2 %}{{ i }}{% endfor %}',
  '{% if a %}x{% elsif b %}y{% endif %}',
])('leaves %s to LiquidJS', async (source) => {
  const { filters } = await tools('en');
  expect(compileQuickly(source, filters, false)).toBeNull();
});

test('LiquidJS renders the rest, as strictly', async () => {
  const { engines } = await tools('en');
  const rendering = engines.html.parse(
    '{% if n > 1 %}{{ n | in_words | capitalize }} & {{ name }}{% endif %}',
  );
  expect(rendering({ n: 2, name: '<b>', today: '2026-11-24' })).toBe('Two & &lt;b&gt;');
  expect(() => rendering({ n: 2, today: '2026-11-24' })).toThrow('undefined variable');
});

test.each([
  '{% include "x" %}',
  '{% render "x" %}',
  '{% layout "x" %}',
  '{% raw %}x{% endraw %}',
  '{{ a | raw }}',
  '{% tablerow i in a %}{% endtablerow %}',
])('%s is not allowed', async (source) => {
  const { engines } = await tools('en');
  expect(() => engines.html.parse(source)).toThrow();
});

test('reaches own properties only, and stops endless work', async () => {
  const { engines } = await tools('en');
  expect(() => engines.text.parse('{{ a.constructor }}')({ a: {} })).toThrow('undefined variable');
  expect(() => engines.text.parse('{{ toString }}')({})).toThrow('undefined variable');
  expect(() => engines.text.parse('{% for i in (1..99999999) %}x{% endfor %}')({})).toThrow();
});
