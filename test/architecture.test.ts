import { describe, expect, test } from 'vitest';
import { circlesIn } from './support/circles.ts';
import { letterWrites } from './support/letter-writes.ts';
import { readSource, readTests, type SourceFile } from './support/source-files.ts';

/*
 * The house, as ARCHITECTURE.md draws it. Imports point only down, type imports too: who reads a pure room never has to
 * know a database, a folder or a mail server.
 */
const files = readSource();
const ours = new Set(files.map(({ path }) => path));

/**
 * The rooms, from the ground up: a file imports from its own room and the ones above it in this list. A room is a folder of src/;
 * four files stand beside them.
 */
const ROOMS: readonly string[] = [
  'failure.ts',
  'grouped.ts',
  'calendar',
  'clock.ts',
  'customer',
  'usual',
  'policy',
  'account',
  'inbox',
  'guards',
  'alarms',
  'waiting',
  'dunning',
  'week',
  'letters',
  'attend',
  'settings',
  'database',
  'ledger',
  'source',
  'mailbox',
  'round',
  'replay',
  'post',
  'explain',
  'gate',
  'doctor',
  'demo',
  'worker',
  'console',
  'commands',
  'main.ts',
];

/** Rooms with rooms inside, each in the same order; '' is what stands in the room itself. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  ledger: [
    'documents',
    'users',
    'letter-states',
    'letters',
    'alarms',
    'mail',
    'memory',
    'lists',
    'rounds',
    'history',
  ],
  letters: ['facts', 'compose', 'language', 'words', 'template', 'check', 'editing'],
  source: ['contract', 'dialect', 'profile', 'rows', 'customers', 'find', 'money', 'reading', 'import'],
  replay: ['past', 'reading', 'playing', 'figures', 'telling', 'page', ''],
  post: ['letter', 'server', 'queue'],
  console: ['desk', 'door', 'frame', 'editor', 'show', 'pages', ''],
  commands: [
    'terminal',
    'explain',
    'letters',
    'mail',
    'money',
    'replay',
    'policy',
    'round',
    'templates',
    'run',
    '',
  ],
};

/** Rooms that compute from what they are given. */
const PURE: ReadonlySet<string> = new Set([
  'failure.ts',
  'grouped.ts',
  'calendar',
  'customer',
  'policy',
  'account',
  'inbox',
  'guards',
  'alarms',
  'usual',
  'waiting',
  'dunning',
  'week',
  'letters',
  'attend',
  'source/dialect',
  'source/profile',
  'replay/past',
  'replay/playing',
  'replay/figures',
  'replay/telling',
]);

const parts = (path: string): readonly string[] => path.split('/');
const roomOf = (path: string): string => parts(path)[0] ?? '';
/** The room inside its room, `''` for none. */
const innerOf = (path: string): string => parts(path).slice(1, -1)[0] ?? '';
const isPure = ({ path }: SourceFile): boolean =>
  PURE.has(roomOf(path)) || PURE.has(`${roomOf(path)}/${innerOf(path)}`);

/** Whether an import runs back up, between rooms or inside one. */
function runsUp(from: string, to: string): boolean {
  const [a, b] = [roomOf(from), roomOf(to)];
  if (a !== b) return ROOMS.indexOf(b) > ROOMS.indexOf(a);
  const inside = INSIDE[a];
  return inside !== undefined && inside.indexOf(innerOf(to)) > inside.indexOf(innerOf(from));
}

