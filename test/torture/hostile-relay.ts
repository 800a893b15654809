import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { hostileServer } from './hostile-server.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { comeBack, leaveAlone } from './left-alone.ts';
import { ENDS, endingFaults, endlessFaults, type First, type LetterFault } from './letter-faults.ts';
import type { ReceivedMail } from './mail-record.ts';
import { type Figure, report, type Setting, zero } from './ordeal.ts';
import {
  attempt,
  faultOf,
  heal,
  leftOpen,
  lettersToCallFor,
  type Patience,
  putPairs,
  reminderOf,
  states,
  statusOf,
} from './relay-scene.ts';
import { sessionFaults } from './session-faults.ts';
import { serverOf } from './session-server.ts';
import type { Tempo } from './tempo.ts';

/** What a fault should come to, and what it came to. */
interface Row {
  readonly name: string;
  readonly first: First;
  readonly firstStates: readonly string[];
  readonly lastStates: readonly string[];
}

interface Manner {
  readonly tempo: Tempo;
  readonly patience: Patience;
  readonly say: (text: string) => void;
}

/** What one company's letters came to, among the faults that it met. */
interface Outcome {
  readonly rows: readonly Row[];
  readonly figures: readonly Figure[];
}

/** In earnest a server is silent for a minute and says a byte a second; shortly, the sender is impatient. */
const EARNEST = { tempo: { silence: 60_000, byteEvery: 1_000 }, patience: {}, longer: {} };
const SHORT = {
  tempo: { silence: 300, byteEvery: 25 },
  // Whatever is too slow for it comes to the same: the letter is tried again.
  patience: { answerWithin: 2_500, connectWithin: 2_500, giveUpAfter: 4_000 },
  // In this time a letter's text is on its way, also on a machine that is busy with other things.
  longer: { answerWithin: 40_000, giveUpAfter: 40_000 },
};
/** Among which the session faults are dealt out; each meets its own one after the other. */
const COMPANIES = 3;
/** Faults of letters that are met at once: with more, this process alone would be too slow for an impatient sender. */
const AT_A_TIME = 12;

/** Every fault of a mail server, with a status letter and a reminder each: the first attempt, and after it is well again. */
export async function tortureRelay({
  short,
  say,
}: Pick<Setting, 'short' | 'say'>): Promise<readonly Figure[]> {
  const manner = { ...(short ? SHORT : EARNEST), say };
  const sessions = sessionFaults(manner.tempo);
  await withCompany(warmUp);
  const outcomes = await Promise.all([
    ...[true, false].flatMap((pipelining) =>
      [
        // What ends by itself needs no impatience, and a machine that is busy with other things spoils nothing.
        { ...manner, patience: {}, faults: endingFaults(manner.tempo) },
        { ...manner, faults: endlessFaults(manner.tempo).filter(({ first }) => first === 'retry') },
        {
          ...manner,
          patience: manner.longer,
          faults: endlessFaults(manner.tempo).filter(({ first }) => first !== 'retry'),
        },
      ].map((part) => withCompany((databases) => meetLetterFaults(databases, part, pipelining))),
    ),
    ...Array.from({ length: COMPANIES }, (_, nth) =>
      withCompany((databases) =>
        meetSessionFaults(
          databases,
          manner,
          sessions.filter((_fault, index) => index % COMPANIES === nth),
        ),
      ),
    ),
    withCompany(async (databases) => ({ rows: [], figures: await leaveAlone(databases, manner.patience) })),
    // The rest is half a minute by the clock on the wall.
    ...(short ? [] : [withCompany(async (databases) => ({ rows: [], figures: await comeBack(databases) }))]),
  ]);
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  for (const row of rows) if (!short || isWrong(row)) say(lineOf(row));
  return [
    report('faults that the mail server made', rows.length),
    zero('not in the state of DESIGN section 7 after the first attempt', rows.filter(wrongAtFirst).length),
    zero('not in the state of DESIGN section 7 once all is well again', rows.filter(wrongAtLast).length),
    ...summed(outcomes.flatMap(({ figures }) => figures)),
  ];
}

/** What is loaded and compiled at the first letter takes longer than an impatient sender waits. */
async function warmUp(databases: FreshDatabases): Promise<void> {
  const server = await hostileServer();
  await putPairs(databases, ['first']);
  await attempt(databases, server.url, { connections: 1 });
  await server.close();
}

async function withCompany<Result>(work: (databases: FreshDatabases) => Promise<Result>): Promise<Result> {
  const databases = await freshDatabases();
  try {
    return await work(databases);
  } finally {
    await databases.close();
  }
}

