import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGE_LANGUAGES, type PageLanguage } from '../../../src/console/frame/say.ts';
import type { ReplayReport } from '../../../src/replay/figures/report.ts';
import { keepReplay, lastReplay } from '../../../src/replay/page/kept-replay.ts';
import { replayHtml } from '../../../src/replay/page/replay-file.ts';
import { seriousFaults } from '../../support/axe.ts';
import { chromiumHere, openBrowser } from '../../support/browser.ts';
import { emptyReport, fullReport, HOSTILE } from '../../support/replay-report.ts';
import { tellerIn } from '../../support/teller.ts';

const MADE = '2026-02-01T10:00:00.000Z';
const html = (report: ReplayReport, language: PageLanguage = 'en', old: ReplayReport | null = null) =>
  replayHtml(tellerIn(language), { made_at: MADE, report, old });

/** Of all elements of a page: their names, their attributes, and the text that a reader sees. */
function readPage(page: string) {
  const names = new Set<string>();
  const attributes: string[] = [];
  let text = '';
  const walk = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if ('value' in node) text += node.value;
    if (!('tagName' in node)) return;
    names.add(node.tagName);
    attributes.push(...node.attrs.map(({ name, value }) => `${name}=${value}`));
    if (node.tagName !== 'style') node.childNodes.forEach(walk);
  };
  parse(page).childNodes.forEach(walk);
  return { names, attributes, text };
}

describe.each(PAGE_LANGUAGES)('the page in %s', (language) => {
  test('of names that mean harm has no script, no style of its own, no picture and no address', async () => {
    const { names, attributes, text } = readPage(await html(fullReport(), language, fullReport()));
    for (const name of ['script', 'img', 'iframe', 'link', 'a', 'form', 'object', 'foreignobject'])
      expect(names, name).not.toContain(name);
    expect(attributes.filter((each) => /^(on|src|href|style|xlink)|url\(|https?:/i.test(each))).toEqual([]);
    expect(text).toContain('<script src=https://evil.example/x.js></script>');
    expect(text, 'a mark that turns the direction of a line').not.toContain('\u202e');
    expect(text, 'nothing of a name is a template').toContain('{{ reader');
    expect(await html(fullReport(), language)).not.toMatch(/@import|url\(/);
  });

  test('says every code in words', async () => {
    const { text } = readPage(await html(fullReport({ company: 'The shop' }), language));
    const hostile = HOSTILE.replace('\u202e', '').replace(/\s+/g, ' ');
    const ours = text.replaceAll(hostile, '').replace(/stage_events|stage_since|closed_on/g, '');
    expect(ours.match(/\b[a-z]+_[a-z_]+\b/g) ?? []).toEqual([]);
    expect(ours.match(/\bat-risk|still-late|promise-moved|call-customer|find-out/g) ?? []).toEqual([]);
  });
});

test('of days without anything says so, and draws nothing', async () => {
  const page = await html(emptyReport());
  const { names, text } = readPage(page);
  expect(text).toContain('Nothing that was promised came due in these days.');
  expect(names).not.toContain('svg');
  expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
});

test('tells in two sentences who was warned in time and who was troubled for nothing', async () => {
  const { text } = readPage(
    await html(
      fullReport({
        history: { ...fullReport().history, service_jobs: 0 },
        items: { late: 165, on_time: 2_218, unpromised: 0, elsewhere: 0, open_on_average: 159 },
        figures: [
          { code: 'late_warned', unit: 'share', value: 6 / 165, part: 6, whole: 165 },
          { code: 'on_time_written', unit: 'share', value: 1_983 / 2_218, part: 1_983, whole: 2_218 },
        ],
      }),
    ),
  );
  expect(text).toContain('Of 165 orders that came late, 6 were warned in time.');
  expect(text).toContain(
    'Of 2,218 orders that came in time, 1,983 would have been written about for nothing.',
  );
  expect(text).toContain('89.4%');
});

test("tells moments with their minute, on the company's clocks, and leaves a stage as it is, whatever its name", async () => {
  const report = fullReport();
  const [, aside] = report.history.set_aside;
  if (!aside) throw new Error('nothing is set aside');
  const example = {
    id: 'O1',
    reason: 'odd',
    fault: null,
    shows: ['2026-01-09', { at: '2026-01-02T23:30:00.000Z' }],
  };
  const future = { code: 'future', at: '2026-01-04T23:30:00.000Z' } as const;
  const { text } = readPage(
    await html(
      fullReport({
        history: {
          ...report.history,
          set_aside: [
            { ...aside, examples: [example] },
            { ...aside, examples: [{ ...example, fault: future, shows: [] }] },
          ],
        },
        guards: {
          trips: 1,
          first: [
            {
              day: '2026-01-06',
              reason: '',
              why: [{ code: 'gap', since: 8 * 24 * 3_600_000, at: '2026-01-05T23:30:00.000Z' }],
            },
          ],
        },
      }),
      'de',
    ),
  );
  expect(text).toContain('2026-01-09, 03.01.2026, 00:30');
  expect(text).toContain('05.01.2026, 00:30 liegt in der Zukunft');
  expect(text).toContain('Der letzte Durchlauf liegt 8 Tage zurück (06.01.2026, 00:30).');
});

const program = chromiumHere();
test.skipIf(program === null)(
  'is stopped by nothing of its own content policy, fits a telephone, and axe finds nothing serious',
  async () => {
    const page = await html(fullReport(), 'pl', fullReport());
    const browser = await openBrowser(program ?? '');
    const looked: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 390, 320]) {
        const window = await browser.newPage({
          viewport: { width, height: 900 },
          colorScheme,
          bypassCSP: false,
        });
        window.on('console', (message) => looked.push(message.text()));
        window.on('request', (request) => looked.push(request.url()));
        await window.setContent(page);
        const styled = await window.evaluate(
          "getComputedStyle(document.querySelector('table')).borderCollapse",
        );
        if (styled !== 'collapse') looked.push('the style sheet was not taken');
        const over = Number(
          await window.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
        );
        if (over > 0) looked.push(`${over} px too wide for ${width}`);
        looked.push(...(await seriousFaults(window)));
        await window.close();
      }
    await browser.close();
    expect(looked).toEqual([]);
  },
);

describe('the last replay', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tidings-kept-'));
  });
  afterAll(() => rm(home, { recursive: true }));

  test('is kept for its owner alone, in place of the one before', async () => {
    expect(await lastReplay(home)).toBe('none');
    const kept = { made_at: MADE, report: fullReport(), old: null };
    expect(await keepReplay(home, { ...kept, report: emptyReport() })).toBe(true);
    await chmod(path.join(home, 'replay.json'), 0o644);
    expect(await keepReplay(home, kept)).toBe(true);
    expect(await lastReplay(home)).toEqual(kept);
    expect((await stat(path.join(home, 'replay.json'))).mode & 0o777).toBe(0o600);
  });

  test('is kept nowhere where there is no home', async () => {
    const nowhere = path.join(home, 'not', 'there');
    expect(await keepReplay(nowhere, { made_at: MADE, report: emptyReport(), old: null })).toBe(false);
    await expect(stat(nowhere)).rejects.toThrow('ENOENT');
  });

  test.each(['', '{"made_at":', 'null', '{"made_at":"2026-02-01","report":{"company":"x"},"old":null}'])(
    'that this build cannot read is said to be of another: %j',
    async (text) => {
      const file = path.join(home, 'replay.json');
      await writeFile(file, text);
      expect(await lastReplay(home)).toBe('of_another_build');
      expect(await readFile(file, 'utf8'), 'and is left as it is').toBe(text);
    },
  );
});
