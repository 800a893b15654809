import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep, setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DraftChild } from '../../../src/console/desk/draft-child.ts';
import { DraftDesk } from '../../../src/console/desk/draft-desk.ts';
import type { Fault, Sample } from '../../../src/letters/check/fault.ts';
import type { TemplateSource } from '../../../src/letters/template/template.ts';
import { packageRoot } from '../../../src/settings/package-root.ts';
import { facts, samplesOf, sourceOf } from '../../letters/letters.ts';

const shipped = await sourceOf('late');
const sample: Sample = { name: 'one', hostile: false, facts: facts('late', { reason: 'supplier_late' }) };
const withText = (inner: string): TemplateSource => ({
  ...shipped,
  template: shipped.template.replace('</mj-column>', `<mj-text>${inner}</mj-text></mj-column>`),
});

/** The line on which what is put in stands: that of the end of the column. */
const PUT_IN = shipped.template.slice(0, shipped.template.indexOf('</mj-column>')).split('\n').length;

const TOO_SLOW =
  /^this draft takes more than 2 seconds: a loop in it is too long, or the draft is$|^parse length limit exceeded$/;

let desk: DraftDesk;
beforeAll(() => {
  desk = new DraftDesk();
});
afterAll(() => desk.close());

const preview = (source: TemplateSource, editor: string | null = null) =>
  desk.preview({ editor, source, sample });
const faultsOf = (answer: object): readonly Fault[] => ('faults' in answer ? (answer.faults as Fault[]) : []);
const messagesOf = (answer: object): string =>
  faultsOf(answer)
    .map(({ message }) => message)
    .join('\n');

/** What a question comes to, and how often whoever asked got a turn meanwhile. */
async function turnsUntil<Answer>(
  question: Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly turns: number }> {
  let turns = 0;
  for (const ended = question.then(() => true); !(await Promise.race([ended, oneTurn()])); ) turns++;
  return { answer: await question, turns };
}
const oneTurn = (): Promise<boolean> => turnOfTheLoop(false);

/** A draft that were looked at in the thread of whoever asks would leave it hardly a turn. */
const HELD_UP = 10;

/** The processes that one has started, as Linux tells. */
const childrenOf = (pid: number): readonly string[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );

/** One that has ended and is not taken note of yet is a zombie. */
const lives = (pid: string): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('an honest draft', () => {
  test('is shown as a customer would get it', async () => {
    const answer = await preview(withText('<p>Come and see us.</p>'));
    expect(answer).toMatchObject({ ok: { subject: 'Your order 1042 is late', lang: 'en' } });
    if (!('ok' in answer)) return;
    expect(answer.ok.preheader).toContain('has not moved on');
    expect(answer.ok.html).toContain('<p>Come and see us.</p>');
    expect(answer.ok.text).toContain('\nCome and see us.\n');
  });

  test('passes the check with all its samples, and one with a fault is told where it is', async () => {
    expect(await desk.check(shipped, await samplesOf(shipped))).toEqual([]);
    const [fault] = await desk.lint('ola', withText('{{ item.wherefore }}'), [sample]);
    expect(fault).toMatchObject({ file: 'emails/en/late.mjml', line: PUT_IN, rule: 'variables' });
    expect(fault?.column).toBeGreaterThan(1);
  });

  test('has its words counted', async () => {
    const answer = await desk.report({ editor: 'ola', source: shipped, sample });
    expect(answer).toMatchObject({ ok: { mostWords: 120, readability: { index: 'Flesch' }, forbidden: [] } });
  });

  test('is compared with the published text', async () => {
    const answer = await desk.change(shipped, withText('{{ item.new_day }}'));
    expect(answer).toMatchObject({ ok: { variablesAdded: [{ name: 'item.new_day', line: PUT_IN }] } });
  });

  test.each([
    ['an unclosed tag', withText('<p>'), PUT_IN, /not well-formed/],
    [
      'a loop between elements',
      {
        ...shipped,
        template: shipped.template.replace('<mj-section>', '{% if apology %}{% endif %}<mj-section>'),
      },
      7,
      /wrap it in <mj-raw>/,
    ],
    ['an unknown filter', withText('{{ company | upcase }}'), PUT_IN, /upcase/],
    ['a variable that this sample lacks', withText('{{ item.wherefore }}'), PUT_IN, /breaks on sample "one"/],
  ])('with %s has a fault with its line in place of a preview', async (_, source, line, message) => {
    const [fault] = faultsOf(await preview(source));
    expect(fault?.message).toMatch(message);
    expect(fault?.line).toBe(line);
  });
});

