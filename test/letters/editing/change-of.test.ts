import { expect, test } from 'vitest';
import { changeOf } from '../../../src/letters/editing/change-of.ts';
import type { TemplateSource } from '../../../src/letters/template/template.ts';
import { sourceOf } from '../letters.ts';

const published = await sourceOf('late');
const withTemplate = (from: string, to: string): TemplateSource => ({
  ...published,
  template: published.template.replace(from, to),
});
const NOTHING = {
  variablesAdded: [],
  variablesDropped: [],
  phrasesAdded: [],
  phrasesDropped: [],
  answersLost: [],
};

test('other words change nothing that anything else relies on', () => {
  expect(changeOf(published, withTemplate('See where it stands', 'Look where it is'))).toEqual(NOTHING);
});

test('a variable that came and one that went are named where they stand', () => {
  const change = changeOf(published, withTemplate('<p>{{ item.what }}', '<p>{{ item.new_day }}'));
  expect(change).toEqual({
    ...NOTHING,
    variablesAdded: [{ name: 'item.new_day', file: 'emails/en/late.mjml', line: 10, column: 17 }],
    variablesDropped: [],
  });
});

test('what stands in a comment is not used', () => {
  const change = changeOf(
    published,
    withTemplate('<p>{{ item.can }}</p>', '<!-- {{ item.can }} --><p>x</p>'),
  );
  expect(change.variablesDropped.map(({ name }) => name)).toEqual(['item.can']);
});

test('an answer that is lost is named', () => {
  expect(changeOf(published, withTemplate('css-class="doing"', 'css-class="done"')).answersLost).toEqual([
    { name: 'doing', file: 'emails/en/late.mjml', line: 19, column: 9 },
  ]);
});

test('a reason that a company adds is a new phrase, and what it says a new variable', () => {
  const phrases = published.phrases.replace(
    'reasons:\n',
    'reasons:\n  strike: { why: "A strike at {{ item.asset_name }}." }\n',
  );
  const change = changeOf(published, { ...published, phrases });
  expect(change.phrasesAdded.map(({ name }) => name)).toEqual(['reasons.strike.why']);
  expect(change.variablesAdded).toMatchObject([{ name: 'item.asset_name', file: 'emails/en/phrases.yaml' }]);
  const back = changeOf({ ...published, phrases }, published);
  expect(back.phrasesDropped).toEqual(change.phrasesAdded);
});
