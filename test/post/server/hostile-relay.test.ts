import { afterEach, expect, test } from 'vitest';
import { outcomeOf } from '../../../src/post/server/outcome.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { type HostileServer, hostileServer } from '../../torture/hostile-server.ts';
import type { Misdeed, Peer, Step } from '../../torture/hostile-session.ts';
import { leftOpen } from '../../torture/relay-scene.ts';
import { sessionFaults } from '../../torture/session-faults.ts';
import { serverOf } from '../../torture/session-server.ts';
import { endless } from '../../torture/tempo.ts';

// Every fault with its letters, ledger and time that passes: `npm run torture -- --only relay`. Here is what one attempt says.
const MAIL = {
  from: 'kontakt@nowak.example',
  to: 'zofia@customer.example',
  envelope: { from: 'kontakt+bounce-a@nowak.example', to: 'zofia@customer.example' },
  subject: 'Your suit',
  text: 'It is ready.',
};
const PATIENCE = { connections: 1, answerWithin: 400, connectWithin: 400, giveUpAfter: 700 };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A server with these faults, and a sender that keeps its connections from letter to letter. */
async function facing(...misdeeds: Misdeed[]) {
  const server = await hostileServer(() => misdeeds);
  return { server, submit: senderTo(server) };
}

function senderTo({ url, close }: Pick<HostileServer, 'url' | 'close'>) {
  const transport = smtpTransport(url, PATIENCE);
  ends.push(() => transport.close(), close);
  return async () => {
    const submission = await transport.submit({ ...MAIL, envelope: { ...MAIL.envelope } }, 'a');
    return submission.taken
      ? { kind: 'submitted' as const }
      : outcomeOf(submission.fault ?? expect.fail('nobody kept it back'));
  };
}

const trickle = (peer: Peer) => peer.trickle(endless('x'), 10);

test.each<[string, Step, (peer: Peer) => void | Promise<void>, string]>([
  ['it says no', 'RCPT', (peer) => peer.say('550 5.1.1 no such user'), 'refused'],
  ['it closes down', 'MAIL', (peer) => peer.say('421 4.3.2 closing down'), 'retry'],
  ['it never answers', 'DATA', () => undefined, 'retry'],
  ['it never answers', 'text', () => undefined, 'uncertain'],
  ['it answers a byte at a time', 'RCPT', trickle, 'retry'],
  ['it answers a byte at a time', 'text', trickle, 'uncertain'],
  ['it cuts the line', 'text', (peer) => peer.cut(), 'uncertain'],
  ['it says something else', 'text', (peer) => peer.say('2 be or not 2 be'), 'uncertain'],
  ['it says yes and no', 'text', (peer) => peer.say('550-no', '250 ok'), 'uncertain'],
])('%s at %s', async (_name, at, does, kind) => {
  const { submit } = await facing({ at, does });
  expect(await submit()).toMatchObject({ kind });
});

test.each(sessionFaults({ silence: 0, byteEvery: 10 }).filter(({ by }) => by !== undefined))(
  '$name: nothing leaves, and it is tried again',
  async (fault) => {
    const server = await serverOf(fault);
    expect(await senderTo(server)()).toMatchObject({ kind: 'retry', relay: true });
    expect(server.received).toEqual([]);
  },
);

const verifying = (url: string) => {
  const transport = smtpTransport(url, PATIENCE);
  ends.push(() => transport.close());
  return transport.verify();
};

test.each([
  ['a certificate that nobody signed, from the start', /certificate.*must offer encryption/],
  ['a certificate that nobody signed, at STARTTLS', /certificate.*must offer encryption/],
  ['no TLS where it must begin', /must offer encryption/],
  ['535 for the login', /Check the user and the password/],
  ['EHLO answered a byte at a time', /not done within 0.7 seconds/],
  ['421 for a greeting', /421 4.3.2 not now/],
])('doctor says what is wrong: %s', async (name, says) => {
  const fault = sessionFaults({ silence: 0, byteEvery: 10 }).find((one) => one.name === name);
  if (!fault) throw new Error(name);
  const server = await serverOf(fault);
  ends.push(server.close);
  await expect(verifying(server.url)).rejects.toThrow(says);
  expect(await leftOpen(server)).toBe(0);
});

test('doctor finds a sound server sound, and leaves no line behind', async () => {
  const server = await hostileServer();
  ends.push(server.close);
  await verifying(server.url);
  expect(await leftOpen(server)).toBe(0);
});

test('a connection that is held by something else than a letter is left for a new one', async () => {
  const { server, submit } = await facing(
    { at: 'RCPT', does: (peer) => peer.say('550 5.1.1 no such user') },
    { at: 'RSET', does: trickle },
  );
  expect(await submit()).toMatchObject({ kind: 'refused' });
  expect(await submit()).toMatchObject({ kind: 'retry', relay: true });
  server.turn(() => []);
  expect(await submit()).toMatchObject({ kind: 'submitted' });
});