describe('a hostile draft', () => {
  test('with a loop of a thousand million turns stops, while whoever asked goes on', async () => {
    const { answer, turns } = await turnsUntil(
      preview(withText('{% for a in (1..1000000000) %}{{ a }}{% endfor %}')),
    );
    expect(messagesOf(answer)).toMatch(/limit/);
    expect(turns).toBeGreaterThan(HELD_UP);
  });

  test('with forty thousand parts is given up after two seconds or at a limit, and the next one is looked at', async () => {
    const { answer, turns } = await turnsUntil(
      preview(withText(`</mj-text>${'<mj-text>x</mj-text>'.repeat(40_000)}<mj-text>`)),
    );
    // A quick machine gets so far that the limit of Liquid ends it.
    expect(faultsOf(answer)).toMatchObject([{ message: expect.stringMatching(TOO_SLOW) }]);
    expect(turns).toBeGreaterThan(HELD_UP);
    expect(await preview(shipped)).toHaveProperty('ok');
  });

  test('that is not done in time ends its process, and the next question finds a new one', async () => {
    const child = new DraftChild();
    const question = { asks: 'preview', source: shipped, sample } as const;
    expect(await child.ask(question, 1)).toEqual({ ended: 'too slow' });
    expect(await child.ask(question, 60_000)).toHaveProperty('answer.ok');
    child.close();
  });

  // Three hundred kilobytes of MJML. In a thread this ends the whole process: V8 cannot refuse one large allocation.
  test('that grows to hundreds of megabytes ends its own process and no other', async () => {
    const style = `<mj-attributes><mj-text css-class="${'x'.repeat(300_000)}" /></mj-attributes>`;
    const parts = '<mj-text>x</mj-text>'.repeat(1_000);
    const template = shipped.template
      .replace('</mj-head>', `${style}</mj-head>`)
      .replace('</mj-column>', `${parts}</mj-column>`);
    expect(await desk.check({ ...shipped, template }, [sample])).toMatchObject([
      {
        rule: 'draft',
        message: 'this draft needs more than 256 MB: a loop in it is too long, or the draft is',
      },
    ]);
    expect(await preview(shipped)).toHaveProperty('ok');
  });

  test('that becomes a letter of megabytes is not shown', async () => {
    const long = withText(`{% for a in (1..200) %}${'long '.repeat(3_000)}{% endfor %}`);
    expect(messagesOf(await preview(long))).toMatch(/more than a million characters/);
  });

  test('that is nested a hundred thousand deep has a fault in plain words', async () => {
    const deep = withText(`${'<b>'.repeat(20_000)}x${'</b>'.repeat(20_000)}`);
    expect(messagesOf(await preview(deep))).toMatch(/nested too deeply|more than 2 seconds/);
  });

  test('of five megabytes is refused before anybody looks into it', async () => {
    const large = withText('<p>x</p>'.repeat(700_000));
    const refused = /has 5\.\d MB, and a document 1 MB at most/;
    expect(messagesOf(await preview(large))).toMatch(refused);
    expect((await desk.check(large, [sample])).map(({ message }) => message).join()).toMatch(refused);
    expect(messagesOf(await preview({ ...shipped, phrases: large.template }))).toMatch(refused);
  });

  test.each([
    '<mj-raw><mj-include path="/etc/passwd" type="html" /></mj-raw>',
    '<mj-include path="./layout.mjml" />',
    '<mj-raw><script>alert(1)</script></mj-raw>',
    '<mj-raw><![CDATA[><script>alert(1)</script>]]></mj-raw>',
  ])('with %s is not shown', async (part) => {
    const source = { ...shipped, template: shipped.template.replace('</mj-body>', `${part}</mj-body>`) };
    const answer = await preview(source);
    expect(messagesOf(answer)).toMatch(/take it out/);
    expect(answer).not.toHaveProperty('ok');
  });

  test('with faults without end is told the first hundred, each cut short', async () => {
    const answer = await desk.check(withText(`{{ x${'y'.repeat(5_000)} }}`), [sample]);
    expect(answer[0]?.message).toHaveLength(500);
    const many = Array.from({ length: 500 }, (_, at) => `{{ v${at} }}`).join(' ');
    expect(await desk.check(withText(many), [sample])).toHaveLength(100);
  });

  test('finds no environment: its process has been given none', async () => {
    expect(await preview(shipped)).toHaveProperty('ok');
    const environments = childrenOf(process.pid).map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'));
    const names = (environment: string) =>
      environment
        .split('\0')
        .filter(Boolean)
        .map((line) => line.split('=')[0]);
    const ours = environments
      .map(names)
      .filter((list) => list.includes('NODE_CHANNEL_FD') && !list.includes('PATH'));
    expect(ours.map((list) => list.sort())).toContainEqual([
      'NODE_CHANNEL_FD',
      'NODE_CHANNEL_SERIALIZATION_MODE',
    ]);
  });
});

