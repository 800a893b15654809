import { afterEach, expect, test } from 'vitest';
import { outcomeOf } from '../../../src/post/server/outcome.ts';
import { type SmtpOptions, smtpTransport } from '../../../src/post/server/smtp.ts';
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
/** As long as in earnest, where what the server does has an end. */
const PATIENT = { connections: 1 };
/** So that what has no end is given up. What comes before that is done in this time, on a busy machine too. */
const IMPATIENT = { connections: 1, answerWithin: 4_000, giveUpAfter: 4_000 };
/** Where it comes to the same, whatever was too slow. */
const HASTY = { connections: 1, answerWithin: 400, connectWithin: 400, giveUpAfter: 700 };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A server with these faults, and a sender that keeps its connections from letter to letter. */
async function facing(patience: SmtpOptions, ...misdeeds: Misdeed[]) {
  const server = await hostileServer(() => misdeeds);
  return { server, submit: senderTo(server, patience) };
}

function senderTo({ url, close }: Pick<HostileServer, 'url' | 'close'>, patience: SmtpOptions) {
  const transport = smtpTransport(url, patience);
  ends.push(() => transport.close(), close);
  return async () => {
    const submission = await transport.submit({ ...MAIL, envelope: { ...MAIL.envelope } }, 'a');
    return submission.taken
      ? { kind: 'submitted' as const }
      : outcomeOf(submission.fault ?? expect.fail('nobody kept it back'));
  };
}

const trickle = (peer: Peer) => peer.trickle(endless('x'), 10);

test.each<[string, Step, (peer: Peer) => void | Promise<void>, string, SmtpOptions]>([
  ['it says no', 'RCPT', (peer) => peer.say('550 5.1.1 no such user'), 'refused', PATIENT],
  ['it closes down', 'MAIL', (peer) => peer.say('421 4.3.2 closing down'), 'retry', PATIENT],
  ['it never answers', 'DATA', () => undefined, 'retry', HASTY],
  ['it never answers', 'text', () => undefined, 'uncertain', IMPATIENT],
  ['it answers a byte at a time', 'RCPT', trickle, 'retry', HASTY],
  ['it answers a byte at a time', 'text', trickle, 'uncertain', IMPATIENT],
  ['it cuts the line', 'text', (peer) => peer.cut(), 'uncertain', PATIENT],
  ['it says something else', 'text', (peer) => peer.say('2 be or not 2 be'), 'uncertain', PATIENT],
  ['it says yes and no', 'text', (peer) => peer.say('550-no', '250 ok'), 'uncertain', PATIENT],
])('%s at %s', async (_name, at, does, kind, patience) => {
  const { submit } = await facing(patience, { at, does });
  expect(await submit()).toMatchObject({ kind });
});

test.each(sessionFaults({ silence: 0, byteEvery: 10 }).filter(({ by }) => by !== undefined))(
  '$name: nothing leaves, and it is tried again',
  async (fault) => {
    const server = await serverOf(fault);
    expect(await senderTo(server, HASTY)()).toMatchObject({ kind: 'retry', relay: true });
    expect(server.received).toEqual([]);
  },
);

const verifying = (url: string, patience: SmtpOptions = PATIENT) => {
  const transport = smtpTransport(url, patience);
  ends.push(() => transport.close());
  return transport.verify();
};

test.each([
  ['a certificate that nobody signed, from the start', /certificate.*must offer encryption/],
  ['a certificate that nobody signed, at STARTTLS', /certificate.*must offer encryption/],
  ['no TLS where it must begin', /must offer encryption/],
  ['535 for the login', /Check the user and the password/],
  ['EHLO answered a byte at a time', /not done within 0.7 seconds/, { connections: 1, giveUpAfter: 700 }],
  ['421 for a greeting', /421 4.3.2 not now/],
] as const)('doctor says what is wrong: %s', async (name, says, patience: SmtpOptions = PATIENT) => {
  const fault = sessionFaults({ silence: 0, byteEvery: 10 }).find((one) => one.name === name);
  if (!fault) throw new Error(name);
  const server = await serverOf(fault);
  ends.push(server.close);
  await expect(verifying(server.url, patience)).rejects.toThrow(says);
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
    IMPATIENT,
    { at: 'RCPT', does: (peer) => peer.say('550 5.1.1 no such user') },
    { at: 'RSET', does: trickle },
  );
  expect(await submit()).toMatchObject({ kind: 'refused' });
  expect(await submit()).toMatchObject({ kind: 'retry', relay: true });
  server.turn(() => []);
  expect(await submit()).toMatchObject({ kind: 'submitted' });
});
