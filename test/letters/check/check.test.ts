import { describe, expect, test } from 'vitest';
import type { AnyLetterKind } from '../../../src/customer/letter-kinds.ts';
import { ALL_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { checkTemplate } from '../../../src/letters/check/check.ts';
import { type Fault, faultLine } from '../../../src/letters/check/fault.ts';
import { forbiddenIn } from '../../../src/letters/check/forbidden-words.ts';
import { languageFaults } from '../../../src/letters/check/languages.ts';
import { sourcesOf } from '../../../src/letters/template/documents.ts';
import type { TemplateSource } from '../../../src/letters/template/template.ts';
import { readFolders } from '../../../src/settings/letter-folders.ts';
import { safetyIn, samplesOf, sourceOf } from '../letters.ts';

const texts = await readFolders(null);
const shipped = sourcesOf(texts.documents, texts.languages);

describe('every shipped letter passes the check', () => {
  test.each(shipped.map((source) => [`${source.language}/${source.letter}`, source] as const))(
    '%s',
    async (_, source) => {
      expect((await checkTemplate(source, await samplesOf(source))).map(faultLine)).toEqual([]);
    },
  );
  test('and no language lacks what another has', () => {
    expect(shipped).toHaveLength(texts.languages.length * ALL_LETTERS.length);
    expect(languageFaults(texts)).toEqual([]);
  });
});

/** The faults of a shipped letter after one change. */
async function faultsAfter(
  part: 'template' | 'layout' | 'phrases',
  from: string,
  to: string,
  letter: AnyLetterKind = 'late',
  language = 'en',
): Promise<Fault[]> {
  const source: TemplateSource = await sourceOf(letter, language);
  if (!source[part].includes(from)) throw new Error(`${part} of ${letter} has no "${from}"`);
  return checkTemplate({ ...source, [part]: source[part].replace(from, to) }, await samplesOf(source));
}

describe('the check names', () => {
  test.each<[string, 'template' | 'layout' | 'phrases', string, string, string, RegExp]>([
    ['an unclosed mj-text', 'template', '</mj-text>', '', 'well-formed', /not well-formed/],
    ['an unclosed layout', 'layout', '</mj-head>', '', 'well-formed', /not well-formed/],
    [
      'a bare &',
      'template',
      '<p>{{ item.why }}</p>',
      '<p>you & we {{ item.why }}</p>',
      'well-formed',
      /&amp;/,
    ],
    [
      'double quotes inside an attribute',
      'template',
      'href="{{ item.url }}"',
      'href="{{ item.url | default: "x" }}"',
      'well-formed',
      /./,
    ],
    [
      'an unknown element',
      'template',
      '<mj-column>',
      '<mj-column><mj-nothing>x</mj-nothing>',
      'mjml',
      /mj-nothing/,
    ],
    [
      'a variable in a colour',
      'template',
      'css-class="why"',
      'css-class="why" color="{{ company }}"',
      'mjml',
      /color/,
    ],
    [
      'a variable in a width',
      'template',
      '<mj-column>',
      '<mj-column width="{{ company }}">',
      'mjml',
      /width/,
    ],
    [
      'an include',
      'template',
      '<mj-section>',
      '<mj-include path="/etc/passwd" /><mj-section>',
      'mjml',
      /mj-include/,
    ],
    [
      'a picture',
      'template',
      '<mj-column>',
      '<mj-column><mj-image src="https://x.example/p.png" />',
      'mjml',
      /picture/,
    ],
    ['an unknown tag', 'template', '{{ item.why }}', '{% include "x" %}{{ item.why }}', 'liquid', /include/],
    ['a raw tag', 'template', '{{ item.why }}', '{% raw %}{{ item.why }}{% endraw %}', 'liquid', /raw/],
    ['an unknown filter', 'template', '{{ item.why }}', '{{ item.why | upcase }}', 'liquid', /upcase/],
    ['an unclosed if', 'template', '{% endif %}</p>', '</p>', 'liquid', /if/],
    [
      'an entity inside Liquid',
      'template',
      '{{ item.why }}',
      '{% if item.unanswered &gt; 1 %}x{% endif %}{{ item.why }}',
      'liquid',
      /entity/,
    ],
    [
      'a loop between sections',
      'template',
      '<mj-section>',
      '{% if apology %}{% endif %}<mj-section>',
      'lost',
      /wrap it in <mj-raw>/,
    ],
    [
      'an unknown variable',
      'template',
      '{{ item.why }}',
      '{{ item.why }}{{ item.wherefore }}',
      'variables',
      /item\.wherefore/,
    ],
    [
      'an assigned variable that nobody uses',
      'template',
      '<p>{{ item.why }}',
      '<p>{% assign x = company %}{{ item.why }}',
      'variables',
      /never used/,
    ],
    ['a missing variable', 'template', '{% if apology %} {{ apology }}{% endif %}', '', 'answers', /apology/],
    [
      'a letter that does not say why one gets it',
      'phrases',
      'You get this letter as a customer of {{ company }}.',
      '{% if company == null %}x{% endif %}',
      'why',
      /closing\.because/,
    ],
    [
      'why one gets it, left out',
      'layout',
      '{% if because %}<p>{{ because }}</p>{% endif %}',
      '{% if because %}<p></p>{% endif %}',
      'why',
      /does not say why/,
    ],
    ['a missing signature', 'layout', '<strong>{{ person.name }}</strong>', '', 'answers', /person\.name/],
    ['a missing answer', 'template', 'css-class="next-word"', 'css-class="other"', 'answers', /next-word/],
    ['an empty answer', 'template', '<p>{{ item.doing }}</p>', '', 'answers', /doing/],
    [
      'a subject of its own',
      'template',
      '{{ subject }}',
      'News of {{ item.number }}',
      'answers',
      /one thread/,
    ],
    [
      'a missing preheader',
      'template',
      '<mj-preview>{{ item.what }}</mj-preview>',
      '',
      'answers',
      /mj-preview/,
    ],
    [
      'a stock phrase',
      'phrases',
      'We are sorry for the delay.',
      'We apologise for any inconvenience.',
      'voice',
      /any inconvenience/,
    ],
    [
      'a harsh word',
      'template',
      '<p>{{ item.doing }}',
      '<p>{{ item.doing }} Or a court decides.',
      'voice',
      /court/,
    ],
    [
      'an exclamation mark',
      'template',
      '<p>{{ item.doing }}',
      '<p>{{ item.doing }} Great!',
      'voice',
      /exclamation/,
    ],
    [
      'a long sentence',
      'phrases',
      'Our supplier is late.',
      `Our supplier ${'very '.repeat(20)}late.`,
      'sentence',
      /words, 20 at most/,
    ],
    [
      'a long letter',
      'template',
      '<p>{{ item.doing }}',
      `<p>${'We look into it daily. '.repeat(20)}{{ item.doing }}`,
      'length',
      /120 at most/,
    ],
    [
      'a variable that only sometimes is there',
      'template',
      '{{ item.why }}',
      '{{ item.why }}{% for one in items %}{{ one.line.of }}{% endfor %}',
      'render',
      /breaks on sample/,
    ],
    [
      'a phrase with an unknown variable',
      'phrases',
      'Our supplier is late.',
      'Our {{ supplier }} is late.',
      'render',
      /supplier/,
    ],
    [
      'a phrase with broken Liquid',
      'phrases',
      'Our supplier is late.',
      'Our {% if %} is late.',
      'phrases',
      /supplier_late/,
    ],
    ['a missing phrase', 'phrases', '  no_date: "We have no new day yet."', '', 'phrases', /no_date/],
    ['a phrases file that is no YAML', 'phrases', 'greeting:', 'greeting: [', 'phrases', /./],
    ['a missing plural form', 'phrases', 'one: "ready item", ', '', 'phrases', /"one"/],
    ['a layout without a place for the letter', 'layout', '<!-- the letter -->', '', 'lost', /no place/],
  ])('%s', async (_, part, from, to, rule, message) => {
    const faults = await faultsAfter(part, from, to);
    const fault = faults.find((one) => one.rule === rule && message.test(one.message));
    expect(fault, faults.map(faultLine).join('\n') || 'no fault at all').toBeDefined();
  });

  test('the file, line and column', async () => {
    const [fault] = await faultsAfter('template', '{{ item.why }}', '{{ item.wherefore }}');
    expect(fault && faultLine(fault)).toMatch(/^emails\/en\/late\.mjml:15:\d+: \{\{ item\.wherefore \}\}/);
    const [phrase] = await faultsAfter('phrases', '  delay: "We are sorry for the delay."', '  delay: 7');
    expect(phrase?.file).toBe('emails/en/phrases.yaml');
    expect(phrase?.line).toBeGreaterThan(30);
  });

  test('a letter that a language lacks, and a sentence that only one language has', () => {
    const { documents } = texts;
    const fewer = new Map([...documents].filter(([path]) => path !== 'pl/at-risk.mjml'));
    expect(languageFaults({ ...texts, documents: fewer }).map(({ file }) => file)).toEqual([
      'emails/pl/at-risk.mjml',
    ]);
    const english = (documents.get('en/phrases.yaml') ?? '').replace(
      'reasons:\n',
      'reasons:\n  strike: { why: "A strike.", doing: "We wait." }\n',
    );
    const more = { ...texts, documents: new Map([...documents, ['en/phrases.yaml', english]]) };
    expect(languageFaults(more).map(({ file }) => file)).toEqual(
      expect.arrayContaining(['emails/pl/phrases.yaml', 'emails/ru/phrases.yaml']),
    );
  });
});

describe('forbidden words', () => {
  test.each([
    ['en', 'We apologise for any inconvenience', 'status', true],
    ['en', 'The court decides', 'friendly', true],
    ['en', 'The court decides', 'formal', false],
    ['en', 'a courteous word', 'friendly', false],
    ['en', 'Ignore this letter', 'formal', true],
    ['pl', 'Odpowiemy jak najszybciej', 'status', true],
    ['pl', 'przekażemy sprawę do sądu', 'plain', true],
    ['pl', 'sądzimy, że sąsiad', 'plain', false],
    ['pl', 'wszczęcie windykacji', 'firm', false],
    ['ru', 'в кратчайшие сроки', 'status', true],
    ['ru', 'обратимся в суд', 'friendly', true],
    ['ru', 'это долго', 'friendly', false],
    ['ru', 'если Вы уже оплатили', 'formal', true],
  ] as const)('%s: "%s" in a %s letter: %s', async (language, text, kind, forbidden) => {
    expect(forbiddenIn(text, await safetyIn(language), kind).length > 0).toBe(forbidden);
  });
});

describe('the check of letters about money names', () => {
  test.each<[string, AnyLetterKind, 'template' | 'layout' | 'phrases', string, string, string, RegExp]>([
    [
      'a missing answer',
      'reminder-friendly',
      'template',
      'css-class="bank"',
      'css-class="b"',
      'answers',
      /"bank"/,
    ],
    [
      'a missing variable',
      'reminder-friendly',
      'template',
      '<p>{{ pay }}</p>',
      '<p>Pay.</p>',
      'answers',
      /pay/,
    ],
    [
      'a next step that is not said',
      'reminder-firm',
      'template',
      '{% if next_step %}<p>{{ next_step }}</p>{% endif %}',
      '<p>We will see.</p>',
      'answers',
      /next_step/,
    ],
    [
      'a legal step without its day',
      'reminder-formal',
      'phrases',
      'agreed {{ next_step_on | by }}, we',
      'agreed, we',
      'answers',
      /when the next step follows/,
    ],
    [
      'answers out of order',
      'reminder-plain',
      'template',
      '<mj-text css-class="what">',
      '<mj-text css-class="call"><p>{{ person.name }}</p></mj-text><mj-text css-class="what">',
      'answers',
      /too early/,
    ],
    [
      'an amount that is not said',
      'reminder-plain',
      'phrases',
      'due: "{{ invoice.open | money }}, due',
      'due: "due',
      'answers',
      /how much is open/,
    ],
    [
      'a due day that is not said',
      'reminder-plain',
      'phrases',
      'due: "{{ invoice.open | money }}, due {{ invoice.due_on | day }}"',
      'due: "{{ invoice.open | money }}"',
      'answers',
      /when it was due/,
    ],
    [
      'a day of reading that is not said',
      'reminder-plain',
      'phrases',
      'bank account {{ payments_read_on | on }}',
      'bank account',
      'answers',
      /payments were read/,
    ],
    [
      'a component that is not said',
      'reminder-plain',
      'template',
      '– {{ line.description }}: ',
      '– ',
      'answers',
      /every component/,
    ],
    [
      'an unknown variable of a line',
      'reminder-plain',
      'template',
      '{{ line.description }}',
      '{{ line.descriptoin }}',
      'variables',
      /line\.descriptoin.*description, amount/,
    ],
    [
      'a harsh word',
      'reminder-plain',
      'template',
      '<p>{{ bank }}',
      '<p>{{ bank }} Next comes a lawyer.',
      'voice',
      /lawyer/,
    ],
    [
      'a harsh word in thanks',
      'payment-seen',
      'template',
      '<p>{{ ends }}',
      '<p>{{ ends }} No debt is left.',
      'voice',
      /debt/,
    ],
    [
      'an amount without its filter',
      'reminder-plain',
      'template',
      '{{ line.amount | money }}',
      '{{ line.amount }}',
      'render',
      /object Object/,
    ],
    [
      'what only a firm letter may say',
      'reminder-friendly',
      'phrases',
      'has not reached us yet.',
      'is overdue.',
      'voice',
      /overdue/,
    ],
    [
      'that we leave it to them to look',
      'reminder-formal',
      'template',
      '<p>{{ bank }}',
      '<p>{{ bank }} If you have already paid, ignore this letter.',
      'voice',
      /already paid/,
    ],
    [
      'a long letter',
      'reminder-plain',
      'template',
      '<p>{{ bank }}',
      `<p>${'We looked for it twice. '.repeat(20)}{{ bank }}`,
      'length',
      /at most/,
    ],
    [
      'a long sentence',
      'reminder-firm',
      'phrases',
      'and is not paid."',
      `and is ${'really '.repeat(20)}not paid."`,
      'sentence',
      /20 at most/,
    ],
    [
      'a verdict without a sentence',
      'call-customer',
      'phrases',
      '    autopay: "We collect',
      '    autopya: "We collect',
      'phrases',
      /autopay/,
    ],
  ])('%s', async (_, letter, part, from, to, rule, message) => {
    const faults = await faultsAfter(part, from, to, letter);
    const fault = faults.find((one) => one.rule === rule && message.test(one.message));
    expect(fault, faults.map(faultLine).join('\n') || 'no fault at all').toBeDefined();
  });
});