/** Some at a time: the server chooses its fault by the letter. */
async function meetLetterFaults(
  databases: FreshDatabases,
  { patience, say, faults }: Manner & { readonly faults: readonly LetterFault[] },
  pipelining: boolean,
): Promise<Outcome> {
  const named = new Map(faults.map((fault, nth) => [`f${nth}`, fault]));
  const faultFor = (letter: string) => named.get(faultOf(letter));
  const server = await hostileServer((letter) => [faultFor(letter)?.misdeed ?? []].flat(), { pipelining });
  try {
    const ids = [...named.keys()];
    for (let from = 0; from < ids.length; from += AT_A_TIME) {
      await putPairs(databases, ids.slice(from, from + AT_A_TIME));
      // A connection for each, so that the server is not left alone because of the others.
      await attempt(databases, server.url, { ...patience, connections: 2 * AT_A_TIME });
    }
    const open = await leftOpen(server);
    if (open > 0) say(`left open: ${open} connections after faults of letters`);
    const first = await states(databases);
    const called = await lettersToCallFor(databases);
    server.turn((letter) => [(faultFor(letter)?.lasting && faultFor(letter)?.misdeed) || []].flat());
    await heal(databases, server.url);
    const miscalled = [...first.keys()].filter(
      (letter) => called.has(letter) !== (faultFor(letter)?.task ?? false),
    );
    return {
      rows: rowsOf(named, first, await states(databases)),
      figures: [
        zero('refused addresses that nobody is asked to call, or others', miscalled.length),
        zero('connections left open', open),
        ...(await judged(databases, server.received, say)),
      ],
    };
  } finally {
    await server.close();
  }
}

/** One after the other, each server with its own two letters; then a sound one takes all that is left. */
async function meetSessionFaults(
  databases: FreshDatabases,
  { patience, say }: Manner,
  faults: ReturnType<typeof sessionFaults>,
): Promise<Outcome> {
  const named = new Map(faults.map((fault, nth) => [`f${nth}`, { ...fault, first: 'retry' as const }]));
  const received: ReceivedMail[] = [];
  let open = 0;
  for (const [id, fault] of named) {
    const server = await serverOf(fault);
    try {
      await putPairs(databases, [id]);
      await attempt(databases, server.url, { ...patience, connections: 2 });
      const left = await leftOpen(server);
      if (left > 0) say(`left open: ${left} connections to ${fault.name}`);
      open += left;
      received.push(...server.received);
    } finally {
      await server.close();
    }
  }
  const unheard = received.length;
  const first = await states(databases);
  const sound = await hostileServer();
  try {
    await heal(databases, sound.url);
    received.push(...sound.received);
    return {
      rows: rowsOf(named, first, await states(databases)),
      figures: [
        zero('letters that left in a session that was none', unheard),
        zero('connections left open', open),
        ...(await judged(databases, received, say)),
      ],
    };
  } finally {
    await sound.close();
  }
}

function rowsOf(
  faults: ReadonlyMap<string, { readonly name: string; readonly first: First }>,
  first: ReadonlyMap<string, string>,
  last: ReadonlyMap<string, string>,
): readonly Row[] {
  const both = (of: ReadonlyMap<string, string>, id: string) =>
    [statusOf(id), reminderOf(id)].map((letter) => of.get(letter) ?? 'lost');
  return [...faults].map(([id, { name, first: expected }]) => ({
    name,
    first: expected,
    firstStates: both(first, id),
    lastStates: both(last, id),
  }));
}

async function judged(
  { ledgerPool }: FreshDatabases,
  received: readonly ReceivedMail[],
  say: (text: string) => void,
): Promise<readonly Figure[]> {
  const figures = await judgePost(ledgerPool, { received }, 0);
  return [...figures, await invariants(ledgerPool, say)];
}

const wrongAtFirst = ({ first, firstStates }: Row): boolean => firstStates.some((state) => state !== first);
const wrongAtLast = ({ first, lastStates: [status, reminder] }: Row): boolean =>
  status !== ENDS[first].status || reminder !== ENDS[first].reminder;
const isWrong = (row: Row): boolean => wrongAtFirst(row) || wrongAtLast(row);

function lineOf(row: Row): string {
  const { name, first, firstStates, lastStates } = row;
  const told = `${name.padEnd(56)} ${firstStates.join(', ').padEnd(22)} then ${lastStates.join(', ')}`;
  return isWrong(row)
    ? `WRONG: ${told}; should be ${first}, then ${Object.values(ENDS[first]).join(', ')}`
    : told;
}

/** Figures of the same name added up, in the order in which they first came. */
function summed(figures: readonly Figure[]): readonly Figure[] {
  const sums = new Map<string, Figure>();
  for (const figure of figures) {
    const before = sums.get(figure.what)?.value ?? 0;
    sums.set(figure.what, { ...figure, value: Number(before) + Number(figure.value) });
  }
  return [...sums.values()];
}
