import { setTimeout as sleep } from 'node:timers/promises';
import type { FreshDatabases } from '../support/database.ts';
import { putLetters } from '../support/outbox.ts';
import { hostileServer } from './hostile-server.ts';
import type { Misdeed, Peer } from './hostile-session.ts';
import { type Figure, report, zero } from './ordeal.ts';
import { attempt, heal, leftOpen, type Patience, states } from './relay-scene.ts';

const LETTERS = 40;
const CONNECTIONS = 2;
/** Two lanes per connection fail in a row, and as many letters were under way by then. */
const MOST_TRIED = 8;
/** Half a minute's rest, then one letter, then the lanes. */
const BACK_WITHIN = 300_000;

interface DeadServer {
  readonly name: string;
  readonly misdeed: Misdeed;
}

const hangsUpWith = (line: string) => (peer: Peer) => {
  peer.say(line);
  peer.hangUp();
};

/** Servers that are no use to any letter. */
const DEAD: readonly DeadServer[] = [
  { name: '554 for a greeting', misdeed: { at: 'greeting', does: hangsUpWith('554 5.7.1 not you') } },
  { name: '421 at MAIL', misdeed: { at: 'MAIL', does: hangsUpWith('421 4.3.2 closing down') } },
  { name: '550 for the sender', misdeed: { at: 'MAIL', does: (peer) => peer.say('550 5.7.1 not you') } },
  { name: 'relaying denied', misdeed: { at: 'RCPT', does: (peer) => peer.say('554 5.7.1 relaying denied') } },
  { name: 'line cut after the text', misdeed: { at: 'text', does: (peer) => peer.cut() } },
];

/** Many letters wait for a server that is of no use: few are tried, the others count no attempt, and somebody hears. */
export async function leaveAlone(databases: FreshDatabases, patience: Patience): Promise<readonly Figure[]> {
  let [tooMany, unsaid, spent] = [0, 0, 0];
  for (const [nth, { misdeed }] of DEAD.entries()) {
    const server = await hostileServer(() => [misdeed]);
    await putLetters(databases.ledgerPool, letters(`d${nth}`));
    const heard: (string | null)[] = [];
    const { claimed, returned } = await attempt(databases, server.url, {
      ...patience,
      connections: CONNECTIONS,
      onRelay: (why) => heard.push(why),
    });
    if (claimed - returned > MOST_TRIED) tooMany++;
    if (heard.length !== 1 || heard[0] === null) unsaid++;
    spent += await attemptsOfQueued(databases);
    await leftOpen(server);
    server.turn(() => []);
    await heal(databases, server.url);
    await server.close();
  }
  const ended = [...(await states(databases)).values()];
  return [
    report('servers that are no use to any letter', DEAD.length),
    zero('  that were tried with more letters than it takes to know', tooMany),
    zero('  of which nobody was told', unsaid),
    zero('  attempts counted of letters that were never tried', spent),
    zero('  letters lost with them', DEAD.length * LETTERS - ended.length),
  ];
}

/** A worker that goes on: it leaves a dead server alone, finds it well again, and sends all that waits. */
export async function comeBack(databases: FreshDatabases): Promise<readonly Figure[]> {
  const server = await hostileServer(() => [{ at: 'greeting', does: hangsUpWith('421 4.3.2 not now') }]);
  const stop = new AbortController();
  const heard: (string | null)[] = [];
  await putLetters(databases.ledgerPool, letters('back'));
  const working = attempt(databases, server.url, {
    connections: CONNECTIONS,
    once: false,
    signal: stop.signal,
    onRelay: (why) => {
      heard.push(why);
      server.turn(() => []);
    },
  });
  const begun = performance.now();
  // Those that were tried wait for their next time, which this clock never reaches.
  const waiting = async () =>
    [...(await states(databases)).values()].filter((state) => ['queued', 'sending'].includes(state)).length;
  const isOver = async () => heard.includes(null) && (await waiting()) === 0;
  while (!(await isOver()) && performance.now() - begun < BACK_WITHIN) await sleep(500);
  const left = await waiting();
  stop.abort();
  await working;
  await server.close();
  return [
    report(
      'seconds until a server that was well again had taken all',
      Math.round((performance.now() - begun) / 1_000),
    ),
    zero('letters still waiting for it', left),
    zero('alarms that did not end', heard.at(-1) === null && heard.length === 2 ? 0 : 1),
  ];
}

const letters = (name: string) => Array.from({ length: LETTERS }, (_, nth) => ({ id: `${name}-${nth}` }));

async function attemptsOfQueued({ ledgerPool }: FreshDatabases): Promise<number> {
  const { rows } = await ledgerPool.query<{ n: number }>(
    `select coalesce(sum(attempts), 0)::int as n from letters where status = 'queued'`,
  );
  return rows[0]?.n ?? 0;
}