/** What pure code may use: each computes from what it is given, and opens nothing. */
const PURE_LIBRARIES: ReadonlySet<string> = new Set([
  '@csstools/css-tokenizer',
  'csv-parse/sync', // text in, rows out
  'date-holidays',
  'html-to-text',
  'iconv-lite',
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
  'gate/gate.ts': 'another system asks what a round would decide now',
  'round/attend-batch.ts': 'the round itself',
  'round/asked-letter.ts': 'a letter that a person wants now is seen as the next round would write it',
  'round/round-tally.ts': 'counts what the round decided',
  'explain/story.ts': 'explain: what a round would decide now, and why',
  'replay/playing/play.ts': 'the rounds of a past year, in memory',
  'post/queue/last-look.ts': 'a letter that waited is decided again before it leaves',
};

/** The steps of judging, each taken by one file alone: whoever took them in another order would decide differently. */
const STEPS: Readonly<Record<string, string>> = {
  attendWaiting: 'attend/attend.ts',
  attendDunning: 'attend/attend.ts',
  attendInbox: 'attend/attend.ts',
  lookWith: 'attend/attend.ts',
  decide: 'attend/attend-waiting.ts',
  dunningSituation: 'attend/attend-dunning.ts',
  judgeInvoices: 'attend/attend-dunning.ts',
  remind: 'attend/attend-dunning.ts',
};

/** Exported for tests alone, each with its reason. */
const FOR_TESTS: Readonly<Record<string, string>> = {
  learnAll: 'what a whole history teaches',
};

/** Who opens the company's tables for writing. All others have connections that are read-only. */
const MAY_WRITE_SOURCE: Readonly<Record<string, string>> = {
  'demo/load.ts': 'fills what the demo company was a day before, in a schema of its own',
  'database/databases.ts': 'opens them',
  'source/import/import.ts': 'tidings import',
};

/** Who writes letters anew, in a state that the table of customer/letter-status.ts names. */
const WRITES_LETTERS: Readonly<Record<string, string>> = {
  'ledger/alarms/house-letters.ts': 'a letter about an alarm or a week',
  'ledger/rounds/keep-letters.ts': 'letters of a round',
  'ledger/letters/corrections.ts': 'a correction of letters that were wrong',
};

const MOST_LINES = 350;
/** Written from the migrated schema, and as long as that. */
const GENERATED = 'database/ledger-tables.ts';

/** Every `file: what` of the files that break a rule. */
const faults = (rule: (file: SourceFile) => readonly string[]): readonly string[] =>
  files.flatMap((file) => rule(file).map((what) => `${file.path}: ${what}`));

describe('imports', () => {
  test('are read from every file, and every file has a room', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.find(({ path }) => path === 'attend/attend.ts')?.imports).toContain(
      'attend/attend-waiting.ts',
    );
    const homeless = ({ path }: SourceFile) => {
      const inside = INSIDE[roomOf(path)];
      if (!ROOMS.includes(roomOf(path))) return ['belongs to no room'];
      return inside && !inside.includes(innerOf(path))
        ? [`${innerOf(path) || 'the room itself'} is no room inside`]
        : [];
    };
    expect(faults(homeless)).toEqual([]);
    const empty = ROOMS.filter((room) => !files.some(({ path }) => roomOf(path) === room));
    expect(empty).toEqual([]);
  });

  test('name files that are there', () => {
    expect(faults(({ imports }) => imports.filter((to) => to.endsWith('.ts') && !ours.has(to)))).toEqual([]);
  });

  test('never run back up, between rooms or inside them', () => {
    const up = ({ path, imports }: SourceFile) => imports.filter((to) => ours.has(to) && runsUp(path, to));
    expect(faults(up)).toEqual([]);
  });

  test('of compiled modules that a bench names are there', () => {
    const named = readTests().flatMap((text) => [
      ...text.matchAll(/\bshipped\(\s*'([a-z-]+(?:\/[a-z-]+)*)',?\s*\)/g),
    ]);
    expect(named.length).toBeGreaterThan(3);
    expect(named.flatMap(([, module]) => (ours.has(`${module}.ts`) ? [] : [module]))).toEqual([]);
  });

  test('of pure files bring no database, no folder, no network and no process', () => {
    const impure = (file: SourceFile) =>
      isPure(file) ? file.imports.filter((to) => !ours.has(to) && !PURE_LIBRARIES.has(to)) : [];
    expect(faults(impure)).toEqual([]);
  });

  test('never run in a circle', () => {
    expect(circlesIn(new Map(files.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  test('let the source know nothing of the ledger', () => {
    const ledger = ({ path, imports }: SourceFile) =>
      path.startsWith('source/') ? imports.filter((to) => to.startsWith('ledger/')) : [];
    expect(faults(ledger)).toEqual([]);
  });

  test('bring attend to those few who judge', () => {
    const judges = files
      .filter(({ imports }) => imports.includes('attend/attend.ts'))
      .map(({ path }) => path);
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
    expect(
      faults(({ path, lines }) => (path !== GENERATED && lines > MOST_LINES ? [`${lines} lines`] : [])),
    ).toEqual([]);
  });

  test('calls no two types by one name, where files share one of them', () => {
    const types = files.flatMap(({ path, code }) =>
      path === GENERATED
        ? []
        : [...code.matchAll(/^(export )?(?:declare )?(?:interface|type|class|enum) (\w+)/gm)].map(
            ([, shared, name]) => ({ path, name, isShared: shared !== undefined }),
          ),
    );
    const shared = types.filter(({ isShared }) => isShared);
    expect(shared.length).toBeGreaterThan(500);
    const homeOf = new Map(shared.map(({ name, path }) => [name, path]));
    const others = types.filter(({ name, path }) => (homeOf.get(name) ?? path) !== path);
    expect(others.map(({ name, path }) => `${path}: ${name} is that of ${homeOf.get(name)}`)).toEqual([]);
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
    setsStatus("ledger.updateTable('letters').set(changes).where('id', '=', id)"),
    'what the builder sets may come from anywhere',
  ).toEqual([true]);
  expect(setsStatus("ledger.updateTable('letters as l').set(changes)")).toEqual([true]);
  expect(setsStatus("ledger.updateTable('letter_cases').set(changes)")).toEqual([]);
  expect(
    setsStatus(
      "ledger.insertInto('letters').values(row).onConflict((c) => c.column('id').doUpdateSet(row));",
    ),
  ).toEqual([true]);
  expect(letterWrites("ledger.insertInto('letters').values(row);")).toEqual({ updates: [], inserts: 1 });
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
