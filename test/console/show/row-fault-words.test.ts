import { expect, test } from 'vitest';
import { PAGE_LANGUAGES, sayIn } from '../../../src/console/frame/say.ts';
import { rowFaultWords } from '../../../src/console/show/row-fault-words.ts';
import { readSource } from '../../support/source-files.ts';

const german = sayIn('de');
const inGerman = (reason: string) => rowFaultWords(reason, german);

test.each([
  ['2026-12-24 lies before the opening on 2026-12-28', '2026-12-24 liegt vor der Eröffnung (2026-12-28)'],
  [
    'opened_at 2027-01-01T10:00:00.000Z is in the future',
    'opened_at 2027-01-01T10:00:00.000Z liegt in der Zukunft',
  ],
  ['its customer Ä{it} is not in customers', 'der Kunde Ä{it} steht nicht in customers'],
  ['it has no usable due date', 'kein lesbarer Fälligkeitstag: –'],
  ['it has no usable due date (soon)', 'kein lesbarer Fälligkeitstag: soon'],
  ['nothing is not a usable day', 'kein lesbarer Tag'],
  ['what an older version wrote', 'what an older version wrote'],
])('%s', (reason, said) => {
  expect(inGerman(reason)).toBe(said);
});

/** Reasons that readers of the company's tables give, with something in place of what stands in them: whatever they begin as every reason does. */
const GIVEN =
  /(['`])((?:its? |the id |a payment |closed |nothing is )[^\n]*?)\1|\b(?:doubt|note)\(\s*(?:'\w+'|field),\s*(['`])(\$\{[^\n]*?)\3/g;
const given = readSource()
  .filter(({ path }) => /^source\/(customers|money|reading)\//.test(path))
  .flatMap(({ code }) => [...code.matchAll(GIVEN)])
  .map(([, , plain, , begun]) =>
    (plain ?? begun ?? '')
      .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '2026-12-24')
      // A template within it ends it here.
      .replace(/\$\{.*$/, ''),
  );

test.each(PAGE_LANGUAGES.filter((language) => language !== 'en'))(
  'every reason that a reader gives has words in %s',
  (language) => {
    const say = sayIn(language);
    expect(given.length).toBeGreaterThan(30);
    expect(given.filter((reason) => rowFaultWords(reason, say) === reason)).toEqual([]);
  },
);

test('what a table holds may have line breaks', () => {
  expect(inGerman('its tone "firm\nplain" is none of friendly, plain')).toContain('firm\nplain');
});
