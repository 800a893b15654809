import { describe, expect, test } from 'vitest';
import { circlesIn } from './support/circles.ts';
import { letterWrites } from './support/letter-writes.ts';
import { readSource, readTests, type SourceFile } from './support/source-files.ts';

/*
 * The shape of src/, as ARCHITECTURE.md draws it. Imports point only toward the pure files, type imports too:
 * who reads a pure file never has to know a database, a folder or a mail server.
 */
const files = readSource();
const ours = new Set(files.map(({ path }) => path));

/** From the innermost outward: a file imports from its own layer and the ones before it. */
const LAYERS: readonly { readonly name: string; readonly holds: RegExp }[] = [
  {
    name: 'pure',
    holds:
      /^(calendar|waiting|dunning|letters|policy|demo|inbox|alarms)\/|^(attend|attend-waiting|attend-dunning|attend-inbox|byte-order|case-task|customer|failure|forgotten|half|ids|letter-status)\.ts$/,
  },
  {
    name: 'edge',
    holds:
      /^(clock|config|gate-token|imap-settings|log|loopback|package-root|policy\/load|postgres-text|secret|small-heap|smtp-settings|too-few-files)\.ts$/,
  },
  { name: 'ledger', holds: /^ledger\// },
  { name: 'source', holds: /^source\// },
  { name: 'post', holds: /^post\// },
  {
    name: 'shell',
    holds:
      /^(round|backlog|gather-backlog|round-guards|guard-counters|attend-batch|round-report|round-tally|verdict-tally|bounded|bounded-sockets|story|account-story|gate|gate-routes|serve|service-manager|pulse|checkup|check-source|patient|worker|worker-options|tick|read-mail|watch|whole-record|health|vitals|demo\/load)\.ts$|^console\//,
  },
  { name: 'commands', holds: /^commands\// },
  { name: 'main', holds: /^main\.ts$/ },
];

/** The last match counts: `policy/load.ts` reads a file although `policy/` is pure. */
const layerOf = (path: string): number => LAYERS.findLastIndex(({ holds }) => holds.test(path));
const isPure = ({ path }: SourceFile): boolean => LAYERS[layerOf(path)]?.name === 'pure';

/** What pure code may use: each computes from what it is given, and opens nothing. */
const PURE_LIBRARIES: ReadonlySet<string> = new Set([
  '@csstools/css-tokenizer',
  'date-holidays',
  'html-to-text',
  'liquidjs',
  'lru-cache',
  'mjml',
  'node:crypto', // hashes: the id of a letter, the version of a template
  'parse5',
  'saxes',
  'yaml',
  'zod',
]);

/** Who judges a customer. Everybody else asks one of these, so that no two parts can decide differently. */
const MAY_ATTEND: Readonly<Record<string, string>> = {
  'gate.ts': 'another system asks what a round would decide now',
  'attend-batch.ts': 'the round itself',
  'round-tally.ts': 'counts what the round decided',
  'story.ts': 'explain: what a round would decide now, and why',
  'post/last-look.ts': 'a letter that waited is decided again before it leaves',
};

/** The steps of judging, each taken by one file alone: whoever took them in another order would decide differently. */
const STEPS: Readonly<Record<string, string>> = {
  attendWaiting: 'attend.ts',
  attendDunning: 'attend.ts',
  attendInbox: 'attend.ts',
  lookWith: 'attend.ts',
  decide: 'attend-waiting.ts',
  dunningSituation: 'attend-dunning.ts',
  judgeInvoices: 'attend-dunning.ts',
  remind: 'attend-dunning.ts',
};

/** Exported for tests alone, each with its reason. */
const FOR_TESTS: Readonly<Record<string, string>> = {
  demoCustomers: 'the demo company says which situation each of its customers shows; a test holds it to that',
};

/** Who opens the company's tables for writing. All others have connections that are read-only. */
const MAY_WRITE_SOURCE: Readonly<Record<string, string>> = {
  'demo/load.ts': 'fills the demo company, in a database of our own',
  'ledger/databases.ts': 'opens them',
  'source/import.ts': 'tidings import',
};

/** Who writes letters anew, in a state that the table of letter-status.ts names. */
const WRITES_LETTERS: Readonly<Record<string, string>> = {
  'ledger/alarm-letters.ts': 'a letter about an alarm',
  'ledger/keep-letters.ts': 'letters of a round',
};

const MOST_LINES = 200;

/** Every `file: what` of the files that break a rule. */
const faults = (rule: (file: SourceFile) => readonly string[]): readonly string[] =>
  files.flatMap((file) => rule(file).map((what) => `${file.path}: ${what}`));

describe('imports', () => {
  test('are read from every file, and every file has a layer', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.find(({ path }) => path === 'attend.ts')?.imports).toContain('attend-waiting.ts');
    expect(faults(({ path }) => (layerOf(path) < 0 ? ['belongs to no layer'] : []))).toEqual([]);
  });

  test('name files that are there', () => {
    expect(faults(({ imports }) => imports.filter((to) => to.endsWith('.ts') && !ours.has(to)))).toEqual([]);
  });

  test('point toward the pure files', () => {
    const outward = ({ path, imports }: SourceFile) =>
      imports.filter((to) => ours.has(to) && layerOf(to) > layerOf(path));
    expect(faults(outward)).toEqual([]);
  });

  test('of pure files bring no database, no folder, no network and no process', () => {
    const impure = (file: SourceFile) =>
      isPure(file) ? file.imports.filter((to) => !ours.has(to) && !PURE_LIBRARIES.has(to)) : [];
    expect(faults(impure)).toEqual([]);
  });

  test('never run in a circle', () => {
    expect(circlesIn(new Map(files.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  test('let the source know only the connection of the ledger, never its tables', () => {
    const tables = ({ path, imports }: SourceFile) =>
      path.startsWith('source/')
        ? imports.filter((to) => to.startsWith('ledger/') && to !== 'ledger/databases.ts')
        : [];
    expect(faults(tables)).toEqual([]);
  });

  test('bring attend to those few who judge', () => {
    const judges = files.filter(({ imports }) => imports.includes('attend.ts')).map(({ path }) => path);
    expect(judges.sort()).toEqual(Object.keys(MAY_ATTEND).sort());
  });

  test('take each step of judging in one place', () => {
    for (const [step, where] of Object.entries(STEPS)) {
      const takes = new RegExp(`^import \\{[^}]*\\b${step}\\b[^}]*\\}`, 'm');
      const takers = files.filter(({ code }) => takes.test(code)).map(({ path }) => path);
      expect(takers, step).toEqual([where]);
    }
  });
});

describe('code', () => {
  test('reads the clock in clock.ts alone', () => {
    const clock = ({ path, code }: SourceFile) =>
      path === 'clock.ts' ? [] : (code.match(/\bnew Date\(\s*\)|\bDate\.now\b|(?<!new )\bDate\(/g) ?? []);
    expect(faults(clock)).toEqual([]);
  });

  test('of pure files asks nothing of the process, of chance or of a timer', () => {
    const asks = (file: SourceFile) =>
      isPure(file)
        ? (file.code.match(
            /\bprocess\.|\bMath\.random\b|\bperformance\.|\bconsole\.|\bset(Timeout|Interval|Immediate)\(/g,
          ) ?? [])
        : [];
    expect(faults(asks)).toEqual([]);
  });

  test('opens the source for writing in an import and the demo alone', () => {
    const writers = files.filter(({ code }) => code.includes('openSourceForImport')).map(({ path }) => path);
    expect(writers.sort()).toEqual(Object.keys(MAY_WRITE_SOURCE).sort());
  });

  test("changes a letter's status in ledger/letter-states alone", () => {
    const door = 'ledger/letter-states/';
    const elsewhere = (file: SourceFile) =>
      file.path.startsWith(door)
        ? []
        : letterWrites(file.code).updates.filter(({ setsStatus }) => setsStatus);
    expect(faults((file) => elsewhere(file).map(({ set }) => set))).toEqual([]);
    const inside = files
      .filter(({ path }) => path.startsWith(door))
      .flatMap(({ code }) => letterWrites(code).updates);
    expect(inside.filter(({ setsStatus }) => setsStatus).length).toBeGreaterThan(8);
  });

  test('writes letters in two files alone', () => {
    const writers = files.filter(({ code }) => letterWrites(code).inserts > 0).map(({ path }) => path);
    expect(writers.sort()).toEqual(Object.keys(WRITES_LETTERS).sort());
  });

  test(`stands in files of at most ${MOST_LINES} lines`, () => {
    expect(faults(({ lines }) => (lines > MOST_LINES ? [`${lines} lines`] : []))).toEqual([]);
  });

  test('has no drawer for whatever belongs nowhere', () => {
    const drawer = /(^|\/)(utils?|helpers?|services?|managers?|common|misc|shared|lib)(\/|\.ts$)/;
    expect(files.filter(({ path }) => drawer.test(path)).map(({ path }) => path)).toEqual([]);
  });

  test('is used: what a file exports is needed by src, not by tests alone', () => {
    const inTests = readTests().join('\n');
    const unused = files.flatMap((file) =>
      file.exports.filter((name) => {
        const word = new RegExp(`\\b${name}\\b`, 'g');
        if ((file.code.match(word)?.length ?? 0) > 1) return false;
        return !files.some((other) => other !== file && other.code.search(word) >= 0);
      }),
    );
    expect(unused).toEqual(Object.keys(FOR_TESTS));
    for (const name of Object.keys(FOR_TESTS)) expect(inTests).toContain(name);
  });
});

test('an update that sets the status of letters is found, however it is written', () => {
  const setsStatus = (code: string) => letterWrites(code).updates.map((update) => update.setsStatus);
  expect(setsStatus("`update letters set status = 'held' where id = $1`")).toEqual([true]);
  expect(setsStatus('`UPDATE "letters" AS l\n SET attempts = 1, status=$2\n FROM due`')).toEqual([true]);
  expect(setsStatus('`update only tidings.letters set (status, due_at) = ($1, $2)`')).toEqual([true]);
  expect(
    setsStatus('`update letters set $' + '{changes} where id = $1`'),
    'nobody knows what it sets',
  ).toEqual([true]);
  expect(setsStatus('`update letters set due_at = (select at from due where id = $1), status = $2`')).toEqual(
    [true],
  );
  expect(setsStatus("`update letters set delays = delays + 1 where status = 'sent'`")).toEqual([false]);
  expect(setsStatus("`update letters set status_reason = 'sent' returning status`")).toEqual([false]);
  expect(setsStatus("`update letter_cases set status = 'x'`; `update tasks set status = 'x'`")).toEqual([]);
  expect(
    setsStatus('`insert into letters as l values ($1) on conflict (id) do update set status = $2`'),
  ).toEqual([true]);
  expect(
    letterWrites("copyIn(client, 'letters', rows); `insert into letters (id) values ($1)`").inserts,
  ).toBe(2);
});

test('a circle is found, and what is no circle is not', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d']],
  ]);
  expect(circlesIn(graph)).toEqual([]);
  expect(circlesIn(new Map([...graph, ['d', ['b']]]))).toEqual(['b -> c -> d -> b']);
});