describe('many drafts at once', () => {
  test('the newest of an editor takes the place of the one that waits', async () => {
    const first = preview(shipped, 'ola');
    const [second, third, other] = [
      preview(withText('second'), 'ola'),
      preview(withText('third'), 'ola'),
      preview(withText('other'), 'jan'),
    ];
    expect(await first).toHaveProperty('ok');
    expect(faultsOf(await second)).toMatchObject([{ rule: 'replaced' }]);
    expect(JSON.stringify(await third)).toContain('third');
    expect(JSON.stringify(await other)).toContain('other');
  });

  test('of more than wait in the queue the last are told to try again, and the others are all looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => preview(shipped)));
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(33);
    const rules = answers.flatMap((answer) => faultsOf(answer).map(({ rule }) => rule));
    expect(rules).toEqual(Array(7).fill('busy'));
    expect(await preview(shipped)).toHaveProperty('ok');
  });
});

test('a desk that closes tells everybody who waits, and takes no more', async () => {
  const closing = new DraftDesk();
  const asked = [1, 2, 3].map(() => closing.preview({ editor: null, source: shipped, sample }));
  closing.close();
  const answers = [
    ...(await Promise.all(asked)),
    await closing.preview({ editor: null, source: shipped, sample }),
  ];
  expect(answers.map(messagesOf)).toEqual(Array(4).fill('was not looked at: the worker is stopping'));
});

test('a question that is not a sound one is answered with what is wrong with it', async () => {
  const answer = await preview({ ...shipped, language: '../../etc' });
  expect(messagesOf(answer)).toMatch(/not a sound one[\s\S]*source\.language/);
});

describe('compiled', () => {
  const DESK = path.join(packageRoot, 'dist/console/desk/draft-desk.js');
  const script = (then: string): ChildProcessByStdio<null, Readable, null> =>
    spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { DraftDesk } = await import(${JSON.stringify(DESK)});
         const desk = new DraftDesk();
         desk.warm();
         console.log(JSON.stringify(await desk.preview(JSON.parse(process.argv[1]))));
         ${then}`,
        JSON.stringify({ editor: null, source: shipped, sample }),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );

  test('it works as well, and a warm desk that nobody closes keeps no process from ending', async () => {
    const child = script('');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toContain('"subject":"Your order 1042');
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    expect(code).toBe(0);
  });

  test('its process ends when the one that started it is killed', async () => {
    const child = script('setInterval(() => {}, 1_000);');
    await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    const [judge] = childrenOf(child.pid ?? 0);
    expect(judge).toBeDefined();
    child.kill('SIGKILL');
    // The test's own limit says when this took too long.
    while (lives(judge ?? '')) await sleep(20);
  });
});
