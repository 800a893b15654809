import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/letters/check/plain-language.ts';
import { renderSamples } from '../../../src/letters/check/renders.ts';
import { type PlainReport, plainReport } from '../../../src/letters/editing/plain-report.ts';
import type { TemplateSource } from '../../../src/letters/template/template.ts';
import { facts, sourceOf } from '../letters.ts';

/** The report on a letter about an order that stands still. */
async function reportOn(source: TemplateSource): Promise<PlainReport> {
  const { rendered } = await renderSamples(source, [
    { name: 'one', hostile: false, facts: facts('late', { reason: 'supplier_late' }) },
  ]);
  const [first] = rendered;
  if (!first) throw new Error('the letter does not render');
  return plainReport(source, first);
}

test('a shipped letter has its five answers, few words and nothing that we never say', async () => {
  const report = await reportOn(await sourceOf('late'));
  expect(report.answers.map(({ answer, line }) => [answer, line])).toEqual([
    ['what', 9],
    ['why', 14],
    ['doing', 19],
    ['you-can', 23],
    ['next-word', 29],
  ]);
  expect(report.mostWords).toBe(120);
  expect(report.words).toBeGreaterThan(40);
  expect(report.longest && wordsOf(report.longest.text).length).toBe(report.longest?.words);
  expect(report.readability).toMatchObject({ index: 'Flesch', grade: 'easy' });
  expect(report.forbidden).toEqual([]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('a missing answer, a stock phrase and a long sentence are named with their places', async () => {
  const source = await sourceOf('late');
  const long = `It is ${'very '.repeat(25)}late.`;
  const report = await reportOn({
    ...source,
    template: source.template
      .replace('css-class="why"', 'css-class="other"')
      .replace('<p>{{ item.can }}', `<p>We reply as soon as possible. ${long} {{ item.can }}`),
  });
  expect(report.answers.filter(({ line }) => line === null).map(({ answer }) => answer)).toEqual(['why']);
  expect(report.forbidden).toEqual([
    { phrase: 'as soon as possible', file: 'emails/en/late.mjml', line: 25, column: expect.any(Number) },
  ]);
  expect(report.longest).toEqual({ words: 28, text: long });
});
