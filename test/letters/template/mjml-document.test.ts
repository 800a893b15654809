import { expect, test } from 'vitest';
import { childOf, innerOf, parseMjml } from '../../../src/letters/template/mjml-document.ts';
import { compileTemplate } from '../../../src/letters/template/template.ts';
import { samplesOf, sourceOf } from '../letters.ts';

test('tags that adjoin end where they end: an admin need not break lines', () => {
  const document = parseMjml(
    '<mjml><mj-head><mj-title>Hello</mj-title></mj-head><mj-body><mj-text><mj-text>in</mj-text></mj-text></mj-body></mjml>',
  );
  const head = childOf(document.root, 'mj-head');
  const title = head && childOf(head, 'mj-title');
  const body = childOf(document.root, 'mj-body');
  const outer = body && childOf(body, 'mj-text');
  const inside = [head, title, outer].map((element) => element && innerOf(document, element));
  expect(inside).toEqual(['<mj-title>Hello</mj-title>', 'Hello', '<mj-text>in</mj-text>']);
  expect(document.source.slice(outer?.start, outer?.end)).toBe('<mj-text><mj-text>in</mj-text></mj-text>');
});

test('a letter says the same with all the blanks between its tags taken out', async () => {
  const source = await sourceOf('late');
  const [sample] = await samplesOf(source);
  if (!sample) throw new Error('no sample');
  const tight = { ...source, template: source.template.replace(/>\s+</g, '><') };
  expect(tight.template).toContain('</mj-preview></mj-head>');
  const words = async (each: typeof source) => (await compileTemplate(each)).render(sample.facts);
  expect((await words(tight)).subject).toBe((await words(source)).subject);
  expect((await words(tight)).text).toBe((await words(source)).text);
});
